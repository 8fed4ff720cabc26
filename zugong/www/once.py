"""One form, one effect: a form that arrives twice acts once, and both answers lead to the same page.

The template puts `{% once %}` into the form, the view wraps its act:

    return once(request, lambda: found_organization(…).get_absolute_url())

An act that raises leaves the form free to be sent again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.utils import timezone

from zugong.www.models import Submission


FIELD = "once"
KEPT = timedelta(days=1)


def once(request: HttpRequest, act: Callable[[], str]) -> HttpResponseRedirect:
    """Do it and go to the address it returns; when the same form was here before, only go there.

    The same form is the same token with the same contents: going back, changing a field and sending again acts again.
    A second copy that arrives while the first still runs waits for it.
    """
    if not request.POST.get(FIELD):
        return HttpResponseRedirect(act())
    with transaction.atomic():
        submission, is_new = Submission.objects.get_or_create(digest=_digest(request))
        if is_new:
            submission.address = act()
            submission.save(update_fields=["address"])
            Submission.objects.filter(at__lt=timezone.now() - KEPT).delete()
    return HttpResponseRedirect(submission.address)


def _digest(request: HttpRequest) -> str:
    """Who sent what where. Uploads count by name and size."""
    fields = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    files = sorted((name, file.name, file.size) for name, file in request.FILES.items())  # type: ignore[union-attr]
    return sha256(repr((request.user.pk, request.path, fields, files)).encode()).hexdigest()
