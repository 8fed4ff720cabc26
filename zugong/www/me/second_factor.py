"""The picture by which a phone learns the secret."""

from __future__ import annotations

import segno

from zugong.accounts.codes import enrolment_address, secret_of, written
from zugong.accounts.models import SecondFactor


ISSUER = "组工"
"""Short: every Chinese character makes the code eighteen bytes longer."""


def picture(factor: SecondFactor) -> dict[str, str]:
    """`image`: the QR code as a data address; `text`: the same secret for typing."""
    secret = secret_of(factor)
    address = enrolment_address(secret, factor.user.username, ISSUER)
    return {"image": segno.make(address, error="m").svg_data_uri(scale=4, border=2), "text": written(secret)}
