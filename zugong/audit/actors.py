"""Who acts: an account in one of its roles, or the program itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, in which role, in which request.

    `account` is a user name or, for the program, `system:<what>`; `role` the identifier of the acting role.
    """

    account: str
    role: str = ""
    request: str = ""

    @classmethod
    def program(cls, what: str) -> Actor:
        """The program itself, e.g. the nightly check or a command on the server."""
        return cls(f"system:{what}")
