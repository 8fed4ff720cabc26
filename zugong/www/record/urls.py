"""Addresses of this journey."""

from __future__ import annotations

from django.urls import path

from zugong.www.record import checkpoints, entries, listing, taking, verifying


app_name = "record"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("workbook/", listing.workbook, name="workbook"),
    path("entries/<int:seq>/", entries.entry, name="entry"),
    path("of/<path:key>/", listing.thing, name="thing"),
    path("verification/", verifying.verification, name="verification"),
    path("checkpoints/", checkpoints.checkpoints, name="checkpoints"),
    path("checkpoints/<int:pk>/<str:tree>/", checkpoints.note, name="note"),
    path("taking/", taking.taking, name="taking"),
    path("taking/verifiers/<str:name>/", taking.verifier, name="verifier"),
    path("taking/keys/", taking.keys, name="keys"),
]
