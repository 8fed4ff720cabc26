"""What form files cost, and that no file, however damaged, brings a parser down or keeps it busy."""

from __future__ import annotations

import base64
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

from rich.console import Console
from rich.table import Table

from zugong.cli.bench.measuring import CannotMeasure, alone
from zugong.cli.bench.mutating import Mutant, mutants
from zugong.formats.forms.career import career, read_career
from zugong.formats.forms.files import parse_form, read_forms
from zugong.formats.forms.form import AppointmentForm, CareerLine, Relative, Spell
from zugong.formats.forms.lrm_writing import write_lrm
from zugong.formats.forms.view import form_json
from zugong.formats.forms.writing import write_lrmx
from zugong.formats.grids import Unopenable


FILES = 2_000
READ_BUDGET_S = 30.0
SLOWEST_BUDGET_S = 5.0
MEMORY_BUDGET_MIB = 1024
WORKERS = 2
PHOTO_BYTES = 60_000
_JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"


def measure(inputs: int, files: int = FILES, seed: int | None = None) -> dict[str, Any]:
    """Seconds to read so many .lrmx with photos; refusals, slowest and memory over so many damaged inputs.

    Raises CannotMeasure, with the seed and number of the input, when a parser does anything but read or refuse.
    """
    seed = int(time.time()) if seed is None else seed
    figures = alone(_read, files) | _endure(inputs, seed) | {"seed": seed}
    _print(figures)
    return figures


def sample_form(number: int = 0) -> AppointmentForm:
    """An invented person's form, every field with a value."""
    lines = tuple(
        CareerLine(f"{year}-07", f"{year + 2}-07", f"示例区第{year}单位科员", (_spell(year),))
        for year in range(1998, 2016, 2)
    )
    family = tuple(
        Relative(relation, f"示例{relation}", "1973-12", "群众", "示例单位职工")
        for relation in ("妻子", "女儿", "父亲")
    )
    form = AppointmentForm(
        name=f"示例人{number}", sex="男", born_on="1972-04", ethnicity="汉族", party_joined_on="2001-08",
        parties=("民建",), work_started_on="2002-07", family=family,
        resume=(*lines, CareerLine("2016-07", None, "示例区民政局局长")),
        age_as_of="2026-11-01", filled_on="2026-11", id_number="000000197204150011",
        photo=_JPEG + Random(number).randbytes(PHOTO_BYTES), version="3.2.1.6",
    )  # fmt: skip
    for name in ("native_place", "birthplace", "health", "specialty", "current_post", "reason"):
        setattr(form, name, f"示例文字{number}")
    return form


def _spell(year: int) -> Spell:
    return Spell(f"{year}-09", f"{year + 1}-01", "示例党校学习")


def _read(files: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        for number in range(files):
            Path(folder, f"{number}.lrmx").write_bytes(write_lrmx(sample_form(number)).content)
        begun = time.perf_counter()
        read = sum(one.form is not None and one.form.photo is not None for one in read_forms(Path(folder)))
        seconds = time.perf_counter() - begun
    if read != files:
        raise CannotMeasure(f"{files} 个文件只读出 {read} 个")
    return {"files": files, "read_s": seconds, "read_memory_mib": _memory()}


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _endure(inputs: int, seed: int) -> dict[str, Any]:
    """The same inputs whatever the number of processes: input n follows from the seed and n."""
    cuts = [inputs * part // WORKERS for part in range(WORKERS + 1)]
    begun = time.perf_counter()
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        parts = list(pool.map(endure, [seed] * WORKERS, cuts, cuts[1:]))
    counts: Counter[str] = Counter()
    for part in parts:
        counts.update(part["counts"])
    slowest = max(part["slowest_s"] for part in parts)
    if slowest > SLOWEST_BUDGET_S:
        worst = max(parts, key=lambda part: float(part["slowest_s"]))
        raise CannotMeasure(
            f"种子 {seed} 的第 {worst['slowest']} 个输入用了 {slowest:.1f} 秒，超过 {SLOWEST_BUDGET_S:.0f} 秒"
        )
    return {
        "inputs": inputs,
        "inputs_s": time.perf_counter() - begun,
        "counts": dict(counts),
        "slowest_s": slowest,
        "inputs_memory_mib": max(part["memory_mib"] for part in parts),
    }


def endure(seed: int, since: int, until: int) -> dict[str, Any]:
    """Read the inputs of that seed from number `since` up to but not including `until`; see `measure`."""
    counts: Counter[str] = Counter()
    slowest, slow_number = 0.0, since
    for number, mutant in _numbered(seed, since, until):
        begun = time.perf_counter()
        try:
            counts[_tried(mutant)] += 1
        except Exception as error:
            where = f"种子 {seed} 的第 {number} 个输入（{mutant.kind}）"
            raise CannotMeasure(f"{where}：{type(error).__name__}：{error}") from error
        if (seconds := time.perf_counter() - begun) > slowest:
            slowest, slow_number = seconds, number
    return {"counts": dict(counts), "slowest_s": slowest, "slowest": slow_number, "memory_mib": _memory()}


def _numbered(seed: int, since: int, until: int) -> Iterator[tuple[int, Mutant]]:
    return zip(range(since, until), mutants(_good(), seed, since, until), strict=True)


def _good() -> dict[str, bytes]:
    """Good files to damage, with a small photo: a mutation should hit the text now and then."""
    form = sample_form()
    form.photo = _JPEG + bytes(100)
    packed = write_lrmx(form, "4.0").content
    photo = base64.b64encode(form.photo)
    return {
        "lrmx": packed,
        "lrm": write_lrm(form).content,
        "gbk": packed.decode().encode("gb18030"),
        "bare": packed.split(b"<Person>")[1].split(b"</Person>")[0].replace(photo, b""),
        "career": career(form.resume).encode(),
    }


def _tried(mutant: Mutant) -> str:
    """Read one input and go on with what was read, as a caller would."""
    if mutant.kind == "career":
        read_career(career(read_career(mutant.content.decode("utf-8", "replace"))))
        return "career"
    try:
        form = parse_form(mutant.content)
    except Unopenable:
        return "refused"
    form_json(form)
    write_lrm(form)
    again = parse_form(write_lrmx(form, "4.0").content)
    if (again.name, again.resume_text, again.family) != (form.name, form.resume_text, form.family):
        raise ValueError("写出后再读，内容不同")
    return "read"


def _print(figures: dict[str, Any]) -> None:
    table = Table(
        title=f"任免审批表（{figures['files']} 个文件；{figures['inputs']} 个损坏的输入，种子 {figures['seed']}）"
    )
    for heading in ("测什么", "数字", "预算"):
        table.add_column(heading, justify="left" if heading == "测什么" else "right")
    table.add_row("读带照片的 .lrmx", f"{figures['read_s']:.1f} 秒", f"{READ_BUDGET_S:.0f} 秒")
    counts = figures["counts"]
    table.add_row(
        "损坏的输入：读出、拒绝、简历", "、".join(str(counts.get(key, 0)) for key in ("read", "refused", "career")), ""
    )
    table.add_row("损坏的输入：全部", f"{figures['inputs_s']:.0f} 秒", "")
    table.add_row("损坏的输入：最慢的一个", f"{figures['slowest_s']:.2f} 秒", f"{SLOWEST_BUDGET_S:.0f} 秒")
    table.add_row("内存", f"{figures['inputs_memory_mib']:.0f} MiB", f"{MEMORY_BUDGET_MIB} MiB")
    Console().print(table)
