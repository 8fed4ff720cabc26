"""The people of a department, shared with the tests of the room below."""

from __future__ import annotations

from tests.gates.conftest import desk


__all__ = ("desk",)
