"""Names are found by how they are read, surnames by how they are read as surnames."""

from __future__ import annotations

import pytest

from zugong.core.pinyin import pinyin_key, pinyin_key_of_title, typed_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("单田芳", "shantianfang stf"),
        ("解晓东", "xiexiaodong xxd"),
        ("仇和", "qiuhe qh"),
        ("区小红", "ouxiaohong oxh"),
        ("查良", "zhaliang zl"),
        ("朴树", "piaoshu ps"),
        ("任正", "renzheng rz"),
        ("盖天", "getian gt"),
        ("曾国", "zengguo zg"),
        ("覃塘", "qintang qt"),
        ("翟天", "zhaitian zt"),
        ("缪文", "miaowen mw"),
        ("冼星", "xianxing xx"),
        ("乐毅", "yueyi yy"),
        ("尉迟恭", "yuchigong ycg"),
        ("尉健", "weijian wj"),
        ("万俟青", "moqiqing mqq"),
        ("单于青", "chanyuqing cyq"),
        ("单于", "shanyu sy"),
        ("长孙青", "zhangsunqing zsq"),
        ("吕蒙", "lvmeng lm"),
        ("阿不都·热合曼", "abudoureheman abdrhm"),
        ("Tom王", "tomwang tw"),
        ("", ""),
    ],
)
def test_a_person_is_found_by_pinyin_and_initials(name: str, key: str) -> None:
    assert pinyin_key(name) == key


def test_the_name_of_an_organization_does_not_begin_with_a_surname() -> None:
    assert pinyin_key_of_title("区委组织部第3支部") == "quweizuzhibudi3zhibu qwzzbd3zb"
    assert pinyin_key_of_title("重庆路街道") == "chongqinglujiedao cqljd"


def test_a_long_name_keeps_its_initials() -> None:
    key = pinyin_key_of_title("示例" * 60)
    assert len(key) == 400
    assert key.endswith(" " + "sl" * 60)


def test_what_is_typed_is_written_as_the_keys_are() -> None:
    assert typed_key(" Lü Wei ") == "lvwei"
    assert typed_key("ｓｔｆ") == "stf"
    assert typed_key("xi'an") == "xian"
