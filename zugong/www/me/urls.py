"""Addresses of this journey."""

from __future__ import annotations

from django.urls import path

from zugong.www.me import views


app_name = "me"
urlpatterns = [
    path("", views.me, name="me"),
    path("password/", views.password, name="password"),
    path("second-factor/", views.second_factor, name="second_factor"),
    path("sessions/end/", views.end_sessions, name="end_sessions"),
    path("large/", views.large, name="large"),
]
