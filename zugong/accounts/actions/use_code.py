"""Uses up one code of a second factor."""

from __future__ import annotations

from django.db import transaction

from zugong.accounts.codes import matching_step, secret_of
from zugong.accounts.models import SecondFactor, UsedCode


def use_code(factor: SecondFactor, code: str) -> bool:
    """Whether the code is right and was not used before; from then on it, and older ones, are used."""
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update().select_related("user").get(pk=factor.pk)
        step = matching_step(secret_of(factor), code)
        used = UsedCode.objects.filter(second_factor=factor).first() or UsedCode(second_factor=factor, step=-1)
        if step is None or step <= used.step:
            return False
        used.step = step
        used.save()
    return True
