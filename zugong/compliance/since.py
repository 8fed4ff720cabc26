"""Since when the register of this installation is complete enough to be judged."""

from __future__ import annotations

from datetime import date

from zugong.accounts.models import Installation


def judged_since() -> date:
    """The day the installation names; without an installation nothing holds it back."""
    return Installation.objects.values_list("judged_since", flat=True).first() or date.min
