"""What a report writer says when it cannot write."""

from __future__ import annotations


class ReportError(Exception):
    """A report could not be written; the message is for the person who asked for it."""
