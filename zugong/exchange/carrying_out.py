"""Writes a plan whole: its rows, then the files and photos of its forms."""

from __future__ import annotations

import json

from django.db import transaction

from zugong.exchange.folders import REMARKS, batch_folder
from zugong.exchange.keeping_forms import keep_forms, keep_pictures
from zugong.exchange.models import ImportBatch
from zugong.exchange.planning import Plan
from zugong.exchange.writing import Writer


def write_plan(plan: Plan, writer: Writer) -> None:
    """Write it in one transaction; what could not be kept of a form is told beside the batch."""
    with transaction.atomic():
        writer.write()
        forms = plan.sent.forms.forms if plan.sent.forms else []
        remarks = keep_forms(forms, writer.by, writer.on)
        if plan.sent.package:
            remarks += keep_pictures(plan.sent.package, writer.by, writer.on)
    if remarks and isinstance(writer.on, ImportBatch):
        folder = batch_folder(writer.on.folder)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / REMARKS).write_text(json.dumps(remarks, ensure_ascii=False), "utf-8")
