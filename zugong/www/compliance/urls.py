"""Addresses of this journey."""

from __future__ import annotations

from django.urls import path

from zugong.www.compliance import asking_views, lists, trends, views


app_name = "compliance"
urlpatterns = [
    path("", views.board, name="board"),
    path("why/<int:pk>/", views.why, name="why"),
    path("findings/", lists.findings, name="findings"),
    path("of/<slug:kind>/<path:identifier>/", lists.subject, name="subject"),
    path("trends/", trends.trends, name="trends"),
    path("judge/", asking_views.ask, name="ask"),
    path("judge/past/", asking_views.ask_past, name="ask_past"),
    path("judge/since/", asking_views.since, name="since"),
]
