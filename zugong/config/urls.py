"""Every address: one line per journey."""

from __future__ import annotations

from django.urls import include, path


urlpatterns = [
    path("", include("zugong.www.desk.urls")),
    path("signin/", include("zugong.www.signin.urls")),
    path("search/", include("zugong.www.search.urls")),
    path("channels/", include("zugong.www.channels.urls")),
    path("people/", include("zugong.www.people.urls")),
    path("documents/", include("zugong.www.documents.urls")),
    path("organizations/", include("zugong.www.organizations.urls")),
    path("calendar/", include("zugong.www.calendar.urls")),
    path("exchange/", include("zugong.www.exchange.urls")),
    path("compliance/", include("zugong.www.compliance.urls")),
    path("rulebook/", include("zugong.www.rulebook.urls")),
    path("approvals/", include("zugong.www.approvals.urls")),
    path("sealed/", include("zugong.www.sealed.urls")),
    path("objections/", include("zugong.www.objections.urls")),
    path("record/", include("zugong.www.record.urls")),
    path("administration/", include("zugong.www.administration.urls")),
    path("me/", include("zugong.www.me.urls")),
]

handler400 = "zugong.www.errors.views.bad_request"
handler403 = "zugong.www.errors.views.forbidden"
handler404 = "zugong.www.errors.views.not_found"
handler500 = "zugong.www.errors.views.broken"
