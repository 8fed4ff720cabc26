"""Addresses of this journey."""

from __future__ import annotations

from django.urls import path

from zugong.www.organizations import acts, downloads, ordering, quotas, views


app_name = "organizations"
urlpatterns = [
    path("", views.listing, name="list"),
    path("export/", downloads.export, name="export"),
    path("template/", downloads.blank, name="template"),
    path("suggest/", views.suggest, name="suggest"),
    path("new/", acts.found, name="new"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/edit/", acts.edit, name="edit"),
    path("<int:pk>/rename/", acts.rename, name="rename"),
    path("<int:pk>/move/", acts.move, name="move"),
    path("<int:pk>/merge/", acts.merge, name="merge"),
    path("<int:pk>/split/", acts.split, name="split"),
    path("<int:pk>/dissolve/", acts.dissolve, name="dissolve"),
    path("<int:pk>/restore/", acts.restore, name="restore"),
    path("<int:pk>/order/", ordering.order, name="order"),
    path("<int:pk>/quotas/new/", quotas.add, name="add_quota"),
    path("quotas/<int:pk>/", quotas.change, name="change_quota"),
    path("quotas/<int:pk>/close/", quotas.close, name="close_quota"),
]
