"""What the documents say is so: links lead somewhere, commands run, names exist, nothing foreign is in the tree."""

from __future__ import annotations

import importlib
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import zugong
from tests.architecture.documents import ROOT, anchors, blocks, pages, prose, rows, text_files
from zugong.cli.arguments import ChineseParser
from zugong.cli.main import COMMANDS
from zugong.regulations.book import Book, load_book
from zugong.regulations.loading import load_law


PAGES = pages()
SOURCE = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "zugong").rglob("*.py")))
PATH_IN_TEXT = re.compile(r"`((?:zugong|docs|tests|requirements|scripts|deploy)/[\w./-]+)`")
SETTING = re.compile(r"\bZUGONG_[A-Z_]+\b")
ALLOWED_HOSTS = {
    "license.coscl.org.cn",  # stands in the licence itself
    "schemas.microsoft.com",  # names inside documents, never visited
    "schemas.openxmlformats.org",  # names inside workbooks, never visited
    "purl.oclc.org",
    "example.invalid",  # made-up cells of tests
    "zugong.example.invalid",
    "evil.example",  # where a redirect must not lead
    "elsewhere.example",
    "testserver",  # Django's name for itself in tests
    "127.0.0.1",
    "localhost",
    "0.0.0.0",
    "www.w3.org",  # names of namespaces, never visited
}
REGISTRIES = ("pypi.org", "pythonhosted", "npmjs", "proxy.golang", "--index-url", "--extra-index-url")
FOREIGN = {
    "a registry or its mirror": "|".join(map(re.escape, REGISTRIES)) + r"|\b(?:registry|mirrors?)\.[\w-]+\.\w",
    "a path of one machine": r"(?<![\w.])/(?:work|root|home)/\w",
    "a number of an issue": r"(?i)\b(?:issue|pull request|PR)s? #?\d+|(?<![\w`'\"/&;:,(#=})])#\d{1,5}\b(?!-)",
}


def by_name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def book() -> Book:
    return load_book(load_law(), "duckdb")


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(page.read_text("utf-8"))):
        assert not target.startswith("http"), f"{by_name(page)}: {target}: pages work offline"
        name, _, anchor = target.partition("#")
        led_to = (page.parent / name).resolve() if name else page
        assert led_to.exists(), f"{by_name(page)}: {target}"
        if anchor:
            assert anchor in anchors(led_to.read_text("utf-8")), f"{by_name(page)}: {target}"


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_every_path_named_exists(page: Path) -> None:
    missing = [name for name in PATH_IN_TEXT.findall(page.read_text("utf-8")) if not (ROOT / name).exists()]
    assert missing == []


def commands(page: str) -> Iterator[list[str]]:
    """The words of each zugong command in a block: without settings before it, pipes and remarks behind it."""
    for line in "".join(blocks(page, "sh") + blocks(page, "text")).splitlines():
        if match := re.match(r"(?:[A-Z_]+=\S+ )*zugong (.+)", line):
            command = re.split(r"\s{2,}|\s[|#]\s", match[1])[0]
            yield shlex.split(command)


def understood(words: list[str]) -> Any:
    """What the real parser makes of a command. Exits when it does not understand it."""
    module = importlib.import_module(COMMANDS[words[0]].module)
    parser = ChineseParser(prog=f"zugong {words[0]}")
    module.configure(parser)
    return parser.parse_args(words[1:])


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_every_command_printed_is_understood(page: Path) -> None:
    for words in commands(page.read_text("utf-8")):
        understood(words)


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_every_command_named_exists(page: Path) -> None:
    named = re.findall(r"`zugong ([a-z]\w*)", page.read_text("utf-8"))
    assert set(named) <= set(COMMANDS)


def test_the_guide_and_readme_print_commands_at_all() -> None:
    printed = {
        words[0]
        for name in ("README.md", "docs/user-guide.md")
        for words in commands((ROOT / name).read_text("utf-8"))
    }
    assert {"check", "explain", "law"} <= printed


def test_a_wrong_command_would_be_noticed(capsys: pytest.CaptureFixture[str]) -> None:
    (words,) = commands("```sh\nA=1 zugong check x --as-off 2025-12-31  # no such option\n```\n")
    with pytest.raises(SystemExit):
        understood(words)
    assert "--as-of" in capsys.readouterr().err


