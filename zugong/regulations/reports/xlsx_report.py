"""The check as a workbook an officer can hand on: 摘要, then one sheet a topic."""

from __future__ import annotations

import tempfile
from datetime import datetime, time
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from zugong.regulations.findings import Check
from zugong.regulations.reports.options import Listed
from zugong.regulations.reports.sections import sections
from zugong.regulations.reports.wording import DISCLAIMER, dataset_name
from zugong.regulations.reports.xlsx_findings import ROWS_PER_SHEET, write_topic
from zugong.regulations.reports.xlsx_styles import FONT, styles_of
from zugong.regulations.reports.xlsx_summary import write_summary


def write_xlsx(check: Check, stream: BinaryIO, *, listed: Listed, rows_per_sheet: int = ROWS_PER_SHEET) -> None:
    """Write the workbook; rows go to disk as they come, so memory stays flat. Raises OSError when the disk is full."""
    target = _Target(stream)
    with tempfile.TemporaryDirectory(prefix="zugong-") as folder:
        book = xlsxwriter.Workbook(target, _options(folder))
        try:
            _fill(book, check, listed, rows_per_sheet)
            book.close()
        except FileCreateError as error:
            target.abandoned = True
            raise error.args[0] from error
        except BaseException:
            target.abandoned = True
            raise
        finally:
            _close_drafts(book)


class _Target:
    """The stream, until a failure: a broken archive still writes its end from its destructor, into nothing then."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._position = 0
        self.abandoned = False

    def write(self, data: bytes) -> int:
        self._position += len(data)
        return len(data) if self.abandoned else self._stream.write(data)

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = 0) -> int:
        self._position = offset if self.abandoned else self._stream.seek(offset, whence)
        return self._position

    def flush(self) -> None:
        if not self.abandoned:
            self._stream.flush()


def _options(folder: str) -> dict[str, Any]:
    return {
        "constant_memory": True,
        "tmpdir": folder,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_format_properties": FONT,
    }


def _fill(book: Any, check: Check, listed: Listed, rows_per_sheet: int) -> None:
    # The day of the check, not the clock: the same check gives the same file, byte for byte.
    day = datetime.combine(check.as_of, time())
    title = f"合规核查结果 {dataset_name(check)} 基准日 {check.as_of}"
    book.set_properties({"title": title, "author": "组工", "comments": DISCLAIMER, "created": day})
    styles = styles_of(book)
    topics = sections(check)
    write_summary(book, styles, check, topics, listed, rows_per_sheet)
    for topic in topics:
        write_topic(book, styles, check, topic, rows_per_sheet)


def _close_drafts(book: Any) -> None:
    """Let go of the draft files of the sheets, also after a failure halfway."""
    for sheet in book.worksheets():
        sheet.row_data_fh.close()
