"""`zugong form convert`: forms written in another format, each whole or not at all."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path

from zugong.cli.form.gathering import gathered, is_many, say_problem, say_refused
from zugong.cli.form.placing import Folder, Taken, put, take_file
from zugong.cli.messages import say
from zugong.formats.forms.files import FormFile
from zugong.formats.forms.form import AppointmentForm
from zugong.formats.forms.lrm_writing import write_lrm
from zugong.formats.forms.view import LABELS, form_json
from zugong.formats.forms.writing import Written, write_lrmx


def convert(paths: Sequence[Path], target: str, dialect: str, place: str | None) -> int:
    """Write every form to `place`, a folder where it is written like one. Exit code 0; 2 when one was not written."""
    many, out = is_many(paths), None if place is None else Path(place)
    if complaint := _complaint(target, out, many=many):
        say(complaint)
        return 2
    folder = Folder(out) if out is not None and (many or _is_folder(place or "", out)) else None
    refused = written = 0
    for one in gathered(paths):
        done = _convert(one, target, dialect, folder, out)
        refused += not done and not one.passed_over
        written += done
    if many:
        say(f"写出 {written} 张表" + (f"，{refused} 个文件没有写出" if refused else ""))
    return 2 if refused or not written else 0


def _is_folder(place: str, out: Path) -> bool:
    return out.is_dir() or (not out.exists() and (place.endswith(("/", "\\")) or not out.suffix))


def _complaint(target: str, out: Path | None, *, many: bool) -> str | None:
    if out is None:
        if many:
            return "有几张表：请加 --out 文件夹"
        return None if target == "json" else f"{target} 要写成文件：请加 --out 文件或文件夹"
    if many and out.exists() and not out.is_dir():
        return f"有几张表，而 {out} 是文件：--out 要写文件夹"
    return None


def _convert(one: FormFile, target: str, dialect: str, folder: Folder | None, out: Path | None) -> bool:
    """Whether the form was written."""
    if one.form is None:
        say_refused(one)
        return False
    made = _made(one.form, target, dialect)
    for problem in (*one.form.problems, *made.problems):
        say_problem(one.name, LABELS.get(problem.field, problem.field), problem)
    if out is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(made.content)  # UTF-8 whatever the terminal speaks
        sys.stdout.buffer.flush()
        return True
    try:
        path = take_file(out, target, one.form) if folder is None else folder.take(target, one.form, made.content)
        put(path, made.content, one.form.photo if target == "lrm" else None)
    except Taken as taken:
        say(f"{one.name}：没有写出。{taken}")
        return False
    except OSError as error:
        say(f"{one.name}：没有写出，{error.filename or out} 写不了（{error.strerror}）。请换一个有写权限的文件夹")
        return False
    say(f"{one.name} 已写到 {path}")
    return True


def _made(form: AppointmentForm, target: str, dialect: str) -> Written:
    if target == "json":
        return Written(form_json(form).encode())
    if target == "lrmx":
        return write_lrmx(form, dialect)
    if target == "lrm":
        return write_lrm(form)
    from zugong.formats.forms.docx import write_docx

    stream = io.BytesIO()
    problems = write_docx(form, stream)
    return Written(stream.getvalue(), tuple(problems))
