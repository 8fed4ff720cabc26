"""Addresses of this journey."""

from __future__ import annotations

from django.urls import path

from zugong.www.search import views


app_name = "search"
urlpatterns = [
    path("", views.search, name="search"),
]
