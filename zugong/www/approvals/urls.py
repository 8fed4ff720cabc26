"""Addresses of this journey."""

from __future__ import annotations

from django.urls import path

from zugong.www.approvals import views


app_name = "approvals"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/approve/", views.say_yes, name="approve"),
    path("<int:pk>/reject/", views.say_no, name="reject"),
    path("<int:pk>/withdraw/", views.take_back, name="withdraw"),
]
