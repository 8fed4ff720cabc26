"""Addresses of one person and what is done to them."""

from __future__ import annotations

from django.urls import path

from zugong.www.people import own_account, person, person_acts, person_orders, person_transfers, photos
from zugong.www.people.person_facts import fact_addresses


urlpatterns = [
    path("<int:pk>/", person.person, name="person"),
    path("<int:pk>/promotion/", person.promotion, name="promotion"),
    path("<int:pk>/photo/", photos.shown_photo, name="photo"),
    path("<int:pk>/photo/new/", person_acts.photo, name="set_photo"),
    path("<int:pk>/photo/remove/", person_acts.take_down_photo, name="take_down_photo"),
    path("new/", person_acts.register, name="register"),
    path("<int:pk>/correct/", person_acts.correct, name="correct"),
    path("<int:pk>/account/", own_account.own_account, name="own_account"),
    path("<int:pk>/career/", person_acts.career, name="career"),
    path("<int:pk>/posts/", person_orders.posts, name="order_posts"),
    path("<int:pk>/marks/", person_orders.propose, name="propose_marks"),
    path("marks/<int:pk>/confirm/", person_orders.confirm, name="confirm_mark"),
    path("marks/<int:pk>/decline/", person_orders.decline, name="decline_mark"),
    path("teams/<int:pk>/", person_orders.team, name="order_team"),
    path("tenure/<int:pk>/end/", person_acts.end, name="end_tenure"),
    path("transfers/", person_transfers.transfers, name="transfers"),
    path("transfers/<int:pk>/", person_transfers.transfer, name="transfer"),
    path("transfers/<int:pk>/accept/", person_transfers.accept, name="accept_transfer"),
    path("transfers/<int:pk>/return/", person_transfers.send_back, name="return_transfer"),
    path("transfers/<int:pk>/withdraw/", person_transfers.withdraw, name="withdraw_transfer"),
    path("<int:pk>/transfer/membership/", person_transfers.send_membership, name="send_membership"),
    path("<int:pk>/transfer/management/", person_transfers.send_management, name="send_management"),
    *fact_addresses(),
]
