"""Addresses of this journey."""

from __future__ import annotations

from django.urls import path

from zugong.www.me import views


app_name = "me"
urlpatterns = [
    path("", views.me, name="me"),
    path("large/", views.large, name="large"),
]
