"""The picture by which a phone learns the secret."""

from __future__ import annotations

import segno

from zugong.accounts.codes import enrolment_address, secret_of, written
from zugong.accounts.models import Installation, SecondFactor


def picture(factor: SecondFactor) -> dict[str, str]:
    """`image`: the QR code as a data address; `text`: the same secret for typing."""
    secret, desk = secret_of(factor), Installation.objects.first()
    issuer = f"组工 {desk.name}" if desk else "组工"
    address = enrolment_address(secret, factor.user.username, issuer)
    return {"image": segno.make(address, error="m").svg_data_uri(scale=4, border=2), "text": written(secret)}
