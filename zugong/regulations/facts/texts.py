"""Values as people read them, built in the engine so that both engines give the same words."""

from __future__ import annotations

from collections.abc import Mapping

import ibis

from zugong.regulations.contract import Expr, Share


def number(value: Expr) -> Expr:
    """A whole number."""
    return value.cast("string")


def iso(day: Expr) -> Expr:
    """A day as 2025-03-14, or 未填."""
    return day.cast("string").fill_null("未填")


def scaled(value: Expr, places: int) -> Expr:
    """A whole number of 10⁻ᵖˡᵃᶜᵉˢ as a decimal without trailing zeros: (1500, 3) is `1.5`."""
    digits = value.cast("string")
    whole = ibis.ifelse(digits.length() <= places, "0", digits.substr(0, digits.length() - places))
    return (whole + "." + ("0" * places + digits).right(places)).re_replace(r"\.?0+$", "")


def amount(millionths: Expr) -> Expr:
    """A decimal held in millionths: 1500000 is `1.5`."""
    return scaled(millionths, 6)


def percent(value: Expr, places: int) -> Expr:
    """A whole number of 10⁻ᵖˡᵃᶜᵉˢ as per cent: (250000, 6) is `25%`."""
    return scaled(value, places - 2) + "%"


def at_least(value: Expr, unit: str) -> Expr:
    """`≥ 5 个工作日`, from the value already as text."""
    return "≥ " + value + f" {unit}"


def at_most(value: Expr, unit: str) -> Expr:
    """`≤ 50 名`, from the value already as text."""
    return "≤ " + value + f" {unit}"


def counted(value: Expr, unit: str) -> Expr:
    """`3 次`; an unknown number reads 未知."""
    return (number(value) + f" {unit}").fill_null("未知")


def label_of(code: Expr, labels: Mapping[str, str]) -> Expr:
    """The Chinese label of a code; 未填 when empty."""
    return ibis.cases(*((code == key, label) for key, label in labels.items()), else_=code.fill_null("未填"))


def yes_no(flag: Expr) -> Expr:
    """是, 否 or 未填."""
    return ibis.cases((flag, "是"), (~flag, "否"), else_="未填")


def share_of(whole: str, value: Share, *, over: bool = False) -> Expr:
    """`≥ 应到的 2/3`, or `> 应到的 1/2` for more than the share."""
    sign = ">" if over else "≥"
    return f"{sign} {whole}的 " + value.text


def counted_amount(value: Expr, unit: str) -> Expr:
    """`1.5 学时` from millionths; an unknown number reads 未知."""
    return (amount(value) + f" {unit}").fill_null("未知")
