"""The kinds of documents whose layout may be replaced, and the words a template of each may use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from zugong.accounts.enums import Role
from zugong.documents.values import FORM_LISTS, FORM_WORDS


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document: `words` are the placeholders of a template, `lists` those that repeat, with their parts."""

    key: str
    label: str
    words: tuple[str, ...]
    lists: Mapping[str, tuple[str, ...]]

    @property
    def placeholders(self) -> frozenset[str]:
        """The paths a template may name: the words, the lists as `list[]`, their parts as `list[].part`."""
        parts = {f"{name}[].{part}" for name, parts in self.lists.items() for part in parts}
        return frozenset({*self.words, *(f"{name}[]" for name in self.lists), *parts})


KINDS: Mapping[str, DocumentKind] = MappingProxyType(
    {kind.key: kind for kind in (DocumentKind("appointment_form", "干部任免审批表", FORM_WORDS, FORM_LISTS),)}
)

PROPOSERS = frozenset({Role.CADRE_OFFICER})
DECIDERS = frozenset({Role.CADRE_OFFICER, Role.DEPARTMENT_HEAD})
READERS = PROPOSERS | DECIDERS
