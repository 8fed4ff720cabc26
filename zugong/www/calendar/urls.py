"""Addresses of this journey."""

from __future__ import annotations

from django.urls import path

from zugong.www.calendar import editing, views


app_name = "calendar"
urlpatterns = [
    path("", views.this_year, name="year"),
    path("<int:year>/", views.year, name="of"),
    path("<int:year>/publish/", editing.publish, name="publish"),
    path("days/<str:day>/", editing.one_day, name="day"),
    path("days/<str:day>/clear/", editing.clear, name="clear"),
]
