"""A folder of form files, to try imports on: most as they should be, and, if asked for, some as they come in life."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from zugong.formats.forms.form import AppointmentForm
from zugong.formats.forms.lrm_writing import write_lrm
from zugong.formats.forms.writing import write_lrmx
from zugong.samples.district import district_tables
from zugong.samples.folders import README, SampleError, whole_folder
from zugong.samples.form_quirks import LEAST, quirks
from zugong.samples.forms import build_forms


MOST = 900
"""Cadres of a district."""
OLD_FORMAT = 5
"""Every fifth form is written in the older format, with the photo beside it."""

NOTE = """\
示例任免审批表，人员与单位均为虚构
==================================

{count} 份任免审批表（.lrmx；每五份有一份是旧格式 .lrm，照片是旁边的 .pic），取自种子 {seed}、{year} 年的示例区。
照片是画出来的剪影，身份证号以 9901 开头，不属于任何人。
{quirks}"""


def write_forms(directory: Path, *, count: int, seed: int, year: int, with_quirks: bool, force: bool) -> None:
    """Write `count` forms of cadres of the sample district into `directory`, whole or not at all.

    Same seed, year and count: same bytes. A directory that holds something is refused unless `force`. Raises
    SampleError, whose message is meant for the user.
    """
    if not 1 <= count <= MOST:
        raise SampleError(f"不能写 {count} 份任免审批表：示例区有 {MOST} 名干部，请给 1 至 {MOST}")
    found = build_forms(district_tables(seed, year), count + LEAST, seed=seed, day=date(year, 12, 31))
    forms, others = found[:count], found[count:]
    strange = quirks(others or forms) if with_quirks else []
    told = "".join(f"  {name}　{what}\n" for name, what, _ in strange)
    note = NOTE.format(count=count, seed=seed, year=year, quirks=f"\n有意写坏的：\n{told}" if told else "")
    with whole_folder(directory, force=force, own=frozenset({README})) as folder:
        _write_sound(folder, forms)
        for name, _, content in strange:
            (folder / name).write_bytes(content)
        (folder / README).write_text(note, encoding="utf-8-sig")


def _write_sound(folder: Path, forms: list[AppointmentForm]) -> None:
    """Files are called as the person; of namesakes the later ones have a number."""
    seen: Counter[str] = Counter()
    for place, form in enumerate(forms, 1):
        seen[form.name or ""] += 1
        stem = f"{form.name}{seen[form.name or ''] if seen[form.name or ''] > 1 else ''}"
        if place % OLD_FORMAT:
            (folder / f"{stem}.lrmx").write_bytes(write_lrmx(form).content)
        else:
            (folder / f"{stem}.lrm").write_bytes(write_lrm(form).content)
            (folder / f"{stem}.pic").write_bytes(form.photo or b"")
