"""Addresses of this journey."""

from __future__ import annotations

from django.urls import path

from zugong.www.organizations import views


app_name = "organizations"
urlpatterns = [
    path("", views.listing, name="list"),
]
