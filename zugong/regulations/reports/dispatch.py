"""One door to all writers; each is imported only when asked for, so that a check starts fast."""

from __future__ import annotations

from pathlib import Path

from zugong.regulations.findings import Check
from zugong.regulations.reports.errors import ReportError
from zugong.regulations.reports.files import opened, text_stdout
from zugong.regulations.reports.options import Format, Listed


def write(check: Check, fmt: Format | str, out: Path | None = None, *, listed: Listed | str = Listed.PROBLEMS) -> None:
    """Write `check` in that format to `out`, or to standard output without one.

    `listed` says which outcomes `check.findings` holds and only words the reports. A file appears complete or not at
    all. Raises ReportError when the format needs a file or the file cannot be written, ValueError for an unknown
    format, BrokenPipeError when the reader of standard output has gone.
    """
    fmt, listed = Format(fmt), Listed(listed)
    if out is None and fmt.needs_file:
        raise ReportError(f"{fmt.value} 格式要写成文件：请用 --out 指定文件，例如 --out report.{fmt.value}。")
    if fmt is Format.TABLE and out is None:
        from zugong.regulations.reports.terminal import write_terminal

        write_terminal(check, text_stdout(), listed=listed)
        return
    with opened(out) as stream:
        match fmt:
            case Format.TABLE:
                from zugong.regulations.reports.terminal import render

                stream.write(render(check, listed=listed).encode())
            case Format.JSON:
                from zugong.regulations.reports.json_report import write_json

                write_json(check, stream)
            case Format.CSV:
                from zugong.regulations.reports.csv_report import write_csv

                write_csv(check, stream)
            case Format.PARQUET:
                from zugong.regulations.reports.parquet_report import write_parquet

                write_parquet(check, stream)
            case Format.XLSX:
                from zugong.regulations.reports.xlsx_report import write_xlsx

                write_xlsx(check, stream, listed=listed)
            case Format.HTML:
                from zugong.regulations.reports.html_report import write_html

                write_html(check, stream, listed=listed, workbook=f"{out.stem if out else 'report'}.xlsx")
