"""Addresses of this journey."""

from __future__ import annotations

from django.urls import path

from zugong.www.rulebook import views


app_name = "rulebook"
urlpatterns = [
    path("", views.listing, name="list"),
]
