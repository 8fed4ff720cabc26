"""Organizations as a workbook that can be read in again."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from tests.factories import add, make_organization
from tests.www.organizations.conftest import SignIn
from zugong.accounts.enums import Role
from zugong.formats.columnar import quoted
from zugong.organizations.models import PostQuota
from zugong.regulations.tables.reading import read_dataset
from zugong.regulations.tables.staging import ROW


pytestmark = pytest.mark.django_db


def read(response: Any, folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The tables of the workbook as the importer reads them."""
    book = folder / "download.xlsx"
    book.write_bytes(response.content)
    reading = read_dataset(book, for_loading=True)
    assert list(reading.problems) == []
    names = ("organizations", "post_quotas")
    return {
        name: reading.connection.execute(f"SELECT * EXCLUDE ({quoted(ROW)}) FROM {name} ORDER BY 1").fetchall()
        for name in names
    }


def test_the_export_reads_in_again_as_it_is(officer: Client, tree: SimpleNamespace, tmp_path: Path) -> None:
    facts = {"publicity_line": True, "founded_on": date(2001, 2, 3), "committee_size": 5, "has_committee": False}
    make_organization("=1+1", tree.root, code="00012", setting="agency", **facts)
    add(PostQuota(organization=tree.east, level="section_deputy", quota=3, since=date(2020, 1, 1), document="示例1号"))
    tables = read(officer.get("/organizations/export/?under=&state=all"), tmp_path)
    assert len(tables["organizations"]) == 5
    row = ("00012", "=1+1", "R1", "committee", "agency", True, date(2001, 2, 3), None, False, 5, None, None, None)
    assert tables["organizations"][0] == row
    assert tables["post_quotas"] == [("E1", "section_deputy", 3, date(2020, 1, 1), None, "示例1号")]


def test_the_export_is_what_the_list_shows(
    tree: SimpleNamespace, sign_in: SignIn, officer: Client, tmp_path: Path
) -> None:
    query = f"under={tree.east.pk}&kind=branch&size=20"
    listed = [row.code for row in officer.get(f"/organizations/?{query}").context["leaf"]]
    assert [
        row[0] for row in read(officer.get(f"/organizations/export/?{query}"), tmp_path)["organizations"]
    ] == listed
    add(PostQuota(organization=tree.west, level="clerk", quota=1))
    secretary = sign_in(Role.UNIT_SECRETARY, tree.east)
    tables = read(secretary.get("/organizations/export/"), tmp_path)
    assert [row[0] for row in tables["organizations"]] == ["B1", "E1"]
    assert tables["post_quotas"] == []


def test_the_empty_form_reads_in_and_names_the_allowed_words(officer: Client, tmp_path: Path) -> None:
    response = officer.get("/organizations/template/")
    assert read(response, tmp_path) == {"organizations": [], "post_quotas": []}
    assert "attachment" in response["Content-Disposition"]
