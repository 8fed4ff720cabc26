"""Addresses of this journey."""

from __future__ import annotations

from django.urls import path

from zugong.www.compliance import views


app_name = "compliance"
urlpatterns = [
    path("", views.board, name="board"),
]
