"""Addresses of this journey."""

from __future__ import annotations

from django.urls import path

from zugong.www.desk import views


app_name = "desk"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("desk/export/", views.export, name="export"),
    path("desk/close/", views.close_page, name="close_page"),
]
