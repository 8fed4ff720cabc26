"""Writers of a check: for people (terminal, HTML, xlsx, CSV) and for programs (JSON, Parquet)."""

from __future__ import annotations

from zugong.regulations.reports.dispatch import write
from zugong.regulations.reports.errors import ReportError
from zugong.regulations.reports.options import Format, Listed


__all__ = ["Format", "Listed", "ReportError", "write"]
