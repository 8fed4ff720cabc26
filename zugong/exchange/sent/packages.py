"""Unpacked hand-over packages: one XML file per table, read through `package.yaml` into contract tables."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp
from typing import Any
from weakref import finalize

import yaml

from zugong.exchange.sent.mapped import month_of
from zugong.exchange.sent.persons import Persons
from zugong.formats.forms.packed import Archive
from zugong.formats.forms.refusing import NotAForm
from zugong.formats.grids import Unopenable
from zugong.formats.record_xml import read_records
from zugong.regulations.tables.problems import Problem
from zugong.regulations.tables.sources import Discovery, Source


LARGEST_FILE = 1 << 30
LONGEST_KEY = 60
PICTURES = (".jpg", ".jpeg", ".png")

Spec = Mapping[str, Any]


@dataclass(eq=False)
class SentPackage:
    """A package: its XML files by table, its photos by person, and the folder the rows were written to."""

    scratch: Path
    parts: dict[str, Path] = field(default_factory=dict)
    pictures: dict[str, Path] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)  # key in the package -> number of the person


@cache
def spec() -> Spec:
    """The mapping table."""
    found: Spec = yaml.safe_load((files("zugong.exchange.sent") / "package.yaml").read_text("utf-8"))
    return found


def find_package(path: Path) -> SentPackage | None:
    """The package in a folder, or in an archive that lies there; None where there is none."""
    folder = path if path.is_dir() else path.parent
    package = SentPackage(Path(mkdtemp(prefix="package-")))
    finalize(package, shutil.rmtree, package.scratch, ignore_errors=True)
    archives = list(folder.glob("*.zip")) if path.is_dir() else [path] if path.suffix.lower() == ".zip" else []
    for archive in archives:
        _unpack(archive, Path(package.scratch, "sent"))
    for place in (Path(package.scratch, "sent"), *([folder] if path.is_dir() else [])):
        for file in sorted(place.rglob("*")) if place.is_dir() else []:
            _sort_in(package, file)
    return package if package.parts else None


def read_package(package: SentPackage, found: Discovery, persons: Persons) -> None:
    """Add the tables of a package to what was found."""
    tables = Path(package.scratch, "tables")
    tables.mkdir(exist_ok=True)
    for name, why in spec()["told"].items():
        if name in package.parts:
            found.warnings.append(Problem(package.parts[name].name, reason=f"没有读取：{why}"))
    joined: dict[str, dict[str, str]] = {}
    for name in ("A01", *spec()["joined"], *spec()["files"]):
        if name not in package.parts:
            continue
        try:
            if name == "A01" and not package.codes:
                package.codes = _find_people(package, persons)
            elif name in spec()["joined"]:
                joined |= _joined(package, name)
            else:
                found.sources += _tables(package, name, tables, joined)
        except Unopenable as fault:
            found.problems.append(Problem(package.parts.pop(name).name, reason=fault.reason, remedy=fault.remedy))
    found.sources = _one_each(found.sources)


def _one_each(sources: Sequence[Source]) -> list[Source]:
    """Diplomas come from two lists of one file, already in one table."""
    seen: dict[tuple[str, Path], Source] = {(source.table, source.path): source for source in sources}
    return list(seen.values())


def _unpack(archive: Path, target: Path) -> None:
    """The XML files and photos of an archive, under its limits; anything else stays packed."""
    try:
        packed = Archive(archive)
        for folder, names in packed.folders():
            for name in names:
                if not name.lower().endswith((".xml", *PICTURES)):
                    continue
                inner = f"{folder}/{name}" if folder else name
                place = target.joinpath(*(part for part in PurePosixPath(inner).parts if part not in ("..", "/")))
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(packed.read(inner, LARGEST_FILE))
    except NotAForm:
        return  # the reader of forms and tables tells what is wrong with the archive


def _sort_in(package: SentPackage, file: Path) -> None:
    name = file.stem.upper().rpartition("_")[2]
    if file.suffix.lower() == ".xml" and name in {*spec()["files"], *spec()["joined"], *spec()["told"]}:
        package.parts[name] = file
    elif file.suffix.lower() in PICTURES and file.parent.name.lower() in spec()["photos"]:
        package.pictures[file.stem.upper()] = file


def _elements(name: str) -> frozenset[str]:
    """The elements by which a row of the file is known."""
    wanted: set[str] = set()
    for one in spec()["files"].get(name, ()):
        for source in one["columns"].values():
            wanted |= {source} if isinstance(source, str) else set(source)
    return frozenset(each.upper() for each in wanted if not each.startswith("=")) - {"SORTID"}


def _records(package: SentPackage, name: str) -> Iterator[dict[str, str]]:
    known = _elements(name) or frozenset({spec()["joined"].get(name, {}).get("value", "")})
    yield from read_records(package.parts[name], known)


def _find_people(package: SentPackage, persons: Persons) -> dict[str, str]:
    """Key in the package -> number here: who is known keeps his number, who is not gets the package's key."""
    columns = spec()["files"]["A01"][0]["columns"]
    keys = {}
    for row in _records(package, "A01"):
        said = [row.get(columns[name], "") for name in ("name", "born_on", "id_number")]
        keys[row.get(spec()["person_key"], "")] = ("".join(said[0].split()), month_of(said[1]), said[2].upper())
    persons.prepare(keys.values())
    return {key: persons.known(said, otherwise=key[:LONGEST_KEY]) for key, said in keys.items()}


