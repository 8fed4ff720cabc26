"""The pages on dependencies against what is pinned and installed: versions, licences, none that binds our users."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest

from tests.architecture.documents import ROOT, rows


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = ("spark", "bench")
NAMES = {"BSD-3-Clause": "BSD", "BSD-2-Clause": "BSD", "Apache-2.0": "Apache", "PSF-2.0": "PSF"}
"""Our name of a licence -> the word by which a package that gives no exact one calls it."""


def folded(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(path: Path) -> dict[str, str]:
    """Name -> version of a requirements file."""
    return {folded(name): version for name, version in re.findall(r"^([\w.-]+)==(\S+)", path.read_text("utf-8"), re.M)}


def noticed() -> dict[str, tuple[str, str]]:
    """Name -> version and licence as NOTICE has them."""
    entries = re.findall(r"^([\w.-]+) +(\d\S*) +(\S.*)$", (ROOT / "NOTICE").read_text("utf-8"), re.MULTILINE)
    return {folded(name): (version, licence) for name, version, licence in entries}


def direct() -> dict[str, str]:
    """Name -> version of what pyproject pins for the product and its extras."""
    wanted = [
        *PROJECT["dependencies"],
        *(line for extra in EXTRAS for line in PROJECT["optional-dependencies"][extra]),
    ]
    return {folded(name): version for name, version in (re.sub(r"\[.*?\]", "", line).split("==") for line in wanted)}


def described() -> dict[str, tuple[str, str]]:
    """Name -> version and licence as docs/dependencies.md has them."""
    page = (ROOT / "docs/dependencies.md").read_text("utf-8")
    return {folded(row[0]): (row[1], row[2]) for row in rows(page, 5) if row[0] != "library"}


def test_the_page_describes_what_is_pinned() -> None:
    assert {name: version for name, (version, _) in described().items()} == direct()


def test_notice_names_everything_that_is_installed_for_use() -> None:
    shipped = pinned(ROOT / "requirements/runtime.txt").keys() - pinned(ROOT / "requirements/build.in").keys()
    assert noticed().keys() >= shipped | direct().keys()
    assert noticed().keys() - shipped - direct().keys() == {"py4j", "polars-runtime-32"}  # what the extras bring


@pytest.mark.parametrize("name", sorted(noticed()))
def test_notice_has_the_version_and_licence_of_the_package(name: str) -> None:
    version, licence = noticed()[name]
    package = distribution(name)
    assert version == package.version
    told = package.metadata.get("License-Expression")
    if told:
        assert licence == told
    else:
        vague = [package.metadata.get("License") or "", *(package.metadata.get_all("Classifier") or [])]
        assert NAMES.get(licence, licence) in "\n".join(line for line in vague if line)


@pytest.mark.parametrize("name", sorted(noticed()))
def test_no_licence_binds_our_users_to_its_own_terms(name: str) -> None:
    package = distribution(name)
    vague = [package.metadata.get(field) or "" for field in ("License-Expression", "License")]
    told = "\n".join([noticed()[name][1], *vague, *(package.metadata.get_all("Classifier") or [])])
    assert not re.search(r"\bA?GPL|Affero|General Public License", told)


def test_the_page_and_notice_agree_on_licences() -> None:
    for name, (_, licence) in described().items():
        exact = noticed()[name][1]
        assert licence == exact or licence == f"{exact.split(' AND ')[0]} and others", name


def test_the_licence_is_whole_and_in_both_languages() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert PROJECT["license"] == "MulanPSL-2.0"
    for part in (
        "木兰宽松许可证, 第2版",
        "条款结束",
        "Mulan Permissive Software License，Version 2",
        "END OF THE TERMS",
    ):
        assert part in text
    assert set(PROJECT["license-files"]) == {"LICENSE", "NOTICE"}
