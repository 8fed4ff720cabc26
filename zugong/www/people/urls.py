"""Addresses of this journey."""

from __future__ import annotations

from django.urls import path

from zugong.www.people import views


app_name = "people"
urlpatterns = [
    path("", views.listing, name="list"),
]
