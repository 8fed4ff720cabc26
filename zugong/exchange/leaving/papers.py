"""Files by their digest, and an appointment form for every cadre."""

from __future__ import annotations

import csv
from pathlib import Path

from zugong.core.clock import today
from zugong.evidence.keeping import Damaged, content_of
from zugong.evidence.models import StoredFile
from zugong.exchange.leaving.parts import in_parts
from zugong.formats.forms.writing import write_lrmx
from zugong.people.form_rows import forms_of
from zugong.people.models import Person


FILES, FORMS = "files", "forms"
AT_ONCE = 200


def write_files(folder: Path) -> list[str]:
    """Every kept file under its digest, with an index; returns remarks about files that are gone or changed."""
    (folder / FILES).mkdir()
    remarks = []
    with (folder / FILES / "index.csv").open("w", encoding="utf-8-sig", newline="") as index:
        writer = csv.writer(index)
        writer.writerow(("摘要", "文件名", "类型", "字节数"))
        for file in StoredFile.objects.order_by("sha256").iterator(chunk_size=AT_ONCE):
            try:
                (folder / FILES / file.sha256).write_bytes(content_of(file))
            except Damaged as damaged:
                remarks.append(str(damaged))
                continue
            writer.writerow((file.sha256, file.name, file.media_type, file.size))
    return remarks


def write_forms(folder: Path) -> int:
    """A form file for everybody who holds or held a post, or came in a form; returns how many."""
    (folder / FORMS).mkdir()
    cadres = Person.objects.filter(pk__in=_cadres()).select_related("photo").order_by("code")
    count = 0
    for people in in_parts(cadres.iterator(chunk_size=AT_ONCE), AT_ONCE):
        for person, form in zip(people, forms_of(people, today()), strict=True):
            name = "".join(letter if letter.isalnum() or letter in "-_." else "_" for letter in person.code)
            (folder / FORMS / f"{name}.lrmx").write_bytes(write_lrmx(form).content)
            count += 1
    return count


def _cadres() -> set[int]:
    posts = Person.objects.filter(tenures__isnull=False).values_list("pk", flat=True)
    forms = Person.objects.filter(form_source__isnull=False).values_list("pk", flat=True)
    return {*posts.distinct(), *forms}
