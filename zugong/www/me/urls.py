"""Addresses of this journey."""

from __future__ import annotations

from django.urls import path

from zugong.www.me import record, views


app_name = "me"
urlpatterns = [
    path("", views.me, name="me"),
    path("password/", views.password, name="password"),
    path("second-factor/", views.second_factor, name="second_factor"),
    path("sessions/end/", views.end_sessions, name="end_sessions"),
    path("record/", record.record, name="record"),
    path("record/take/", record.take, name="take"),
    path("record/acknowledge/", record.acknowledge, name="acknowledge"),
    path("record/ask/", record.ask, name="ask"),
    path("record/request/", record.request_page, name="request"),
    path("record/withdraw/", record.withdraw, name="withdraw"),
    path("record/paper/", record.own_paper, name="paper"),
    path("large/", views.large, name="large"),
]
