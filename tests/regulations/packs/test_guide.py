"""The packs printed in the guide work as the guide says."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from zugong.regulations.law.model import SOURCE_KINDS
from zugong.regulations.law.units import UNITS
from zugong.regulations.loading import load_law


GUIDE = (Path(__file__).parents[3] / "docs" / "packs.md").read_text(encoding="utf-8")
SAMPLE = re.compile(r"`((?:sources|parameters)/[\w/.-]+\.yaml)`[^`]*```yaml\n(.*?)```", re.DOTALL)


def test_the_printed_pack_loads_and_overrides(tmp_path: Path) -> None:
    samples = SAMPLE.findall(GUIDE)
    for name, content in samples:
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(content, encoding="utf-8")
    assert len(samples) == 3
    law = load_law([tmp_path])
    notice = law.parameter("appointment.notice.length.workdays")
    days = [notice.on(date(2023, 12, 31)), notice.on(date(2024, 1, 1))]
    assert [one and one.value for one in days] == [5, 7]
    online = law.parameter("training.online_yearly.hours")
    assert [one.value for one in online.versions()] == [40, 50]


def test_every_unit_and_kind_is_explained() -> None:
    assert all(f"`{name}` {unit.label}" in GUIDE for name, unit in UNITS.items())
    assert all(f"`{kind}` {label}" in GUIDE for kind, label in SOURCE_KINDS.items() if kind != "system")
