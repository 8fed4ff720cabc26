"""Addresses of this journey."""

from __future__ import annotations

from django.urls import path

from zugong.www.documents import views


app_name = "documents"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<slug:kind>/propose/", views.propose, name="propose"),
    path("<slug:kind>/specimen/", views.specimen, name="specimen"),
    path("templates/<int:pk>/file/", views.file, name="file"),
    path("templates/<int:pk>/trial/", views.trial, name="trial"),
    path("templates/<int:pk>/retire/", views.retire, name="retire"),
]
