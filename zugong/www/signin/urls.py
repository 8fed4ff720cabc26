"""Addresses of this journey."""

from __future__ import annotations

from django.urls import path

from zugong.www.signin import views


app_name = "signin"
urlpatterns = [
    path("", views.signin, name="signin"),
    path("code/", views.code, name="code"),
    path("out/", views.signout, name="signout"),
]