def _joined(package: SentPackage, name: str) -> dict[str, dict[str, str]]:
    """Column of people -> key -> value, from a file of its own; the last row of a person counts."""
    how = spec()["joined"][name]
    rows = _records(package, name)
    return {
        how["column"]: {row.get(spec()["person_key"], ""): row[how["value"]] for row in rows if row.get(how["value"])}
    }


def _tables(package: SentPackage, name: str, folder: Path, joined: Mapping[str, Mapping[str, str]]) -> list[Source]:
    """Write the rows of one file, table by table; they pass through memory one at a time."""
    made: dict[str, Any] = {}
    opened = []
    try:
        for row in _records(package, name):
            for one in spec()["files"][name]:
                if _counts(one, row):
                    writer = made.get(one["table"])
                    if writer is None:
                        file = (folder / f"{package.parts[name].name}.{one['table']}.csv").open(
                            "w", encoding="utf-8", newline=""
                        )
                        opened.append((one["table"], file))
                        writer = made[one["table"]] = csv.writer(file)
                        writer.writerow(one["columns"])
                    writer.writerow(_cells(package, one, row, joined))
    finally:
        for _, file in opened:
            file.close()
    return [Source(table, Path(file.name)) for table, file in opened]


def _counts(one: Spec, row: Mapping[str, str]) -> bool:
    lists = spec()["lists"]
    if "needs" in one and not row.get(one["needs"]):
        return False
    if any(row.get(element, "") not in lists[name] for element, name in one.get("only", {}).items()):
        return False
    return all(row.get(element, "") not in lists[name] for element, name in one.get("unless", {}).items())


def _cells(
    package: SentPackage, one: Spec, row: Mapping[str, str], joined: Mapping[str, Mapping[str, str]]
) -> Iterator[str]:
    key = row.get(spec()["person_key"], "")
    for column, source in one["columns"].items():
        if isinstance(source, list):
            value = "".join(row.get(element, "") for element in source)
        else:
            value = source[1:] if source.startswith("=") else row.get(source, "")
        if column in one.get("codes", {}):
            value = spec()["lists"][one["codes"][column]].get(value, value)
        if column == "person_id":
            value = package.codes.get(key, key)
        elif one["table"] == "people" and not value:
            value = joined.get(column, {}).get(key, "")
        yield value
