"""Zugong 组工: the responsibility system of a district organization department, judged against dated, cited law."""

__version__ = "0.1.0"
