"""Seals single values with the field key, so that the database alone does not give them away."""

from __future__ import annotations

from secrets import token_bytes

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from zugong.core.keys import secret


NONCE_BYTES = 12


def seal(value: bytes, place: str) -> bytes:
    """The value under AES-256-GCM, bound to its place: it cannot be opened as the value of another row."""
    nonce = token_bytes(NONCE_BYTES)
    return nonce + AESGCM(secret("field_key")).encrypt(nonce, value, place.encode())


def unseal(sealed: bytes, place: str) -> bytes:
    """The value again.

    Raises cryptography.exceptions.InvalidTag when it was changed, moved, or sealed with another key.
    """
    nonce, content = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    return AESGCM(secret("field_key")).decrypt(nonce, content, place.encode())
