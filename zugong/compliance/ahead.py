"""How far ahead the judge looks, and with which rules."""

from __future__ import annotations


SOON_DAYS = 60
"""So many days ahead the rules of AHEAD are judged."""

AHEAD = ("organization.term_renewal", "reminder.retirement", "reminder.same_post", "reminder.member_probation")
"""Rules without a period whose failing is foreseen."""
