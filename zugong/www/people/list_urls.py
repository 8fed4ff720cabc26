"""Addresses of the list of people and of what is made of it."""

from __future__ import annotations

from django.urls import path

from zugong.www.people import batch, compare, crosstab, export, filters, named_lists, rosters, views


urlpatterns = [
    path("", views.listing, name="list"),
    path("export/", export.export, name="export"),
    path("filters/", filters.listing, name="filters"),
    path("filters/save/", filters.save, name="save_filter"),
    path("filters/rename/", filters.rename, name="rename_filter"),
    path("filters/remove/", filters.remove, name="remove_filter"),
    path("lists/", named_lists.listing, name="lists"),
    path("lists/take/", named_lists.take, name="take"),
    path("lists/combine/", named_lists.combine, name="combine_lists"),
    path("lists/<int:pk>/", named_lists.one, name="named_list"),
    path("lists/<int:pk>/edit/", named_lists.edit, name="edit_list"),
    path("lists/<int:pk>/lock/", named_lists.lock, name="lock_list"),
    path("lists/<int:pk>/order/", named_lists.order, name="order_list"),
    path("lists/<int:pk>/shorten/", named_lists.shorten, name="shorten_list"),
    path("lists/<int:pk>/share/", named_lists.share, name="share_list"),
    path("lists/<int:pk>/unshare/", named_lists.unshare, name="unshare_list"),
    path("lists/<int:pk>/remove/", named_lists.remove, name="remove_list"),
    path("crosstab/", crosstab.show, name="crosstab"),
    path("crosstab/export/", crosstab.export, name="export_crosstab"),
    path("compare/", compare.show, name="compare"),
    path("roster/", rosters.show, name="roster"),
    path("roster/take/", rosters.take, name="take_roster"),
    path("forms/", rosters.forms, name="appointment_forms"),
    path("forms/take/", rosters.take_forms, name="take_forms"),
    path("batch/", batch.show, name="batch"),
    path("batch/undo/", batch.undo, name="undo_batch"),
]
