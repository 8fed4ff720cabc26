"""What goes on in the sample register: photos, a transfer on its way, marks to confirm, requests to answer."""

from __future__ import annotations

from datetime import date, timedelta

from zugong.accounts.acting import Acting
from zugong.accounts.enums import Role
from zugong.accounts.models import User
from zugong.cli.demo.accounts import Place
from zugong.objections.actions.file_objection import Wanted, file_objection
from zugong.objections.models import ObjectionKind
from zugong.organizations.models import Organization
from zugong.people.actions.propose_marks import propose_marks
from zugong.people.actions.send_transfer import send_transfer
from zugong.people.actions.set_photo import set_photo
from zugong.people.models import Member, Person, TransferKind
from zugong.samples.photos import draw_photo


BY = Acting.program("demo")
PHOTOS = 40
MARKED = 8
TRANSFER_DAYS = 60


def play(cast: dict[str, Person], places: dict[Place, Organization], day: date) -> None:
    """Make them, each as the officer or the person would; what nobody in the data fits is left out."""
    leaders = _leaders()
    _show_faces([*cast.values(), *leaders])
    for person in leaders[:MARKED]:
        propose_marks(person, by=_acting("cadre", Role.CADRE_OFFICER))
    _send_somebody(places[Place.UNIT], places[Place.BRANCH], day)
    if "person" in cast:
        _speak_up(cast["person"])


def _acting(username: str, role: Role) -> Acting:
    return Acting(User.objects.get(username=username), role)


def _leaders() -> list[Person]:
    """Leaders of units, in the order of their codes."""
    own = Person.objects.filter(tenures__until=None, tenures__team_position__isnull=False)
    return list(own.distinct().order_by("code")[:PHOTOS])


def _show_faces(people: list[Person]) -> None:
    different = {person.pk: person for person in people}
    for number, person in enumerate(list(different.values())[:PHOTOS]):
        set_photo(person, draw_photo(number), by=BY)


def _send_somebody(unit: Organization, branch: Organization, day: date) -> None:
    """A member of another branch of the unit is on the way to the branch that has a sample account."""
    others = Member.objects.filter(organization__path__startswith=unit.path, until=None, status="full")
    plain = others.filter(branch_post__in=("", "member"), person__tenures=None).exclude(organization=branch)
    member = plain.select_related("person").order_by("person__code").first()
    if member is not None:
        send_transfer(
            TransferKind.MEMBERSHIP,
            member.person,
            branch,
            letter=f"示例组介〔{day.year}〕12号",
            due_on=day + timedelta(days=TRANSFER_DAYS),
            reason="工作调动",
            by=_acting("organization", Role.ORGANIZATION_OFFICER),
        )


def _speak_up(person: Person) -> None:
    """The person asks for a correction of the record and appeals against the sanction."""
    by = _acting("person", Role.PERSON)
    correction = Wanted(
        kind=ObjectionKind.CORRECTION,
        about=person.record_key,
        field="native_place",
        statement="籍贯应为祖父出生地，登记表上填的是我的出生地，请按户口簿核对更正。",
        wished="示例禾川",
    )
    file_objection(person, correction, by=by)
    sanction = person.sanctions.order_by("-decided_on", "pk").first()
    if sanction is not None:
        statement = "处分决定认定的情节与当时的会议记录不一致，当日我在外出差，请调取会议签到表和出差审批单核查。"
        file_objection(person, Wanted(ObjectionKind.APPEAL, sanction.record_key, statement), by=by)
