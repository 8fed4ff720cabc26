"""Addresses of this journey."""

from __future__ import annotations

from django.urls import path

from zugong.www.administration import views


app_name = "administration"
urlpatterns = [
    path("accounts/", views.accounts, name="accounts"),
    path("system/", views.system, name="system"),
]
