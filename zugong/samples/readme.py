"""The note that lies beside every sample: what it is, and that nobody in it exists."""

from __future__ import annotations

from collections.abc import Iterable

from zugong.regulations.tables.schema import TABLES
from zugong.samples.register_faults import TOLD


SIZES = {
    "district": "一个区：约 800 个党支部、12 000 名党员、900 名干部",
    "city": "一个市：8 个区，5 000 个党支部、10 万名党员",
    "province": "一个省：30 万个党支部、约 400 万名党员",
    "nation": "全国：520 万个党支部",
}

TEXT = """\
示例数据，人员与单位均为虚构
============================

本文件夹里的人员、单位、会议、任免和处分都是随机数编出来的，与任何真实的人和单位无关，请勿当作真实数据使用。

规模：{size}
年度：{year} 年的组织生活{history}
种子：{seed}（同一种子、同一年度、同一版本，内容逐字节相同）

数据里有意留了问题，好让核查有所发现：约百分之八的会议没有开（集中在少数党支部，二月、八月较多），{faults}。
{register}
核查：zugong check <本文件夹> --as-of {year}-12-31

各表：
{tables}
"""


FAULTS = "有的支部人数过少或过多，有的届满未换，有的公示天数不够，有的没有任职谈话，有的格子空着没有填"


REGISTER = f"""
人员信息里也留了几处（每个区）：{TOLD}。

身份证号都以 9901 开头：国家标准 GB/T 2260 的行政区划代码从 11 到 82，没有 99，所以不会是任何人的号码。
出生日期、性别和校验码照规则编写。
"""


def readme(*, size: str, seed: int, year: int, tables: Iterable[str]) -> str:
    """The text of README.txt."""
    history = f"；干部教育培训自 {year - 4} 年起；年度考核为此前三年" if size in ("district", "city") else ""
    faults = FAULTS if history else "有的支部人数过少或过多，有的届满未换，有的格子空着没有填"
    register = REGISTER if history else ""
    listed = "\n".join(f"  {name}  {TABLES[name].label}" for name in tables)
    return TEXT.format(
        size=SIZES[size], year=year, history=history, faults=faults, register=register, seed=seed, tables=listed
    )
