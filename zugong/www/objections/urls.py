"""Addresses of this journey."""

from __future__ import annotations

from django.urls import path

from zugong.www.objections import erasing, views


app_name = "objections"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/take-up/", views.take_up, name="take_up"),
    path("<int:pk>/decide/", views.decide, name="decide"),
    path("<int:pk>/extend/", views.extend, name="extend"),
    path("erasure/<int:pk>/", erasing.erasure, name="erasure"),
    path("evidence/<int:pk>/", views.evidence, name="evidence"),
]
