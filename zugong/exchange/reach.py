"""Which tables and rows somebody may load: the part of the tree their roles cover."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from zugong.accounts.acting import Acting
from zugong.accounts.models import User
from zugong.exchange.rights import loaders_of
from zugong.gates.sources import ContractSource
from zugong.organizations.models import Organization
from zugong.organizations.scope import roles_of, top_paths


@dataclass(frozen=True, slots=True)
class Reach:
    """What may be loaded by an account; without one, by the program itself, which may load everything."""

    user: User | None

    @classmethod
    def of(cls, by: Acting) -> Reach:
        """The reach of whoever acts."""
        return cls(by.user)

    def may_load(self, table: str) -> bool:
        """Whether one of the account's roles may load the table."""
        return self.user is None or bool(roles_of(self.user) & loaders_of(table))

    def covers_the_whole(self, table: str) -> bool:
        """Whether such a role is held over a root of the tree, as tables without an organization require."""
        return self.user is None or any(_is_root(path) for path in top_paths(self.user, loaders_of(table)))

    def own(self, source: ContractSource, loading: str) -> set[int] | None:
        """Keys of the stored rows that whoever loads the table `loading` may change or refer to; None for all."""
        if self.user is None or not is_scoped(source):
            return None
        visible: Any = source.model.objects.visible_to(self.user, loaders_of(loading))  # type: ignore[attr-defined]
        return set(visible.values_list("pk", flat=True))

    def first_home(self) -> Organization | None:
        """Where a person is managed of whom the data say nothing: the top of the account's tree, or the root."""
        if self.user is None:
            return Organization.objects.filter(parent=None).order_by("pk").first()
        paths = top_paths(self.user, loaders_of("people"))
        return Organization.objects.filter(path__in=paths).order_by("path").first()


def is_scoped(source: ContractSource) -> bool:
    """Whether rows of the table hang on the tree."""
    return hasattr(source.model, "scope_path")


def _is_root(path: str) -> bool:
    return path.count(".") == 1
