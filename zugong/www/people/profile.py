"""What the head of a person's page shows: who they are, where they are on a day, how much of it an account sees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zugong.core.dates import full_months
from zugong.people.models import Member, Person, Tenure
from zugong.people.ordering import height, posts_in_order
from zugong.people.selectors import is_present
from zugong.www.people.sight import Sight, sight_of


@dataclass(frozen=True, slots=True)
class Profile:
    """A person as on `day`, for an account; `tenures` and `members` are all there are, the latest first."""

    person: Person
    user: Any
    day: date
    is_today: bool
    sight: Sight
    tenures: Sequence[Tenure]
    members: Sequence[Member]

    @property
    def posts(self) -> list[Tenure]:
        """Posts held on the day, in the order in which they are written."""
        return posts_in_order(row for row in self.tenures if is_present(row, self.day))

    @property
    def branches(self) -> list[Member]:
        """Branches belonged to on the day."""
        return [row for row in self.members if is_present(row, self.day)]

    @property
    def highest(self) -> Tenure | None:
        """The present post of the highest level."""
        levelled = [row for row in self.posts if row.level]
        return max(levelled, key=lambda row: height(row.level), default=None)

    @property
    def age(self) -> int | None:
        """Full years on the day."""
        born = self.person.born_on
        return full_months(born, self.day) // 12 if born and born <= self.day else None


def profile_of(person: Person, user: Any, today: date, on: date | None = None) -> Profile:
    """Two queries; who sees what is settled by where the person is today, also for a day long past."""
    members = list(person.members.select_related("organization").order_by("-since", "pk"))
    tenures = list(person.tenures.select_related("organization").order_by("-since", "pk"))
    _settle_home(person, [*members, *tenures])
    paths = [row.organization.path for row in members if is_present(row, today)]
    sight = sight_of(user, [*paths, person.home.path] if person.home else paths)
    day = min(on or today, today)
    return Profile(person, user, day, day == today, sight, tenures, members)


def _settle_home(person: Person, spells: Iterable[Any]) -> None:
    """The home is mostly one of the organizations at hand; then it need not be fetched."""
    for spell in spells:
        if spell.organization_id is not None and spell.organization_id == person.home_id:
            person.home = spell.organization
            return
