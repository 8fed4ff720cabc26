"""Who asks for an action: an account in one of its roles, or the program."""

from __future__ import annotations

from dataclasses import dataclass

from zugong.accounts.models import User
from zugong.audit.actors import Actor


@dataclass(frozen=True, slots=True)
class Acting:
    """Somebody acting: `user` is None for the program itself, which policies let pass.

    `role` is the role or administration the act is done in; `request` the number of the request in the log.
    """

    user: User | None
    role: str = ""
    request: str = ""
    what: str = ""

    @classmethod
    def program(cls, what: str) -> Acting:
        """The program itself: `nightly`, `import`, a command on the server."""
        return cls(None, what=what)

    @property
    def actor(self) -> Actor:
        """The same for the record."""
        if self.user is None:
            return Actor.program(self.what)
        return Actor(self.user.username, self.role, self.request)
