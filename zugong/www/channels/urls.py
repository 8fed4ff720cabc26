"""Addresses of this journey."""

from __future__ import annotations

from django.urls import path

from zugong.www.channels import views


app_name = "channels"
urlpatterns = [
    path("<slug:topic>/", views.channel, name="channel"),
]
