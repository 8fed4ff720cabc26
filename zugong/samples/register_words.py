"""Invented words of personal records: places, schools, subjects. None of the places or schools exists."""

from __future__ import annotations


PLACES = ("示例云溪", "示例禾川", "示例石桥", "示例青岚", "示例松岗", "示例柳河", "示例白沙", "示例东平")
PLACE_SHARES = (0.3, 0.2, 0.12, 0.1, 0.08, 0.08, 0.07, 0.05)

HEALTH = ("健康", "良好", "一般")
HEALTH_SHARES = (0.94, 0.05, 0.01)

UNIVERSITIES = ("示例大学", "示例师范大学", "示例理工大学", "示例农业大学", "示例财经大学", "示例政法大学")
COLLEGES = ("示例职业技术学院", "示例高等专科学校", "示例师范专科学校")
SCHOOLS = {"中专": "示例农业学校", "高中": "示例第一中学"}
PARTY_SCHOOL = "示例省委党校"
OPEN_UNIVERSITY = "示例开放大学"

SUBJECTS = (
    ("汉语言文学", "文学"),
    ("法学", "法学"),
    ("思想政治教育", "法学"),
    ("会计学", "管理学"),
    ("行政管理", "管理学"),
    ("土木工程", "工学"),
    ("计算机科学与技术", "工学"),
    ("经济学", "经济学"),
    ("农学", "农学"),
    ("历史学", "历史学"),
)
"""Subject and the field its degree is named by."""

IN_SERVICE_SUBJECTS = ("行政管理", "法学", "经济管理", "公共管理", "党的建设")

TITLES = {
    "bureau": ("工程师", "高级工程师", "经济师", "会计师"),
    "company": ("工程师", "高级工程师", "高级经济师", "会计师"),
    "centre": ("编辑", "主任编辑", "记者"),
    "party": ("政工师", "讲师"),
    "office": ("政工师", "经济师"),
    "street": ("社会工作师",),
    "town": ("农艺师", "社会工作师"),
}
"""Professional titles by the style of the unit."""

SPECIALTIES = (
    "公文写作",
    "党的建设",
    "基层治理",
    "财务管理",
    "城市规划",
    "项目管理",
    "法律事务",
    "农业技术",
    "信息化",
)
PARTIES = ("民盟", "民建", "民进", "农工党", "九三学社")

TITLES_OF_HONOUR = (("先进工作者", "委"), ("优秀党务工作者", "委"), ("优秀共产党员", "委"))
"""Titles, and after the name of the district who awards them; the last two are for members of the Party."""
