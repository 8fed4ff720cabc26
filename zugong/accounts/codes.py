"""Six-digit codes of a second factor (RFC 6238: SHA-1, 30 seconds, as every authenticator knows them)."""

from __future__ import annotations

import hmac
from base64 import b32encode
from secrets import token_bytes
from time import time

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from zugong.accounts.models import SecondFactor, User
from zugong.accounts.sealing import seal, unseal


DIGITS = 6
STEP_SECONDS = 30
SECRET_BYTES = 20
TOLERATED_STEPS = (-1, 0, 1)
"""A phone's clock may be half a minute off."""


def new_sealed_secret(user: User) -> bytes:
    """A fresh secret for that account, sealed."""
    return seal(token_bytes(SECRET_BYTES), _place(user))


def secret_of(factor: SecondFactor) -> bytes:
    """The secret in clear."""
    return unseal(bytes(factor.sealed_secret), _place(factor.user))


def written(secret: bytes) -> str:
    """The secret as people type it into a phone: base32 in groups of four."""
    text = b32encode(secret).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def enrolment_address(secret: bytes, username: str, issuer: str) -> str:
    """The otpauth address that the QR code shows."""
    totp = TOTP(secret, DIGITS, SHA1(), STEP_SECONDS)
    return totp.get_provisioning_uri(username, issuer)


def matching_step(secret: bytes, code: str) -> int | None:
    """The time step whose code this is, among those tolerated now; None for a wrong code."""
    hotp, now = HOTP(secret, DIGITS, SHA1()), int(time()) // STEP_SECONDS
    for step in (now + tolerated for tolerated in TOLERATED_STEPS):
        if hmac.compare_digest(hotp.generate(step), code.encode()):
            return step
    return None


def _place(user: User) -> str:
    return f"accounts.secondfactor of {user.pk}"
