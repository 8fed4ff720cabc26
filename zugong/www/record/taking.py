"""导出: where the whole record is taken from, the programs that verify it, the public keys."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from zugong.accounts.enums import Administration
from zugong.audit.checkpoints import public_keys
from zugong.audit.exporting import VERIFIERS
from zugong.audit.models import Head
from zugong.www.access import page
from zugong.www.record.checkpoints import NOTE_KIND
from zugong.www.record.sheet import download


@dataclass(frozen=True, slots=True)
class Program:
    """A verifier: its file, what it is, how it is used."""

    name: str
    title: str
    note: str
    kind: str


PROGRAMS = (
    Program("verify_record.html", "网页核验程序", "一个网页文件，双击打开，选导出的 zip", "application/octet-stream"),
    Program("verify_record.py", "命令行核验程序", "python3 verify_record.py 留痕.zip，只用标准库", "text/x-python"),
)


@page(Administration.AUDIT)
def taking(request: HttpRequest) -> HttpResponse:
    """How the record is exported, and with what it is verified elsewhere."""
    head = Head.objects.first()
    context = {"size": head.size if head else 0, "programs": [p for p in PROGRAMS if (VERIFIERS / p.name).exists()]}
    return render(request, "record/taking.html", context)


@page(Administration.AUDIT)
def verifier(request: HttpRequest, name: str) -> HttpResponse:
    """One of the programs, as a file to keep."""
    program = next((known for known in PROGRAMS if known.name == name), None)
    if program is None or not (VERIFIERS / program.name).exists():
        raise Http404
    return download((VERIFIERS / program.name).read_bytes(), program.name, program.kind)


@page(Administration.AUDIT)
def keys(request: HttpRequest) -> HttpResponse:
    """The public keys, one a line."""
    text = "".join(f"{key}\n" for key in public_keys())
    return download(text.encode(), "公钥.txt", NOTE_KIND)
