"""Templates of documents: which is in use, handing in another one, trying it, going back to the built-in layout."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from zugong.core.errors import ActionError, Invalid
from zugong.documents.actions.propose_template import propose_template
from zugong.documents.actions.retire_template import retire_template
from zugong.documents.kinds import KINDS, PROPOSERS, READERS, DocumentKind
from zugong.documents.models import DocumentTemplate, TemplateStatus
from zugong.documents.trying import built_in_specimen, specimen_of
from zugong.evidence.keeping import content_of
from zugong.evidence.types import DOCX
from zugong.gates.policy import root_of
from zugong.www.access import acting, page
from zugong.www.documents.forms import RetireForm, TemplateForm
from zugong.www.forms import tell


@page(READERS)
def listing(request: HttpRequest) -> HttpResponse:
    """文书模板: the layout of each kind of document."""
    templates = list(DocumentTemplate.objects.select_related("file"))
    kinds = [_shown(kind, templates) for kind in KINDS.values()]
    return render(request, "documents/list.html", {"kinds": kinds, "may_propose": _may(request)})


@page(PROPOSERS, posts=True)
def propose(request: HttpRequest, kind: str) -> HttpResponse:
    """提出模板."""
    chosen = _kind(kind)
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = TemplateForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                return redirect("approvals:one", _proposed(request, chosen, form.cleaned_data))
            except ActionError as problem:
                tell(form, problem)
    context = {"form": form, "kind": chosen, "limit": settings.UPLOAD_LIMIT // 2**20}
    return render(request, "documents/propose.html", context, status=422 if form.is_bound else 200)


@page(READERS)
def specimen(request: HttpRequest, kind: str) -> HttpResponse:
    """系统自带版式的样张: filled with an invented person."""
    return _download(built_in_specimen(_kind(kind).key, request.today), "样张（系统自带）.docx")  # type: ignore[attr-defined]


@page(READERS, on=DocumentTemplate)
def file(request: HttpRequest, thing: DocumentTemplate) -> HttpResponse:
    """模板文件."""
    return _download(content_of(thing.file), thing.file.name)


@page(READERS, on=DocumentTemplate)
def trial(request: HttpRequest, thing: DocumentTemplate) -> HttpResponse:
    """模板的样张: filled with an invented person."""
    filled = specimen_of(thing.kind, content_of(thing.file), request.today)  # type: ignore[attr-defined]
    return _download(filled, f"样张（{thing.name}）.docx")


@page(PROPOSERS, on=DocumentTemplate, posts=True)
def retire(request: HttpRequest, thing: DocumentTemplate) -> HttpResponse:
    """停用模板."""
    form = RetireForm(request.POST or None)
    if request.method == "POST":
        form = RetireForm(request.POST)
        if form.is_valid():
            try:
                retire_template(thing, reason=form.cleaned_data["reason"], by=acting(request, PROPOSERS))
                return redirect("documents:list")
            except Invalid as problem:
                tell(form, problem)
    context = {"form": form, "template": thing, "kind": KINDS[thing.kind]}
    return render(request, "documents/retire.html", context, status=422 if form.is_bound else 200)


def _proposed(request: HttpRequest, kind: DocumentKind, asked: dict[str, Any]) -> int:
    file = asked["file"]
    approval = propose_template(
        kind.key,
        file.name,
        file.read(),
        document=asked["document"],
        reason=asked["reason"],
        by=acting(request, PROPOSERS),
    )
    return approval.pk


def _shown(kind: DocumentKind, templates: list[DocumentTemplate]) -> dict[str, Any]:
    own = [template for template in templates if template.kind == kind.key]
    used = next((template for template in own if template.status == TemplateStatus.ADOPTED), None)
    return {"kind": kind, "used": used, "templates": own}


def _kind(key: str) -> DocumentKind:
    if key not in KINDS:
        raise Http404
    return KINDS[key]


def _may(request: HttpRequest) -> bool:
    return root_of(request.user, PROPOSERS) is not None  # type: ignore[arg-type]


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=DOCX)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return response
