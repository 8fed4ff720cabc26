"""Plain invented words: no real district, no real person.

Given names come from fields and seasons on purpose: chance must not spell the name of somebody known.
"""

from __future__ import annotations

from typing import NamedTuple


SURNAMES = tuple(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严"
)
GIVEN_FIRST = tuple("安春秋禾书云山石田景知语念亦若沐清向映怀望晴星松竹")
GIVEN_SECOND = tuple("禾宁远舟溪川原野然青岚柏泉帆晨和叶荷菊枝穗麦稻苗亭")
GIVEN_SINGLE = tuple("禾岚笛榆樟溪砚苇荻霁柚葵岑棠麦穗")

ETHNICITIES = ("汉族", "回族", "满族", "壮族", "苗族", "土家族")
ETHNICITY_SHARES = (0.93, 0.02, 0.015, 0.015, 0.01, 0.01)

DIGITS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """A whole number from 1 to 99 in Chinese: 12 is 十二."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones else "")


class Subordinates(NamedTuple):
    """Branches below a unit: name with {} for the ordinal, where they stand, how many, branches per general branch."""

    name: str
    setting: str
    branches: int
    per_general: int = 1


class Department(NamedTuple):
    """A unit of the district: name after the district's, style of its posts, branches of its own office."""

    name: str
    style: str
    agencies: int
    subordinates: tuple[Subordinates, ...] = ()
    publicity: bool = False


_CENTRES = (Subordinates("直属第{}中心", "institution", 4),)
_SUBSIDIARIES = (Subordinates("第{}分公司", "enterprise", 14),)
_SCHOOLS = (Subordinates("第{}中学", "school", 24, 4), Subordinates("第{}小学", "school", 46))
_HOSPITALS = (Subordinates("第{}医院", "institution", 24, 4), Subordinates("第{}卫生服务中心", "institution", 20))

DEPARTMENTS = (
    Department("委办公室", "party", 4),
    Department("纪委监委", "party", 5),
    Department("委组织部", "party", 3),
    Department("委宣传部", "party", 3, publicity=True),
    Department("委统战部", "party", 2),
    Department("委政法委", "party", 3),
    Department("委党校", "party", 3),
    Department("人大常委会", "office", 3),
    Department("人民政府", "office", 5),
    Department("政协", "office", 3),
    Department("发展和改革局", "bureau", 4, _CENTRES),
    Department("教育局", "bureau", 5, _SCHOOLS),
    Department("科学技术局", "bureau", 3, _CENTRES),
    Department("工业和信息化局", "bureau", 4, _CENTRES),
    Department("民政局", "bureau", 4, _CENTRES),
    Department("司法局", "bureau", 5, _CENTRES),
    Department("财政局", "bureau", 5, _CENTRES),
    Department("人力资源和社会保障局", "bureau", 5, _CENTRES),
    Department("住房和城乡建设局", "bureau", 5, _CENTRES),
    Department("交通运输局", "bureau", 4, _CENTRES),
    Department("水利局", "bureau", 4, _CENTRES),
    Department("农业农村局", "bureau", 5, _CENTRES),
    Department("商务局", "bureau", 4, _CENTRES),
    Department("文化和旅游局", "bureau", 4, _CENTRES, publicity=True),
    Department("卫生健康局", "bureau", 5, _HOSPITALS),
    Department("退役军人事务局", "bureau", 3, _CENTRES),
    Department("应急管理局", "bureau", 4, _CENTRES),
    Department("审计局", "bureau", 3),
    Department("市场监督管理局", "bureau", 6, _CENTRES),
    Department("融媒体中心", "centre", 4, publicity=True),
    Department("城市建设集团", "company", 3, _SUBSIDIARIES),
    Department("水务集团", "company", 3, _SUBSIDIARIES),
)
STREETS = (
    Department("东街街道", "street", 3),
    Department("西街街道", "street", 3),
    Department("南街街道", "street", 3),
    Department("北街街道", "street", 3),
    Department("河畔街道", "street", 3),
    Department("东乡镇", "town", 3),
    Department("西乡镇", "town", 3),
    Department("南乡镇", "town", 3),
)

BODIES = {
    "party": ("committee", "机关党委"),
    "office": ("leading_group", "党组"),
    "bureau": ("leading_group", "党组"),
    "centre": ("leading_group", "党组"),
    "company": ("committee", "党委"),
    "street": ("committee", "党工委"),
    "town": ("committee", "党委"),
}
"""The Party body that leads a unit of each style."""


class Posts(NamedTuple):
    """Names of posts at the levels clerk, deputy and principal of township rank."""

    clerks: tuple[str, ...]
    deputies: tuple[str, ...]
    principals: tuple[str, ...]


_DESK = ("办公室科员", "综合科科员", "业务科科员", "法规科科员", "办公室主任", "综合科科长", "业务科科长")
POSTS = {
    "party": Posts(_DESK, ("副职", "部务委员", "机关党委副书记", "办公室主任（副科级）"), ("常务副职",)),
    "office": Posts(_DESK, ("办公室副主任", "研究室副主任", "专门委员会副主任"), ("办公室主任", "研究室主任")),
    "bureau": Posts(_DESK, ("副局长", "总工程师", "机关党总支书记"), ("局长",)),
    "centre": Posts(_DESK, ("副主任", "副总编辑"), ("主任",)),
    "company": Posts(_DESK, ("副总经理", "工会主席"), ("董事长", "总经理")),
    "street": Posts(
        ("党政办公室科员", "党建工作办公室科员", "民生办公室科员", "党政办公室主任", "社区工作站站长"),
        ("党工委委员、纪工委书记", "党工委委员、组织委员", "党工委委员、宣传委员", "办事处副主任", "人民武装部部长"),
        ("党工委书记", "办事处主任", "人大工委主任"),
    ),
    "town": Posts(
        ("党政办公室科员", "农业农村办公室科员", "民政办公室科员", "党政办公室主任", "财政所所长"),
        ("党委委员、纪委书记", "党委委员、组织委员", "党委委员、宣传委员", "副镇长", "人民武装部部长"),
        ("党委书记", "镇长", "人大主席"),
    ),
}

COUNTY_POSTS = (
    ("", "county_principal", ("区委书记",)),
    ("", "county_deputy", ("区委副书记", "区委常委、组织部部长", "区委常委、宣传部部长", "区委常委、统战部部长")),
    ("", "county_deputy", ("区委常委、政法委书记", "区委常委、纪委书记", "区委常委、区委办公室主任")),
    ("人大常委会", "county_principal", ("人大常委会主任",)),
    ("人大常委会", "county_deputy", ("人大常委会副主任",) * 5),
    ("人民政府", "county_principal", ("区长",)),
    ("人民政府", "county_deputy", ("副区长",) * 7),
    ("政协", "county_principal", ("政协主席",)),
    ("政协", "county_deputy", ("政协副主席",) * 6),
)
"""Leaders of the district: department ("" is the district committee), level, posts."""
