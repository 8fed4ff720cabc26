"""Who may see which findings: by kind of subject and role, within the part of the tree the role is held over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import Q, QuerySet

from zugong.accounts.enums import OFFICERS, SECTIONS, Role
from zugong.organizations.models import Organization
from zugong.organizations.scope import below, grants_of
from zugong.organizations.selectors import tops_of


PEOPLE_ROLES = frozenset(SECTIONS | {Role.DISCIPLINE_OFFICER, Role.UNIT_SECRETARY})
"""Who sees findings about persons; a branch secretary sees those of the branch alone."""

ADVERSE_ROLES = frozenset({Role.CADRE_OFFICER, Role.DISCIPLINE_OFFICER, Role.DEPARTMENT_HEAD})
"""Who sees findings that rest on a sanction."""

CASE_ROLES = frozenset({Role.CADRE_OFFICER, Role.DISCIPLINE_OFFICER, Role.DEPARTMENT_HEAD})
QUOTA_ROLES = frozenset({Role.CADRE_OFFICER, Role.ORGANIZATION_OFFICER, Role.DEPARTMENT_HEAD, Role.UNIT_SECRETARY})

ROLES_BY_KIND: Mapping[str, Collection[str]] = {
    "organization": OFFICERS,
    "meeting": OFFICERS,
    "person": PEOPLE_ROLES,
    "training_record": PEOPLE_ROLES,
    "training_class": SECTIONS,
    "post_quota": QUOTA_ROLES,
    "appointment_case": CASE_ROLES,
    "indicator": SECTIONS,
    "scheme": SECTIONS,
}

KINDS = tuple(ROLES_BY_KIND)

ADVERSE_RULES = ("assessment.sanction_effect", "assessment.unfit_removal_effect")
"""Rules about persons whose subjects are those under a sanction: to be listed is to be known as sanctioned."""

ROLES_BY_RULE: Mapping[str, Collection[str]] = {
    **dict.fromkeys(ADVERSE_RULES, ADVERSE_ROLES),
    "register.dossier_settled": ADVERSE_ROLES,
    "register.personal_matters_yearly": ADVERSE_ROLES,
    "register.family_births": frozenset({Role.CADRE_OFFICER}),
    "register.family_spouse": frozenset({Role.CADRE_OFFICER}),
}
"""Rules about persons of which fewer roles see the findings than of others: they rest on what only these may see."""


NOTHING = Q(pk__in=())
EVERYTHING = ~NOTHING
"""An empty condition would vanish beside another instead of letting everything pass."""


class FindingQuerySet(QuerySet[Any]):
    """Findings, or changes of findings."""

    def visible_to(self, user: Any, roles: Collection[str] | None = None) -> Self:
        """Those an account may see in these roles. What hangs nowhere in the tree is seen by who holds a root."""
        return self.filter(visible_where(user, roles))

    def of_rules(self, kinds: Mapping[str, str], user: Any) -> Self:
        """Those of these rules (rule -> kind of its subjects) that an account may see; cheaper: indexed."""
        condition = NOTHING
        for reach, rules in rules_by_reach(user, kinds).items():
            condition |= Q(rule__in=rules) & reach.where()
        return self.filter(condition)

    def of_kind_visible_to(self, kind: str, user: Any) -> Self:
        """The same for rows known to be of one kind, which is cheaper to ask."""
        return self.filter(visible_where(user, kinds=(kind,)))

    def under(self, organization: Organization) -> Self:
        """Those of an organization and all below it."""
        return self.filter(organization__in=Organization.objects.under(organization))


def visible_kinds(user: Any, roles: Collection[str] | None = None) -> set[str]:
    """The kinds of subjects of which an account may see findings at all."""
    held = {grant.role for grant in grants_of(user) if roles is None or grant.role in roles}
    return {kind for kind, allowed in ROLES_BY_KIND.items() if held.intersection(allowed)}


@dataclass(frozen=True, slots=True)
class Reach:
    """The part of the tree over which findings are seen: below these paths, and `unplaced`, what hangs nowhere."""

    paths: tuple[str, ...]
    unplaced: bool = False
    everything: bool = False

    @property
    def nothing(self) -> bool:
        """Whether no finding is seen at all."""
        return not self.paths

    def narrowed(self, under: Organization | None) -> Reach:
        """What of it lies below an organization."""
        if under is None:
            return self
        if self.everything or any(under.path.startswith(path) for path in self.paths):
            return Reach((under.path,))
        return Reach(tuple(path for path in self.paths if path.startswith(under.path)))

    def where(self) -> Q:
        """The condition on findings; none at all, without asking the tree, for who sees everything."""
        if self.everything:
            return EVERYTHING
        inside = Q(organization__in=Organization.objects.filter(below(self.paths, "path")))
        return inside | Q(organization=None) if self.unplaced else inside


def visible_where(user: Any, roles: Collection[str] | None = None, kinds: Collection[str] = KINDS) -> Q:
    """The condition of `visible_to` for rows of these kinds; those seen over the same parts of the tree in one go."""
    together = defaultdict(list)
    for kind in kinds:
        together[_reach(user, roles, ROLES_BY_KIND[kind])].append(kind)
    condition = NOTHING
    for reach, some in together.items():
        if not reach.nothing:
            own = EVERYTHING if len(together) == 1 else Q(subject_kind__in=some)
            condition |= own & reach.where()
    if "person" not in kinds:
        return condition
    for allowed in dict.fromkeys(ROLES_BY_RULE.values()):
        rules = [rule for rule, those in ROLES_BY_RULE.items() if those == allowed]
        condition &= ~Q(rule__in=rules) | _reach(user, roles, allowed).where()
    return condition


def reach_of(user: Any, kind: str, rule: str) -> Reach:
    """Where an account sees the findings of one rule, whose subjects are of that kind."""
    return _reach(user, None, ROLES_BY_RULE.get(rule, ROLES_BY_KIND[kind]))


def rules_by_reach(user: Any, kinds: Mapping[str, str]) -> dict[Reach, list[str]]:
    """The rules (rule -> kind of its subjects) by where an account sees their findings; unseen ones left out."""
    together: dict[Reach, list[str]] = {}
    for rule, kind in kinds.items():
        reach = reach_of(user, kind, rule)
        if not reach.nothing:
            together.setdefault(reach, []).append(rule)
    return together


def _reach(user: Any, roles: Collection[str] | None, allowed: Collection[str]) -> Reach:
    """The subtrees held in one of the allowed roles, none inside another."""
    wanted = [grant for grant in grants_of(user) if grant.role in allowed and (roles is None or grant.role in roles)]
    paths: list[str] = []
    for path in sorted({grant.path for grant in wanted}):
        if not paths or not path.startswith(paths[-1]):
            paths.append(path)
    tops = tops_of(user)
    return Reach(tuple(paths), bool(tops.intersection(paths)), bool(paths) and tops <= set(paths))
