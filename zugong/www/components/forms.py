"""Tags for forms: a field with its label, hint and error; the summary above."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, Select
from django.utils.safestring import SafeString


register = template.Library()


@register.inclusion_tag("parts/_field.html")
def field(bound: BoundField, hint: str = "") -> dict[str, Any]:
    """One field: label above, hint, error, input. The hint is the form field's `help_text` unless given."""
    if hint:
        bound.help_text = hint
    widget = bound.field.widget
    return {
        "bound": bound,
        "control": _control(bound),
        "grouped": bound.use_fieldset,
        "ticked": isinstance(widget, CheckboxInput),
        "hint": bound.help_text,
    }


@register.inclusion_tag("parts/_errors.html")
def errors(form: BaseForm) -> dict[str, Any]:
    """The summary of a form's errors, each linked to its field; nothing when there are none."""
    return {"problems": list(_problems(form))}


def _problems(form: BaseForm) -> Any:
    for message in form.non_field_errors():
        yield {"message": message, "target": ""}
    for bound in form:
        for message in bound.errors:
            yield {"message": message, "target": bound.id_for_label or f"id_{bound.html_name}"}


def _control(bound: BoundField) -> SafeString:
    widget = bound.field.widget
    if bound.use_fieldset or bound.is_hidden:
        return bound.as_widget()
    if isinstance(widget, CheckboxInput):
        kind = "form-check-input"
    else:
        kind = "form-select" if isinstance(widget, Select) else "form-control"
    classes = f"{widget.attrs.get('class', '')} {kind} zg-full".strip()
    return bound.as_widget(attrs={**widget.attrs, "class": classes})
