"""Text a spreadsheet program would take for a formula: made harmless on the way out, itself again on the way in."""

from __future__ import annotations


STARTS = frozenset("=+-@\t\r\0＝＋－＠")
"""First characters that make a program calculate (OWASP ASVS 5.0 1.2.10), full-width forms included."""


def harmless(text: str) -> str:
    """The text for a CSV cell: with an apostrophe before it where a program might calculate."""
    return f"'{text}" if text[:1] in STARTS else text


def original(text: str) -> str:
    """The text as it was before `harmless`."""
    return text[1:] if text[:1] == "'" and text[1:2] in STARTS else text
