"""A citation names a regulation and its article: `appointment-regulations-2019#42`, item levels with dots (`#8.1`)."""

from __future__ import annotations

import re
from dataclasses import dataclass


_PATTERN = re.compile(r"(?P<source>[a-z0-9]+(?:-[a-z0-9]+)*)#(?P<article>\d+(?:\.\d+)*|[a-z0-9-]+)")


@dataclass(frozen=True, slots=True)
class Citation:
    """Regulation slug and article."""

    source: str
    article: str

    @classmethod
    def parse(cls, text: str) -> Citation:
        """Read `slug#article`. Raises ValueError when the text is not a citation."""
        match = _PATTERN.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} 不是引文：应写作“法规代号#条号”，如 appointment-regulations-2019#42")
        return cls(match["source"], match["article"])

    def __str__(self) -> str:
        return f"{self.source}#{self.article}"
