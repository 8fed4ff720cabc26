"""Files of this journey: templates, exports, the faulty rows of a batch."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from zugong.accounts.enums import OFFICERS
from zugong.exchange.actions.take_table_out import take_table_out
from zugong.exchange.folders import PROBLEMS, batch_folder
from zugong.exchange.models import ImportBatch
from zugong.exchange.rights import LOADERS, TAKES
from zugong.exchange.templates import write_template
from zugong.people.opening import OPENERS
from zugong.regulations.tables.schema import TABLES
from zugong.www.access import acting, page


WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {"xlsx": WORKBOOK, "csv": "text/csv; charset=utf-8"}


@page(LOADERS)
def template(request: HttpRequest, table: str) -> HttpResponse:
    """The empty workbook of a table."""
    _known(table)
    with TemporaryDirectory() as folder:
        path = Path(folder, "template.xlsx")
        write_template(path, table)
        return _file(path, f"{TABLES[table].label}模板.xlsx")


@page(OFFICERS, post_only=True)
def take(request: HttpRequest, table: str) -> HttpResponse:
    """A table as far as the account sees it; posted, because it leaves an entry."""
    _known(table)
    ending = "csv" if request.POST.get("format") == "csv" else "xlsx"
    with TemporaryDirectory() as folder:
        path = Path(folder, f"{table}.{ending}")
        reason = request.POST.get("reason", "")
        take_table_out(table, path, reason=reason, by=acting(request, OPENERS if reason else TAKES[table]))
        return _file(path, f"{TABLES[table].label}.{ending}")


@page(LOADERS, on=ImportBatch)
def problems(request: HttpRequest, thing: ImportBatch) -> HttpResponse:
    """The faulty rows as they were sent, with what is wrong beside them."""
    path = batch_folder(thing.folder) / PROBLEMS
    if not path.exists():
        raise Http404
    return _file(path, f"导入问题{thing.pk}.xlsx")


def _known(table: str) -> None:
    if table not in TABLES:
        raise Http404


def _file(path: Path, name: str) -> HttpResponse:
    """The file under a name of its own; opened before a scratch folder goes away."""
    response = FileResponse(path.open("rb"), content_type=KINDS[path.suffix[1:]])
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return response  # type: ignore[return-value]
