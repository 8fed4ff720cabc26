"""How much a single file may ask of the machine before it is refused."""

from __future__ import annotations

import os
from dataclasses import dataclass

from zugong.formats.grids import Unopenable


MEBIBYTE = 1 << 20

MAX_CELLS = 2_000_000
"""Cells with content in one workbook."""
MAX_AREA = 20_000_000
"""Last row times last column of one sheet: a lone cell far away costs as much memory as a full sheet."""
MAX_INFLATED = 1024 * MEBIBYTE
"""Bytes of a workbook once unpacked."""
MAX_RATIO = 100
"""Unpacked bytes per packed byte, looked at only above RATIO_FLOOR."""
RATIO_FLOOR = 10 * MEBIBYTE
"""Bytes unpacked below which any ratio is harmless."""
MAX_TEXT = 1024 * MEBIBYTE
"""Bytes of one CSV file."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits in force."""

    cells: int = MAX_CELLS
    area: int = MAX_AREA
    inflated: int = MAX_INFLATED
    ratio: int = MAX_RATIO
    ratio_floor: int = RATIO_FLOOR
    text: int = MAX_TEXT


def current_limits() -> Limits:
    """The limits with what the environment overrides.

    Whole numbers in ZUGONG_MAX_CELLS, ZUGONG_MAX_AREA, ZUGONG_MAX_INFLATED (bytes), ZUGONG_MAX_RATIO,
    ZUGONG_RATIO_FLOOR (bytes) and ZUGONG_MAX_TEXT (bytes). Raises Unopenable when one is not a positive number.
    """
    return Limits(
        cells=_setting("ZUGONG_MAX_CELLS", MAX_CELLS),
        area=_setting("ZUGONG_MAX_AREA", MAX_AREA),
        inflated=_setting("ZUGONG_MAX_INFLATED", MAX_INFLATED),
        ratio=_setting("ZUGONG_MAX_RATIO", MAX_RATIO),
        ratio_floor=_setting("ZUGONG_RATIO_FLOOR", RATIO_FLOOR),
        text=_setting("ZUGONG_MAX_TEXT", MAX_TEXT),
    )


def _setting(name: str, default: int) -> int:
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise Unopenable(f"环境变量 {name} 的值“{text}”不是正整数", f"请改为正整数，或删去该变量（默认 {default}）")
    return int(text)
