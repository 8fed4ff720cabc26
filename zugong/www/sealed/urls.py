"""Addresses of this journey."""

from __future__ import annotations

from django.urls import path

from zugong.www.sealed import views


app_name = "sealed"
urlpatterns = [path("<int:pk>/<str:field>/", views.opening, name="open")]
