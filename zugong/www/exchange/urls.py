"""Addresses of this journey."""

from __future__ import annotations

from django.urls import path

from zugong.www.exchange import views


app_name = "exchange"
urlpatterns = [
    path("", views.listing, name="list"),
]
