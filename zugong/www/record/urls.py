"""Addresses of this journey."""

from __future__ import annotations

from django.urls import path

from zugong.www.record import views


app_name = "record"
urlpatterns = [
    path("", views.listing, name="list"),
]
