"""Engines run compiled rules over prepared tables. Both give the same rows."""
