"""What loading costs: a roster under its own heads, and form files with photos; from file to last row."""

from __future__ import annotations

import resource
import shutil
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from zugong.cli.bench.measuring import alone
from zugong.cli.bench.record import start_on


ROSTER, FORMS = 100_000, 2_000
BUDGET_S = 30.0
HEADS = ("序号", "姓名", "性别", "民族", "出生年月", "身份证号码", "参加工作日期", "现任职务及时间", "备注")


def measure(roster: int = ROSTER, forms: int = FORMS) -> dict[str, Any]:
    """Seconds to check and to write, rows, and mebibytes at most, each in a process and database of its own.

    `cpu_s` is processor time of checking, checking again and writing: it says how busy the machine was beside it.
    """
    figures = {"roster": alone(_load, "roster", roster), "forms": alone(_load, "forms", forms)}
    table = Table(title="导入（SQLite，从文件到写完）")
    for heading in ("导入什么", "核对", "写入", "合计", "预算", "内存"):
        table.add_column(heading, justify="left" if heading == "导入什么" else "right")
    for name, label in (("roster", f"花名册 {roster} 行"), ("forms", f"任免审批表 {forms} 份，带照片")):
        one = figures[name]
        total = f"{one['check_s'] + one['write_s']:.1f} 秒"
        parts = (f"{one['check_s']:.1f} 秒", f"{one['write_s']:.1f} 秒", total, f"{BUDGET_S:.0f} 秒")
        table.add_row(label, *parts, f"{one['memory_mib']:.0f} MiB")
    Console().print(table)
    return figures


def _load(what: str, count: int) -> dict[str, float]:
    folder = Path(tempfile.mkdtemp(prefix="exchange-"))
    try:
        start_on(folder)
        sent = folder / "sent"
        sent.mkdir()
        (_write_roster if what == "roster" else _write_forms)(sent, count)
        return _timed(sent, count)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _timed(sent: Path, count: int) -> dict[str, float]:
    from zugong.accounts.acting import Acting
    from zugong.exchange.actions.load_dataset import load_dataset
    from zugong.exchange.planning import make_plan
    from zugong.exchange.reach import Reach
    from zugong.exchange.sent.answers import Answers
    from zugong.people.models import Person

    begin, cpu = time.perf_counter(), time.process_time()
    make_plan(sent, Reach(None), answers=Answers(prefix="m-"))
    checked = time.perf_counter()
    load_dataset(sent, by=Acting.program("bench"), only_good=True)
    done = time.perf_counter()
    if Person.objects.count() != count:
        raise RuntimeError(f"导入了 {Person.objects.count()} 人，应为 {count} 人")
    check = checked - begin
    cpu_s = time.process_time() - cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"check_s": check, "write_s": done - checked - check, "cpu_s": cpu_s, "memory_mib": memory, "rows": count}


def _write_roster(folder: Path, count: int) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(folder / "名册.xlsx"), {"constant_memory": True})
    sheet = book.add_worksheet("花名册")
    sheet.write_row(0, 0, HEADS)
    for row in range(1, count + 1):
        born = f"{1960 + row % 40}.{row % 12 + 1:02}"
        cells = (row, f"示例{row}", "男", "汉族", born, "", "2001-07-01", f"示例单位{row % 300}科员", "")
        sheet.write_row(row, 0, cells)
    book.close()


def _write_forms(folder: Path, count: int) -> None:
    from PIL import Image

    from zugong.cli.bench.forms import sample_form
    from zugong.formats.forms.writing import write_lrmx

    for number in range(count):
        kept = BytesIO()
        Image.effect_noise((480, 600), 40 + number % 50).convert("RGB").save(kept, "JPEG", quality=70)
        form = sample_form(number)
        form.name, form.id_number, form.photo = f"示例{number}", None, kept.getvalue()
        (folder / f"{number:05}.lrmx").write_bytes(write_lrmx(form).content)
