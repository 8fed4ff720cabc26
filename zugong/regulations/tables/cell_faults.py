"""What a cell parser says when it cannot read a cell, and the folding of full-width forms."""

from __future__ import annotations

from zugong.formats.grids import BLANKS


class BadCell(Exception):
    """Why a cell cannot be read and how to put it right."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}


def folded(text: str) -> str:
    """Text with full-width digits, letters and signs made half-width and blanks at the ends removed.

    Narrower than Unicode compatibility folding, which would read 10² as 102.
    """
    return text.translate(_HALF_WIDTH).strip(BLANKS)
