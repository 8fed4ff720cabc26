"""Text that lies sealed in the database: equal texts have equal seals, so that they can be found and compared."""

from __future__ import annotations

from base64 import b64decode, b64encode
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.db import models

from zugong.core.keys import secret


MARK = "s1:"
"""Begins a sealed text, so that a stored value says how it was sealed."""


class Unreadable(str):
    """Stands for a sealed text that was changed, moved or sealed with another key; saved again, it stays as it was."""

    stored: str

    def __new__(cls, stored: str) -> Unreadable:
        """The words people see; `stored` is what lies in the database."""
        made = super().__new__(cls, "（密文解不开）")
        made.stored = stored
        return made


class SealedTextField(models.TextField):
    """Text under AES-SIV (RFC 5297) with a key of the secrets folder, bound to the field.

    Deterministic: an exact look-up works, whoever holds the database alone sees only which rows have equal values.
    The record holds the sealed text too (`recorded_value`). The empty text stays empty.
    """

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        """The text again, or words that it cannot be opened."""
        return self.unsealed(value)

    def get_prep_value(self, value: Any) -> Any:
        """What is stored."""
        if isinstance(value, Unreadable):
            return value.stored
        text = super().get_prep_value(value)
        return text if not text else MARK + b64encode(_cipher().encrypt(text.encode(), [self._place])).decode()

    def recorded_value(self, value: Any) -> Any:
        """What the record holds in place of the text."""
        return self.get_prep_value(value)

    def unsealed(self, stored: str | None) -> str | None:
        """A stored text as people read it."""
        if not stored:
            return stored
        try:
            text = _cipher().decrypt(b64decode(stored.removeprefix(MARK)), [self._place]).decode()
        except (InvalidTag, ValueError):
            return Unreadable(stored)
        return text if self.get_prep_value(text) == stored else Unreadable(stored)  # base64 has more than one spelling

    @property
    def _place(self) -> bytes:
        return f"{self.model._meta.label_lower}.{self.name}".encode()


@cache
def _cipher() -> AESSIV:
    derived = HKDF(SHA512(), 64, salt=None, info=b"zugong sealed text").derive(secret("field_key"))
    return AESSIV(derived)
