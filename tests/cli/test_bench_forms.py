"""`zugong bench forms`: damaged inputs follow from seed and number, and a parser that breaks is reported with them."""

from __future__ import annotations

from typing import Any

import pytest

from zugong.cli.bench import forms
from zugong.cli.bench.measuring import CannotMeasure
from zugong.cli.bench.mutating import mutants


GOOD = {"lrmx": b"<Person><XingMing>a</XingMing></Person>", "lrm": b'"a","b"'}


def test_an_input_follows_from_seed_and_number() -> None:
    whole = list(mutants(GOOD, 7, 0, 40))
    assert whole[10:20] == list(mutants(GOOD, 7, 10, 20))
    assert whole != list(mutants(GOOD, 8, 0, 40))
    assert len({one.content for one in whole}) > 30


def test_the_good_files_are_good() -> None:
    for kind, content in forms._good().items():
        if kind != "career":
            form = forms.parse_form(content)
            assert (form.name, len(form.family), len(form.resume)) == ("示例人0", 3, 10), kind


def test_no_damaged_file_does_more_than_be_read_or_refused() -> None:
    figures = forms.endure(20_261_124, 0, 1_200)
    assert sum(figures["counts"].values()) == 1_200
    assert min(figures["counts"][kind] for kind in ("read", "refused", "career")) > 50
    assert figures["slowest_s"] < forms.SLOWEST_BUDGET_S


def test_a_parser_that_breaks_is_reported_with_seed_and_number(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(content: bytes) -> Any:
        raise IndexError("list index out of range")

    monkeypatch.setattr(forms, "parse_form", broken)
    with pytest.raises(CannotMeasure, match=r"种子 5 的第 .*IndexError"):
        forms.endure(5, 0, 20)


def test_files_with_photos_are_read_and_timed() -> None:
    figures = forms._read(5)
    assert figures["files"] == 5
    assert 0 < figures["read_s"] < forms.READ_BUDGET_S
