"""The citizen identity number as GB 11643 builds it: 17 digits, of which one tells the sex, and a check character."""

from __future__ import annotations

from functools import reduce
from operator import add

import ibis

from zugong.regulations.contract import Expr


FORM = "^[0-9]{17}[0-9X]$"
LENGTH, MODULUS = 18, 11
CHECK_CHARACTERS = "10X98765432"
"""The check character by remainder."""

WEIGHTS = tuple(pow(2, LENGTH - place - 1, MODULUS) for place in range(LENGTH - 1))
SEX_PLACE = 16
BIRTH_PLACE = 6
"""Where the year and the month of birth begin."""


def tidy(number: Expr) -> Expr:
    """The number without blanks around it, a small x written large."""
    return number.strip().upper()


def is_well_formed(number: Expr) -> Expr:
    """Whether a tidied number has 17 digits and a digit or X."""
    return number.re_search(FORM)


def has_right_check(number: Expr) -> Expr:
    """Whether the last character of a well-formed number is the one the others demand."""
    weighed = [number.substr(place, 1).try_cast("int64") * weight for place, weight in enumerate(WEIGHTS)]
    remainder = reduce(add, weighed) % MODULUS
    demanded = ibis.cases(*((remainder == place, mark) for place, mark in enumerate(CHECK_CHARACTERS)), else_="")
    return number.substr(LENGTH - 1, 1) == demanded


def birth_month(number: Expr) -> Expr:
    """Year and month of birth in a well-formed number, as `1980-05`."""
    return number.substr(BIRTH_PLACE, 4) + "-" + number.substr(BIRTH_PLACE + 4, 2)


def is_male(number: Expr) -> Expr:
    """Whether the digit of the sex is odd."""
    return number.substr(SEX_PLACE, 1).try_cast("int64") % 2 == 1
