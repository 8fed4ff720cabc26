"""Organizations, accounts and grants for tests, made through the same door as everything else."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from django.contrib.auth.hashers import make_password

from zugong.accounts.acting import Acting
from zugong.accounts.enums import Administration, Role
from zugong.accounts.models import User
from zugong.audit.recording import recording
from zugong.organizations.models import Organization, RoleGrant
from zugong.people.models import Member, Person


PASSWORD = "correct-horse-battery"
PROGRAM = Acting.program("tests")
_numbers = count(1)


def add(row: Any) -> Any:
    """Put a row on record."""
    with recording(PROGRAM.actor, "tests.row.added", row) as change:
        change.add(row)
    return row


def make_organization(name: str = "", parent: Organization | None = None, **values: Any) -> Organization:
    """An organization below `parent`, or a new root."""
    number = next(_numbers)
    values = {"kind": "committee", "code": f"O{number:05d}", "name": name or f"示例第{number}党委"} | values
    organization = Organization(parent=parent, path=f"new{number}.", **values)
    with recording(PROGRAM.actor, "tests.row.added", organization) as change:
        change.add(organization)
        organization.path = f"{parent.path if parent else ''}{organization.pk}."
        change.save(organization)
    return organization


def make_user(
    role: Role | Administration | None = None, over: Organization | None = None, username: str = "", **values: Any
) -> User:
    """An account with PASSWORD, holding one role over a part of the tree, or one administration."""
    number = next(_numbers)
    administration = str(role.value) if isinstance(role, Administration) else ""
    values = {"name": f"示例{number}号", "password_must_change": False} | values
    user = User(
        username=username or f"user{number}",
        password=make_password(PASSWORD),
        administration=administration,
        **values,
    )
    add(user)
    if isinstance(role, Role):
        add(RoleGrant(user=user, role=role, organization=over, since=date(2020, 1, 1)))
    return user


def make_person(name: str = "", home: Organization | None = None, **values: Any) -> Person:
    """A person managed by `home`."""
    number = next(_numbers)
    return add(Person(home=home, **({"code": f"P{number:05d}", "name": name or f"示例人{number}"} | values)))


def make_member(person: Person, branch: Organization, **values: Any) -> Member:
    """The person belongs to the branch."""
    return add(Member(person=person, organization=branch, **({"status": "full", "since": date(2020, 1, 1)} | values)))
