"""The files a roster can be taken out as."""

from __future__ import annotations


KINDS = [("xlsx", "Excel（.xlsx）")]
