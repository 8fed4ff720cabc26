"""Makes the sample district: the desk, its data, the accounts, and something to decide on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from zugong.accounts.acting import Acting
from zugong.accounts.actions.change_password import change_password
from zugong.accounts.actions.found_desk import found_desk
from zugong.accounts.actions.open_account import open_account
from zugong.accounts.models import User
from zugong.approvals.actions.propose_local_value import propose_local_value
from zugong.cli.demo.accounts import ACCOUNTS, PASSWORD, SAMPLE_MARK, Place
from zugong.cli.demo.cast import find_cast
from zugong.cli.demo.places import find_places
from zugong.cli.demo.scenes import play
from zugong.exchange.actions.load_dataset import load_dataset
from zugong.gates.drafts import LocalValueDraft
from zugong.organizations.actions.grant_role import grant_role
from zugong.organizations.models import Organization
from zugong.people.actions.link_account import link_account
from zugong.people.models import Person
from zugong.samples.files import write_parquet
from zugong.samples.living import living_district


NAME = "示例区委组织部"
BY = Acting.program("demo")


def is_in_use() -> bool:
    """Whether the database holds accounts or organizations."""
    return User.objects.exists() or Organization.objects.exists()


def found_sample(day: date, tell: Callable[[str], None]) -> None:
    """Make the sample as of that day, whole or not at all."""
    with transaction.atomic():
        tell("建立示例单位和三员账号")
        for user, first in found_desk(NAME, by=BY, is_sample=True, judged_since=date(day.year - 1, 1, 1)):
            change_password(user, first, PASSWORD, by=Acting(user, user.administration))
        _load(day, tell)
        tell("开立各岗位的示例账号")
        places = find_places()
        cast = find_cast(places, day)
        _open_accounts(places, cast, day)
        _leave_something_to_decide(day)
        tell("登记照片、转接和本人请求")
        play(cast, places, day)


def _load(day: date, tell: Callable[[str], None]) -> None:
    tell("生成示例区")
    with TemporaryDirectory() as folder:
        write_parquet(living_district(day), Path(folder))
        tell("写入数据库（约半分钟）")
        plan = load_dataset(Path(folder), by=BY)
    if plan.problems:
        raise AssertionError(plan.problems[0])


def _open_accounts(places: dict[Place, Organization], cast: dict[str, Person], day: date) -> None:
    """An account bears the name of the person whose own it is, where the data have somebody who fits."""
    for account in ACCOUNTS:
        person = cast.get(account.username)
        name = f"{person.name}{SAMPLE_MARK}" if person else account.name
        user, _ = open_account(account.username, name, by=BY, password=PASSWORD)
        grant_role(user, account.role, places[account.place], date(day.year, 1, 1), by=BY)
        if person is not None:
            link_account(person, user, by=BY)


def _leave_something_to_decide(day: date) -> None:
    """A local value that waits for the second person."""
    officer = User.objects.get(username="organization")
    propose_local_value(
        LocalValueDraft(
            parameter="appointment.notice.length.workdays",
            value="7",
            since=date(day.year + 1, 1, 1),
            until=None,
            document_title="示例区党政领导干部任前公示办法",
            document_number=f"示例组发〔{day.year}〕1号",
            issued_on=day,
            clause="第五条",
            verified_on=None,
            note="",
        ),
        reason="区里要求公示时间更长，从明年起执行",
        by=Acting(officer, "organization_officer"),
    )
