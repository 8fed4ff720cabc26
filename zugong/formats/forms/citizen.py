"""The 18 characters of an ID number: check digit (GB 11643, ISO 7064 MOD 11-2), day of birth, sex."""

from __future__ import annotations

import re

from zugong.formats.forms.days import read_day


_SHAPE = re.compile(r"\d{17}[\dX]", re.ASCII)
_WEIGHTS = tuple(2**place % 11 for place in range(17, 0, -1))
_CHECKS = "10X98765432"


def has_shape(number: str) -> bool:
    """Whether the number has 18 characters of which only the last may be X."""
    return _SHAPE.fullmatch(number) is not None


def check_digit(number: str) -> str:
    """The last character that belongs to the first 17 digits."""
    return _CHECKS[sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False)) % 11]


def born_of(number: str | None) -> str | None:
    """The day of birth in the number; None where there is none that exists."""
    return read_day(number[6:14]) if number and has_shape(number) else None


def sex_of(number: str) -> str:
    """男 or 女, by the last digit but one."""
    return "男" if int(number[16]) % 2 else "女"
