"""`zugong form diff`: two forms field by field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from zugong.cli.messages import say
from zugong.formats.forms.comparing import differences
from zugong.formats.forms.files import read_form
from zugong.formats.forms.form import AppointmentForm
from zugong.formats.grids import Unopenable


def compare(left: Path, right: Path) -> int:
    """Print the fields that differ. Exit code 0 when none does, 1 when some do, 2 when a file is no form."""
    forms: list[AppointmentForm] = []
    for path in (left, right):
        try:
            forms.append(read_form(path))
        except Unopenable as refusal:
            say(f"{path}：{refusal}")
    if len(forms) < 2:
        return 2
    found = differences(*forms)
    for one in found:
        print(f"{one.label}")
        print(f"  甲：{_shown(one.left)}")
        print(f"  乙：{_shown(one.right)}")
    print(f"共有 {len(found)} 项不同" if found else "两张表各项相同")
    return 1 if found else 0


def _shown(value: Any) -> str:
    if value is None or value in ([], {}):
        return "（空）"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
