"""Addresses of this journey."""

from __future__ import annotations

from django.urls import path

from zugong.www.people import export, views


app_name = "people"
urlpatterns = [
    path("", views.listing, name="list"),
    path("export/", export.export, name="export"),
    path("<int:pk>/", views.person, name="person"),
]