def test_readme_lists_every_command_in_both_languages() -> None:
    for part in (ROOT / "README.md").read_text("utf-8").split("# Zugong, in English"):
        listed = [row[0] for row in rows(part, 2) if row[0].startswith("`zugong ")]
        assert listed == [f"`zugong {name}`" for name in COMMANDS]


def test_readme_says_of_each_command_what_its_help_says() -> None:
    chinese = (ROOT / "README.md").read_text("utf-8").split("# Zugong, in English")[0]
    told = {row[0].strip("`"): row[1] for row in rows(chinese, 2)}
    assert [told[f"zugong {name}"] for name in COMMANDS] == [command.purpose for command in COMMANDS.values()]


def test_every_make_target_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for page in PAGES:
        text = page.read_text("utf-8")
        named = re.findall(r"`make ([a-z]+)`", text) + re.findall(
            r"^make ([a-z]+)", "".join(blocks(text, "sh")), re.MULTILINE
        )
        assert set(named) <= targets, by_name(page)


def test_settings_of_the_environment_are_documented_and_real() -> None:
    told = set(SETTING.findall("".join(page.read_text("utf-8") for page in PAGES)))
    assert told == set(SETTING.findall(SOURCE))


def test_the_guide_quotes_error_messages_that_exist() -> None:
    guide = (ROOT / "docs/user-guide.md").read_text("utf-8")
    quoted = [row[0] for row in rows(guide.split("| 提示里的话")[1].split("\n\n")[0], 2)]
    assert len(quoted) > 10
    for message in quoted:
        assert all(piece in SOURCE for piece in message.split("……")), message


def test_every_rule_is_in_the_rulebook_and_in_the_contract(book: Book) -> None:
    rulebook = (ROOT / "docs/generated/rulebook.md").read_text("utf-8")
    assert set(re.findall(r"^### (\S+)$", rulebook, re.MULTILINE)) == set(book)
    contract = (ROOT / "docs/contract.md").read_text("utf-8")
    assert {row[0].split()[0] for columns in (4, 5) for row in rows(contract, columns) if "." in row[0]} == set(book)


def test_the_contract_gives_each_rule_its_force(book: Book) -> None:
    contract = (ROOT / "docs/contract.md").read_text("utf-8")
    for row in [row for columns in (4, 5) for row in rows(contract, columns) if "." in row[0]]:
        key, said = row[0].split()[0], re.search(r"\((generally|local)\)", row[0])
        assert book[key].force.value == (said[1] if said else "must"), key


def test_the_list_of_decisions_is_complete() -> None:
    folder = ROOT / "docs/decisions"
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text("utf-8"))
    assert listed == sorted(path.name for path in folder.glob("[0-9]*.md"))
    for name in listed:
        text = (folder / name).read_text("utf-8")
        assert text.startswith(f"# {name[:4]} "), name
        for part in ("Status: ", "## Context", "Options", "ecision", "## Consequences"):
            assert part in text, f"{name}: {part}"


def test_the_changelog_knows_this_version() -> None:
    assert f"## {zugong.__version__}（" in (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize("kind", FOREIGN)
def test_nothing_foreign_stands_in_the_tree(kind: str) -> None:
    found = [
        f"{by_name(path)}:{number}: {line.strip()[:100]}"
        for path in text_files()
        if path != Path(__file__) and path.suffix != ".css"
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), start=1)
        if re.search(FOREIGN[kind], line)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("a registry or its mirror", "--index-url = somewhere"),
        ("a registry or its mirror", "mirrors.example.cn"),
        ("a path of one machine", "see /home/somebody"),
        ("a number of an issue", "fixes #12"),
        ("a number of an issue", "see issue 7"),
    ],
)
def test_foreign_matter_would_be_noticed(kind: str, line: str) -> None:
    assert re.search(FOREIGN[kind], line)


def test_every_address_is_one_we_mean() -> None:
    hosts = {
        (host, by_name(path))
        for path in text_files()
        if path not in {Path(__file__), ROOT / "package-lock.json"}  # the lock file names pages to donate at
        for host in re.findall(r"https?://([\w.-]+)", path.read_text("utf-8", errors="replace"))
    }
    assert {found for found in hosts if found[0] not in ALLOWED_HOSTS} == set()
