"""What forms of all journeys share: an action's objections, told at the fields they speak of."""

from __future__ import annotations

from django.forms import BaseForm

from zugong.core.errors import ActionError, Invalid


def tell(form: BaseForm, problem: ActionError) -> None:
    """Put what an action objected to on the form: at the field where the form has it, else above it."""
    fields = problem.fields if isinstance(problem, Invalid) else {}
    for name, message in fields.items():
        form.add_error(name if name in form.fields else None, message)
    if not fields or problem.message != "；".join(fields.values()):
        form.add_error(None, problem.message)
