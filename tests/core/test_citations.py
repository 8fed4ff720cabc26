from __future__ import annotations

import pytest

from zugong.core.citations import Citation


@pytest.mark.parametrize(
    "text", ["appointment-regulations-2019#42", "appointment-regulations-2019#8.1", "charter#yearly"]
)
def test_a_citation_reads_back(text: str) -> None:
    assert str(Citation.parse(text)) == text


@pytest.mark.parametrize("text", ["", "第42条", "appointment#", "#42", "Appointment#42", "a b#1", "a#1.", "a##1"])
def test_what_is_no_citation_is_refused_with_the_form_expected(text: str) -> None:
    with pytest.raises(ValueError, match="应写作“法规代号#条号”"):
        Citation.parse(text)
