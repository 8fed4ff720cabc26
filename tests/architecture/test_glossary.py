"""One Chinese term, one identifier: the glossary against the code and the input contract."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from zugong.regulations.tables.schema import TABLES


ROOT = Path(__file__).parents[2]
GLOSSARY: dict[str, Any] = yaml.safe_load((ROOT / "docs/glossary.yaml").read_text("utf-8"))
TERMS: list[dict[str, Any]] = GLOSSARY["terms"]
NAME_FIELDS = ("name", "id", "attr", "arg", "asname")
COLUMNS = [(column.label, column.name) for table in TABLES.values() for column in table.columns]
CODES = [pair[::-1] for table in TABLES.values() for column in table.columns for pair in column.codes.items()]


def words(name: str) -> list[str]:
    """`AppointmentCases`, `appointment_cases` -> appointment, case."""
    return [singular(word.lower()) for word in re.findall(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+", name)]


def singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def speaks(name: str, phrase: str) -> bool:
    """Whether the words of `phrase` stand side by side in `name`."""
    has, wanted = words(name), words(phrase)
    return any(has[place : place + len(wanted)] == wanted for place in range(len(has)))


def identifiers(path: Path) -> Iterator[str]:
    """Every name in a module, its own file name included."""
    yield path.stem
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        for field in NAME_FIELDS:
            if isinstance(name := getattr(node, field, None), str):
                yield name


def unmet(label: str, identifier: str) -> list[str]:
    """Glossary terms that the label contains, the longest first, and whose identifier the name does not speak."""
    missing = []
    for entry in sorted(TERMS, key=lambda entry: -len(entry["term"])):
        if len(entry["term"]) > 1 and entry["term"] in label:
            label = label.replace(entry["term"], " ")
            if not speaks(identifier, entry["identifier"]):
                missing.append(entry["term"])
    return missing


def test_a_term_stands_once_and_an_entry_is_whole() -> None:
    assert [term for term, times in Counter(entry["term"] for entry in TERMS).items() if times > 1] == []
    for entry in TERMS:
        assert set(entry) == {"term", "identifier", "note", "avoid"}, entry
        assert re.fullmatch(r"[a-z][a-z0-9_]*", entry["identifier"]), entry
        assert re.search(r"[\u4e00-\u9fff]", entry["term"]), entry


def test_no_avoided_name_is_the_name_of_something_else() -> None:
    for entry in TERMS:
        for avoided in entry["avoid"]:
            assert [other["term"] for other in TERMS if speaks(other["identifier"], avoided)] == [], avoided


def test_no_avoided_name_is_in_use() -> None:
    avoided = [name for entry in TERMS for name in entry["avoid"]]
    excused = {(entry["name"], entry["where"]) for entry in GLOSSARY["exceptions"]["names"]}
    found = {
        (name, path.relative_to(ROOT).as_posix(), identifier)
        for path in (ROOT / "zugong").rglob("*.py")
        for identifier in set(identifiers(path))
        for name in avoided
        if speaks(identifier, name)
    }
    anywhere = {(entry["name"], entry["identifier"]) for entry in GLOSSARY["exceptions"]["identifiers"]}
    assert {(name, identifier) for name, _, identifier in found} >= anywhere
    found = {hit for hit in found if hit[::2] not in anywhere}
    assert {hit for hit in found if hit[:2] not in excused} == set()
    assert {hit[:2] for hit in found} >= excused


@pytest.mark.parametrize(("planted", "avoided"), [("zhibuCount", "zhibu"), ("party_groups", "party_group")])
def test_an_avoided_name_would_be_found(planted: str, avoided: str) -> None:
    assert avoided in [name for entry in TERMS for name in entry["avoid"]]
    assert speaks(planted, avoided)
    assert not speaks("party_leading_group", "party_group")


def test_the_glossary_names_every_table_column_and_code_of_the_contract() -> None:
    def listed(section: str) -> list[tuple[str, str]]:
        return [(entry["term"], entry["identifier"]) for entry in GLOSSARY[section]]

    assert listed("tables") == [(table.label, table.name) for table in TABLES.values()]
    assert listed("columns") == list(dict.fromkeys(COLUMNS))
    assert listed("codes") == list(dict.fromkeys(CODES))


def test_each_column_is_said_to_stand_where_it_stands() -> None:
    for entry in GLOSSARY["columns"]:
        wanted = (entry["term"], entry["identifier"])
        tables = [t.name for t in TABLES.values() if wanted in [(c.label, c.name) for c in t.columns]]
        assert entry["tables"] == tables, wanted


def test_labels_that_speak_a_term_use_its_name_or_say_why_not() -> None:
    labels = [*((table.label, table.name) for table in TABLES.values()), *COLUMNS, *CODES]
    excused = {(entry["term"], entry["identifier"]) for entry in GLOSSARY["exceptions"]["labels"]}
    assert {(label, name) for label, name in labels if unmet(label, name)} == excused
    assert all(entry["reason"] for entry in GLOSSARY["exceptions"]["labels"])
