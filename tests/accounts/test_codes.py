"""Six-digit codes: the vectors of RFC 6238, tolerance, no second use; sealing."""

from __future__ import annotations

import pytest
import time_machine
from cryptography.exceptions import InvalidTag
from django.utils import timezone

from tests.accounts.phone import code_of
from tests.factories import add, make_user
from zugong.accounts.acting import Acting
from zugong.accounts.actions.confirm_second_factor import confirm_second_factor
from zugong.accounts.actions.offer_second_factor import offer_second_factor
from zugong.accounts.actions.use_code import use_code
from zugong.accounts.codes import enrolment_address, matching_step, secret_of, written
from zugong.accounts.models import SecondFactor
from zugong.accounts.sealing import seal, unseal
from zugong.core.errors import Invalid, NotAllowed


RFC_SECRET = b"12345678901234567890"


@pytest.mark.parametrize(
    ("at", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_the_vectors_of_the_standard(at: int, code: str) -> None:
    """RFC 6238 appendix B, SHA-1, the last six of eight digits."""
    with time_machine.travel(at, tick=False):
        assert matching_step(RFC_SECRET, code) == at // 30


def test_a_clock_may_be_half_a_minute_off_but_not_more() -> None:
    with time_machine.travel(1234567890, tick=False) as clock:
        for seconds, holds in ((-30, True), (30, True), (-60, False), (60, False)):
            clock.move_to(1234567890 + seconds)
            assert (matching_step(RFC_SECRET, "005924") is not None) is holds


def test_what_is_no_code_is_wrong() -> None:
    for code in ("", "12345", "一二三四五六", "0059240"):
        assert matching_step(RFC_SECRET, code) is None


def test_a_sealed_value_opens_only_in_its_place() -> None:
    sealed = seal(b"secret", "here")
    assert unseal(sealed, "here") == b"secret"
    assert b"secret" not in sealed
    for broken, place in ((sealed, "there"), (sealed[:-1] + bytes([sealed[-1] ^ 1]), "here")):
        with pytest.raises(InvalidTag):
            unseal(broken, place)


def test_the_address_names_department_and_account() -> None:
    address = enrolment_address(RFC_SECRET, "liwj", "组工 示例区委组织部")
    assert address.startswith("otpauth://totp/")
    assert "secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" in address
    assert written(RFC_SECRET) == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"


@pytest.mark.django_db
def test_no_code_works_twice_nor_one_before_it() -> None:
    user = make_user()
    factor = add(SecondFactor(user=user, sealed_secret=seal(RFC_SECRET, f"accounts.secondfactor of {user.pk}")))
    with time_machine.travel(1234567890, tick=False) as clock:
        assert use_code(factor, "005924")
        assert not use_code(factor, "005924")
        clock.move_to(1111111109)
        assert not use_code(factor, "081804")


@pytest.mark.django_db
def test_binding_takes_a_code_of_the_offered_secret() -> None:
    user = make_user()
    by = Acting(user)
    with pytest.raises(NotAllowed):
        offer_second_factor(user, by=Acting(make_user()))
    first = offer_second_factor(user, by=by)
    old = secret_of(first)
    factor = offer_second_factor(user, by=by)
    assert secret_of(factor) != old
    with pytest.raises(Invalid, match="动态码不对"):
        confirm_second_factor(user, "000000" if _code(factor) != "000000" else "111111", by=by)
    confirm_second_factor(user, _code(factor), by=by)
    assert SecondFactor.objects.get().confirmed_at <= timezone.now()
    with pytest.raises(Invalid, match="已经绑定"):
        offer_second_factor(user, by=by)


def _code(factor: SecondFactor) -> str:
    return code_of(secret_of(factor))
