"""Addresses of this journey."""

from __future__ import annotations

from django.urls import path

from zugong.www.administration import acts, grants, views


app_name = "administration"
urlpatterns = [
    path("accounts/", views.accounts, name="accounts"),
    path("accounts/new/", views.new_account, name="new_account"),
    path("accounts/<int:pk>/", views.account, name="account"),
    path("accounts/<int:pk>/rename/", acts.rename, name="rename"),
    path("accounts/<int:pk>/close/", acts.close, name="close"),
    path("accounts/<int:pk>/reopen/", acts.reopen, name="reopen"),
    path("accounts/<int:pk>/password/", acts.new_password, name="new_password"),
    path("accounts/<int:pk>/second-factor/", acts.forget_codes, name="forget_codes"),
    path("accounts/<int:pk>/unlock/", acts.unlock, name="unlock"),
    path("accounts/<int:pk>/grants/new/", grants.grant, name="grant"),
    path("accounts/<int:pk>/grants/<int:number>/revoke/", grants.revoke, name="revoke"),
    path("system/", views.system, name="system"),
]
