"""The same people as for the rulebook."""

from __future__ import annotations

from tests.www.rulebook.conftest import as_user, desk


__all__ = ("as_user", "desk")
