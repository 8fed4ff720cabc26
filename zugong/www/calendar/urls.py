"""Addresses of this journey."""

from __future__ import annotations

from django.urls import path

from zugong.www.calendar import views


app_name = "calendar"
urlpatterns = [
    path("", views.year, name="year"),
]
