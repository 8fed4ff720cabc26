"""The photo of a person, for those who may see the person."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from zugong.evidence.keeping import Damaged, content_of
from zugong.evidence.types import PICTURES
from zugong.people.models import Person
from zugong.people.seeing import REGISTER_ROLES
from zugong.www.access import page


KEPT_SECONDS = 3600


@page(REGISTER_ROLES, on=Person)
def shown_photo(request: HttpRequest, thing: Person) -> HttpResponse:
    """照片: never anything but a picture, kept by the reader's own browser alone."""
    if thing.photo is None or thing.photo.media_type not in PICTURES:
        return _nothing()
    try:
        answer = HttpResponse(content_of(thing.photo), content_type=thing.photo.media_type)
    except Damaged as damaged:
        raise Http404 from damaged
    answer["Cache-Control"] = f"private, max-age={KEPT_SECONDS}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Disposition"] = "inline"
    return answer


def _nothing() -> HttpResponse:
    """A drawing of nobody, so that the address answers for everybody in reach."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 84 112"><g fill="none" stroke="#858b94" '
        'stroke-width="1.5"><circle cx="42" cy="44" r="15"/><path d="M14 100c2-22 14-31 28-31s26 9 28 31"/></g></svg>'
    )
    return HttpResponse(drawing, content_type="image/svg+xml")
