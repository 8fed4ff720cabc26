"""The list of people as a workbook: the rows that the query asks for, on record because they leave the system."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse

from zugong.audit.recording import record_event
from zugong.people.seeing import REGISTER_ROLES
from zugong.www.access import acting, page
from zugong.www.people.asking import asked
from zugong.www.people.listing import chosen_order, fill, keys_in_order
from zugong.www.workbooks import workbook_response


HEADS = (
    "姓名", "编号", "性别", "民族", "出生年月", "参加工作时间", "入党时间", "学历", "现任职务", "管理单位", "所在支部",
)  # fmt: skip
AT_ONCE = 500
MOST = 50_000


@page(REGISTER_ROLES, post_only=True)
def export(request: HttpRequest) -> HttpResponse:
    """The same filter and order as on screen; only people whose facts the account sees."""
    keys, _ = keys_in_order(asked(request, REGISTER_ROLES), chosen_order(request), request.today)  # type: ignore[attr-defined]
    rows = list(_rows(request, list(keys[:MOST])))
    record_event(
        acting(request, REGISTER_ROLES).actor, "people.list.taken_out", "people.person:", details={"rows": len(rows)}
    )
    return workbook_response("人员", HEADS, rows)


def _rows(request: HttpRequest, found: list[int]) -> Iterator[list[object]]:
    for start in range(0, len(found), AT_ONCE):
        for row in fill(found[start : start + AT_ONCE], request.user, request.today):  # type: ignore[attr-defined]
            yield _cells(row)


def _cells(row: dict[str, Any]) -> list[object]:
    person = row["person"]
    return [
        person.name,
        person.code,
        person.sex,
        person.ethnicity,
        *(day.isoformat() if day else "" for day in (person.born_on, person.work_started_on, person.party_joined_on)),
        person.get_education_display(),
        "、".join(tenure.post for tenure in row["posts"]),
        person.home.name if person.home else "",
        "、".join(member.organization.name for member in row["branches"]),
    ]
