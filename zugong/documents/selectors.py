"""Which templates there are."""

from __future__ import annotations

from zugong.documents.models import DocumentTemplate, TemplateStatus


def in_use(kind: str) -> DocumentTemplate | None:
    """The template in use for a kind of document; none where the built-in layout is."""
    return DocumentTemplate.objects.filter(kind=kind, status=TemplateStatus.ADOPTED).select_related("file").first()
