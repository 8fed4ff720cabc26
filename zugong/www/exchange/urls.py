"""Addresses of this journey."""

from __future__ import annotations

from django.urls import path

from zugong.www.exchange import deciding, downloads, leaving, views


app_name = "exchange"
urlpatterns = [
    path("", views.listing, name="list"),
    path("new/", views.new, name="new"),
    path("leave/", leaving.leave, name="leave"),
    path("<int:pk>/", views.batch, name="batch"),
    path("<int:pk>/accept/", views.accept, name="accept"),
    path("<int:pk>/discard/", views.discard, name="discard"),
    path("<int:pk>/retry/", views.retry, name="retry"),
    path("<int:pk>/undo/", views.undo, name="undo"),
    path("<int:pk>/columns/", deciding.columns, name="columns"),
    path("<int:pk>/people/", deciding.people, name="people"),
    path("<int:pk>/posts/", deciding.posts, name="posts"),
    path("<int:pk>/problems/", downloads.problems, name="problems"),
    path("tables/<slug:table>/template/", downloads.template, name="template"),
    path("tables/<slug:table>/take/", downloads.take, name="take"),
]
