"""Addresses of this journey."""

from __future__ import annotations

from django.urls import path

from zugong.www.rulebook import local_views, views


app_name = "rulebook"
urlpatterns = [
    path("", views.listing, name="list"),
    path("export/", views.export, name="export"),
    path("rules/<str:key>/", views.one_rule, name="rule"),
    path("sources/", views.sources, name="sources"),
    path("sources/<slug:slug>/", views.one_source, name="source"),
    path("open/", views.open_list, name="open"),
    path("changes/", views.differences, name="changes"),
    path("local/", local_views.listing, name="local_values"),
    path("local/pack/", local_views.pack, name="pack"),
    path("local/<int:pk>/", local_views.one, name="local_value"),
    path("local/<int:pk>/end/", local_views.end, name="end"),
    path("parameters/<str:key>/propose/", local_views.propose, name="propose"),
]
