"""What a caller may choose: the format, and which rows the findings hold."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """The forms a check is written in."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    HTML = "html"

    @property
    def needs_file(self) -> bool:
        """Binary forms and the web page are useless on a terminal."""
        return self in {Format.XLSX, Format.PARQUET, Format.HTML}


class Listed(StrEnum):
    """Which outcomes the findings of a check hold; the summary always counts all four."""

    PROBLEMS = "problems"
    ALL = "all"

    @property
    def note(self) -> str:
        return {
            "problems": "只列出不合规和待核的，合规和不适用的只计数",
            "all": "列出全部结论",
        }[self.value]
