"""A reading written by hand is looked up like the dictionary's."""

from __future__ import annotations

import pytest

from zugong.core.pinyin import spoken_key


@pytest.mark.parametrize(
    ("spoken", "key"),
    [("Le Shan", "leshan ls"), ("  shan tian fang ", "shantianfang stf"), ("lü bu", "lvbu lb"), ("", "")],
)
def test_syllables_make_the_key(spoken, key):
    assert spoken_key(spoken) == key
