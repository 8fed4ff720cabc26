"""The verifier page in a real browser: the shared vectors, and exports built here from the document alone."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.audit.exporting import ORIGIN, Export, digest, key, key_line, zipped
from zugong import audit


PAGE = Path(audit.__file__).parent / "verifiers/verify_record.html"
VECTORS = Path(__file__).parent / "vectors"
EXPORTS = sorted(path for path in VECTORS.glob("*.json") if "files" in json.loads(path.read_text("utf-8")))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    """The page opened from the disk, with every request to anywhere else counted as a failure."""
    page = browser.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"{error}"))
    page.on(
        "request", lambda request: None if request.url.startswith(("file:", "data:")) else pytest.fail(request.url)
    )
    page.goto(PAGE.as_uri())
    return page


def verified(page: Page, export: bytes, outside: list[str] | None = None, keys: str | None = None) -> dict[str, Any]:
    """What the page finds."""

    def file(name: str, content: bytes) -> dict[str, Any]:
        return {"name": name, "mimeType": "application/octet-stream", "buffer": content}

    page.set_input_files("#export", [file("export.zip", export)])  # type: ignore[list-item]
    page.set_input_files("#external", [file(f"{n}.txt", text.encode()) for n, text in enumerate(outside or [])])  # type: ignore[misc]
    page.set_input_files("#keys", [] if keys is None else [file("keys.txt", keys.encode())])  # type: ignore[list-item]
    page.evaluate("delete document.getElementById('result').dataset.verdict")
    page.click("#start")
    page.wait_for_selector("#result[data-verdict]")
    found: dict[str, Any] = json.loads(page.get_attribute("#result", "data-outcome") or "")
    return found


def first(found: dict[str, Any]) -> tuple[str, int | None] | None:
    return None if found["first"] is None else (found["first"]["code"], found["first"]["seq"])


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.stem)
def test_the_shared_vectors(page: Page, path: Path) -> None:
    vector = json.loads(path.read_text("utf-8"))
    found, expected = (
        verified(page, zipped(vector["files"]), vector["checkpoints"], vector["keys"]),
        vector["expected"],
    )
    assert found["verdict"] == expected["verdict"]
    wanted = expected["first"]
    assert first(found) == (None if wanted is None else (wanted["code"], wanted["seq"]))
    if expected["verdict"] == "holds":
        told = found["told"]
        got = (told["size"], told["sha256"], told["sm3"], told["erased"], sorted(told["witnesses"]))
        names = ("size", "root_sha256", "root_sm3", "erased")
        assert got == (*(expected[name] for name in names), sorted(expected["witnesses"]))


def test_there_are_shared_vectors() -> None:
    assert len(EXPORTS) >= 40


# ── Exports built here


def row(number: int, words: str = "示例") -> dict[str, Any]:
    return {
        "key": f"people.person:{number}",
        "salt": f"{number:032x}",
        "content": f'null\n{{"name":"{words}{number}"}}',
    }


@pytest.fixture
def export() -> Export:
    """Nine entries with none, one and two rows; checkpoints after four and nine."""
    made = Export()
    for number in range(9):
        made.add(*(row(10 * number + place) for place in range(number % 3)))
        if number in (3, 8):
            made.checkpoint()
    return made


def test_a_good_export_holds_stored_deflated_and_as_zip64(page: Page, export: Export) -> None:
    files = export.files()
    for packed in (zipped(files), zipped(files, method=zipfile.ZIP_STORED), zipped(files, large=True)):
        found = verified(page, packed)
        assert found["verdict"] == "holds", found
        assert found["told"]["size"] == 9
    limits = page.inner_text("#result")
    assert "没有见证人：只能证明记录自洽，不能证明操作者没有整体重写。" in limits
    assert "公钥取自导出本身" in limits


def test_with_keys_witness_and_checkpoint_brought_less_stays_unproved(page: Page, export: Export) -> None:
    witness = key(9)
    keys = export.keys + key_line("示例纪委", witness, kind=4)
    seen = export.witnessed(export.note(5), "示例纪委", witness)
    found = verified(page, zipped(export.files()), [seen, export.note(5, "sm3")], keys)
    assert found["verdict"] == "holds", found
    assert found["told"]["witnesses"] == ["示例纪委"]
    text = page.inner_text("#result")
    assert "没有见证人" not in text
    assert "公钥取自导出本身" not in text


def test_an_erased_row_is_told_and_holds(page: Page) -> None:
    made = Export()
    gone = row(1)
    salted = bytes.fromhex(gone["salt"]) + gone["content"].encode()
    digests = {name: digest(name, salted).hex() for name in ("sha256", "sm3")}
    made.add({"key": gone["key"], "erased_by": 1, **digests}, row(2))
    made.add()
    made.checkpoint()
    found = verified(page, zipped(made.files()))
    assert (found["verdict"], found["told"]["erased"]) == ("holds", 1)
    assert "1 行内容已依法清除" in page.inner_text("#result")


def test_a_later_epoch_holds_and_an_older_checkpoint_still_counts(page: Page, export: Export) -> None:
    seen = export.note(9)
    export.epoch = 2
    export.add(row(99))
    export.checkpoint()
    assert verified(page, zipped(export.files()), [seen])["verdict"] == "holds"


def resealed(export: Export, name: str, change: Callable[[str], str]) -> bytes:
    """One file changed, and the manifest made to agree: as somebody would who knows the form."""
    files = export.files()
    files[name] = change(files[name])
    manifest = json.loads(files["manifest.json"])
    manifest["files"][name] = digest("sha256", files[name].encode()).hex()
    return zipped(files | {"manifest.json": json.dumps(manifest)})


def line_gone(number: int) -> Callable[[str], str]:
    def change(text: str) -> str:
        lines = text.splitlines(keepends=True)
        return "".join(lines[:number] + lines[number + 1 :])

    return change


LIES: dict[str, tuple[str, Callable[[str], str], tuple[str, int | None]]] = {
    "a body changed": ("entries.jsonl", lambda text: text.replace("示例员", "示例客", 1), ("previous", 1)),
    "the last body changed": (
        "entries.jsonl",
        lambda text: text[: text.rindex("示例员")] + "示例客" + text[text.rindex("示例员") + 3 :],
        ("root", 9),
    ),
    "a row changed": ("entries.jsonl", lambda text: text.replace("示例10", "示例11", 1), ("rows", 1)),
    "a row taken away": (
        "entries.jsonl",
        lambda text: text.replace(json.dumps(row(10), ensure_ascii=False), ""),
        ("rows", 1),
    ),
    "an entry taken out": ("entries.jsonl", line_gone(4), ("seq", 4)),
    "the last entry taken away": ("entries.jsonl", line_gone(8), ("size", None)),
    "a line cut": ("entries.jsonl", lambda text: text[:-20], ("file", None)),
    "the epoch of the first lowered": (
        "entries.jsonl",
        lambda text: text.replace('\\"epoch\\":1', '\\"epoch\\":0', 1),
        ("epoch", 0),
    ),
    "the last checkpoint taken away": ("checkpoints.jsonl", line_gone(1), ("unsigned", None)),
    "a size changed beside the note": (
        "checkpoints.jsonl",
        lambda text: text.replace('"size": 4', '"size": 3'),
        ("checkpoint", 3),
    ),
    "a signature changed": (
        "checkpoints.jsonl",
        lambda text: text.replace(text[text.index("\\n\\n") + 80 : text.index("\\n\\n") + 84], "AAAA", 1),
        ("signature", 4),
    ),
    "a note without a root": (
        "checkpoints.jsonl",
        lambda text: text.replace("\\n4\\n", "\\n4\\n!", 1),
        ("checkpoint", None),
    ),
    "no keys": ("keys.txt", lambda text: "", ("signature", 4)),
    "a key line broken": ("keys.txt", lambda text: text.replace("+", "-", 1), ("file", None)),
}


@pytest.mark.parametrize("name", LIES)
def test_a_lie_is_found_where_it_is(page: Page, export: Export, name: str) -> None:
    file, change, wanted = LIES[name]
    if name == "a row taken away":  # row(10) stands alone in its entry: empty the list
        assert export.entries[1]["rows"] == [row(10)]
        change = lambda text: text.replace(f"[{json.dumps(row(10), ensure_ascii=False)}]", "[]")  # noqa: E731
    assert change(export.files()[file]) != export.files()[file]
    found = verified(page, resealed(export, file, change))
    assert (found["verdict"], first(found)) == ("broken", wanted)
    assert "✕ 不符" in page.inner_text("#result")


def test_a_file_that_is_not_what_the_manifest_says(page: Page, export: Export) -> None:
    files = export.files()
    assert first(verified(page, zipped(files | {"keys.txt": files["keys.txt"] + "\n"}))) == ("file", None)
    del files["checkpoints.jsonl"]
    assert first(verified(page, zipped(files))) == ("file", None)
    assert first(verified(page, b"PK no zip at all")) == ("file", None)


def test_a_rewritten_record_is_split_from_what_a_witness_saw(page: Page, export: Export) -> None:
    seen = export.note(9), export.note(9, "sm3")
    other = Export()
    for number in range(9):
        other.add(*(row(10 * number + place, "改写") for place in range(number % 3)))
    other.checkpoint()
    assert verified(page, zipped(other.files()))["verdict"] == "holds"  # alone it cannot be told from a true one
    for note in seen:
        assert first(verified(page, zipped(other.files()), [note])) == ("split", 9)


def test_a_truncated_record_is_shorter_than_what_a_witness_saw(page: Page, export: Export) -> None:
    short = Export()
    for number in range(4):
        short.add(*(row(10 * number + place) for place in range(number % 3)))
    short.checkpoint()
    assert first(verified(page, zipped(short.files()), [export.note(4)])) is None
    assert first(verified(page, zipped(short.files()), [export.note(9)])) == ("truncated", 9)


def test_a_checkpoint_somebody_else_signed_or_of_another_record(page: Page, export: Export) -> None:
    packed = zipped(export.files())
    assert first(verified(page, packed, [export.note(5, signer=key(7))])) == ("signature", 5)
    foreign = export.note(5).replace(ORIGIN, "other.local/record/1")
    assert first(verified(page, packed, [foreign])) == ("checkpoint", 5)
    assert first(verified(page, packed, ["no checkpoint"])) == ("checkpoint", None)


def test_a_witness_line_that_does_not_hold(page: Page, export: Export) -> None:
    witness = key(9)
    seen = export.witnessed(export.note(5), "示例纪委", witness)
    later = export.witnessed(export.note(5), "示例纪委", witness, seconds=1_790_000_001)
    keys = export.keys + key_line("示例纪委", witness, kind=4)
    both = seen + later[later.rindex("— ") :]
    assert first(verified(page, zipped(export.files()), [both], keys)) is None  # seen twice
    line = seen[seen.rindex(" ") + 1 : -1]
    wrong = seen.replace(line, line[:20] + ("A" if line[20] != "A" else "B") + line[21:])
    assert first(verified(page, zipped(export.files()), [wrong], keys)) == ("signature", 5)
    unknown = verified(page, zipped(export.files()), [seen])
    assert (unknown["verdict"], unknown["told"]["witnesses"]) == ("holds", [])


def test_keys_brought_along_must_be_those_of_the_record(page: Page, export: Export) -> None:
    other = "".join(key_line(f"{ORIGIN}/1{suffix}", key(2)) for suffix in ("", "/sm3"))
    assert first(verified(page, zipped(export.files()), keys=other)) == ("signature", 4)


def test_digests_and_signatures_agree_with_other_implementations(page: Page) -> None:
    contents = [bytes(range(256))[:length] * 3 for length in (0, 1, 18, 19, 21, 22, 42, 43, 64, 255)]
    for name in ("sha256", "sm3"):
        script = "(bytes) => hex(digest(arguments_name, Uint8Array.from(bytes)))".replace(
            "arguments_name", f"'{name}'"
        )
        assert [page.evaluate(script, list(content)) for content in contents] == [
            digest(name, content).hex() for content in contents
        ]
    check = "([key, message, signature]) => signedBy(...[key, message, signature].map(x => Uint8Array.from(x)))"
    for seed in range(1, 6):
        private, message = key(seed), bytes(range(seed * 40))
        signature, public = private.sign(message), private.public_key().public_bytes_raw()
        assert page.evaluate(check, [list(public), list(message), list(signature)]) is True
        for place in (0, 31, 32, 63):
            wrong = bytearray(signature)
            wrong[place] ^= 1
            assert page.evaluate(check, [list(public), list(message), list(wrong)]) is False
        order = 2**252 + 27742317777372353535851937790883648493
        scalar = int.from_bytes(signature[32:], "little") + order  # the same point, written another way
        if scalar < 2**256:
            again = signature[:32] + scalar.to_bytes(32, "little")
            assert page.evaluate(check, [list(public), list(message), list(again)]) is False


def test_the_page_is_one_file_that_asks_nobody() -> None:
    text = PAGE.read_text("utf-8")
    for outside in (
        "http:",
        "https:",
        "src=",
        '<link rel="stylesheet"',
        "import(",
        "fetch(",
        "XMLHttpRequest",
        "crypto.subtle",
    ):
        assert outside not in text, outside
    assert "default-src 'none'" in text


def test_the_page_is_accessible(page: Page, export: Export) -> None:
    axe = (Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js").read_text("utf-8")
    verified(page, zipped(export.files()))
    page.evaluate(axe)
    assert page.evaluate("axe.run().then(found => found.violations.map(one => one.id))") == []
