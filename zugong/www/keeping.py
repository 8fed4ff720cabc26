"""What somebody typed is not lost when the session was over as the form was sent.

The posted fields go, signed, into the page that asks to sign in again, stay there in the browser, and come back after
signing in: the form's page is opened and filled (`zugong.www.refilling`). Nothing is stored for a stranger. Passwords,
codes and files are not kept.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from zugong.www.signin.forms import SignInForm


MINUTES = 30
"""How long the fields can be brought back."""

MOST_CHARACTERS = 300_000
SALT = "zugong.www.keeping"
SESSION_KEY = "kept_form"
_NEVER = ("csrfmiddlewaretoken", "password", "code")


@dataclass(frozen=True, slots=True)
class KeptForm:
    """The fields of a form that was sent too late: where it was going, on which page it stood, whose it was.

    `user` is None when nobody can tell any more; `until` is a Unix time.
    """

    action: str
    page: str
    user: int | None
    fields: dict[str, list[str]] = field(default_factory=dict)
    until: float = 0.0


def ask_to_sign_in(request: HttpRequest, *, acts_only: bool) -> HttpResponseBase:
    """Where somebody goes who is not signed in (any more): to the sign-in page, with what they typed.

    `acts_only` says that the address answers no GET, so that its form stood on the page they came from.
    """
    hx = request.headers.get("HX-Request") == "true"
    if request.method != "POST":
        where = _own(request, request.headers.get("HX-Current-URL", "")) if hx else request.get_full_path()
        return _leave(_signin(request, where), hx)
    page = _page_of_form(request, acts_only)
    kept = _sealed(_kept(request, page))
    context = {"form": SignInForm(), "kept": kept, "next": page}
    response = render(request, "signin/again.html", context, status=403)
    if hx:  # the whole page, in place of the one that is open
        response.status_code = 200
        response["HX-Retarget"], response["HX-Reswap"] = "body", "innerHTML"
    return response


def fill_again(request: HttpRequest, *, acts_only: bool) -> HttpResponseBase:
    """Back to the form's page, filled, for a form of our own that was opened before the last sign-in."""
    page = _page_of_form(request, acts_only)
    remember(request, _kept(request, page))
    return _leave(page, request.headers.get("HX-Request") == "true")


def bring_back(request: HttpRequest, text: str) -> KeptForm | None:
    """The kept fields, if they are whole, not too old, and the person's who has signed in."""
    try:
        kept = KeptForm(**signing.loads(text, salt=SALT, max_age=MINUTES * 60))
    except (signing.BadSignature, TypeError):
        return None
    return kept if kept.user in (None, request.user.pk) else None


def remember(request: HttpRequest, kept: KeptForm) -> None:
    """Lay the fields ready for the form's page."""
    request.session[SESSION_KEY] = asdict(kept) | {"until": timezone.now().timestamp() + MINUTES * 60}


def remembered(request: HttpRequest) -> KeptForm | None:
    """The fields that lie ready for this page."""
    values: dict[str, Any] | None = request.session.get(SESSION_KEY)
    return KeptForm(**values) if values and values["page"] == request.get_full_path() else None


def forget(request: HttpRequest) -> None:
    """The fields have done their duty once they are sent, or after thirty minutes."""
    values: dict[str, Any] | None = request.session.get(SESSION_KEY)
    if values is None:
        return
    is_sent = request.method == "POST" and request.path == urlsplit(values["action"]).path
    if is_sent or timezone.now().timestamp() > values["until"]:
        del request.session[SESSION_KEY]


def _kept(request: HttpRequest, page: str) -> KeptForm:
    fields = {name: [*map(str, values)] for name, values in request.POST.lists() if not name.startswith(_NEVER)}
    return KeptForm(request.get_full_path(), page, getattr(request, "expired_user", None), fields)


def _sealed(kept: KeptForm) -> str:
    text = signing.dumps(asdict(kept), salt=SALT, compress=True)
    return text if len(text) <= MOST_CHARACTERS else ""


def _page_of_form(request: HttpRequest, acts_only: bool) -> str:
    if acts_only or request.headers.get("HX-Request") == "true":
        return _own(request, request.headers.get("Referer", ""))
    return request.get_full_path()


def _signin(request: HttpRequest, where: str) -> str:
    query = {"next": where} | ({"why": request.why} if hasattr(request, "why") else {})
    return f"{reverse('signin:signin')}?{urlencode(query)}"


def _leave(address: str, hx: bool) -> HttpResponse:
    return HttpResponse(headers={"HX-Redirect": address}) if hx else HttpResponseRedirect(address)


def _own(request: HttpRequest, address: str) -> str:
    """The path of an address of our own; the desk for any other."""
    if not address or not url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure()):
        return reverse("desk:desk")
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")
