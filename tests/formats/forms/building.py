"""Form files built by hand, as bytes: the writer under test has no part in them."""

from __future__ import annotations

import base64
import zlib


ORDER = (
    "XingMing", "XingBie", "ChuShengNianYue", "MinZu", "JiGuan", "ChuShengDi", "RuDangShiJian", "CanJiaGongZuoShiJian",
    "JianKangZhuangKuang", "ZhuanYeJiShuZhiWu", "ShuXiZhuanYeYouHeZhuanChang", "QuanRiZhiJiaoYu_XueLi",
    "QuanRiZhiJiaoYu_XueWei", "QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "QuanRiZhiJiaoYu_XueWei_BiYeYuanXiaoXi",
    "ZaiZhiJiaoYu_XueLi", "ZaiZhiJiaoYu_XueWei", "ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi",
    "ZaiZhiJiaoYu_XueWei_BiYeYuanXiaoXi", "XianRenZhiWu", "NiRenZhiWu", "NiMianZhiWu", "JianLi", "JiangChengQingKuang",
    "NianDuKaoHeJieGuo", "RenMianLiYou", "JiaTingChengYuan", "ChengBaoDanWei", "JiSuanNianLingShiJian",
    "TianBiaoShiJian", "TianBiaoRen", "ShenFenZheng", "ZhaoPian", "Version",
)  # fmt: skip

CAREER = """1998.09--2002.07  示例大学公共管理学院行政管理专业学习
2002.07--2009.03  示例区春晓街道办事处科员
（其间：2005.09--2008.06  示例省委党校经济管理专业在职研究生学习）
2009.03--2016.11  示例区民政局副局长、党组成员
2016.11--         示例区民政局局长、党组书记"""

JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000") + b"\x00" * 40 + b"\xff\xd9"


def png(width: int = 4, height: int = 5) -> bytes:
    """A grey PNG."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 0, 0, 0, 0])
    rows = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


GOOD = {
    "XingMing": "王伟",
    "XingBie": "男",
    "ChuShengNianYue": "197204",
    "MinZu": "汉族",
    "JiGuan": "示例省示例市",
    "ChuShengDi": "示例省春晓",
    "RuDangShiJian": "200108",
    "CanJiaGongZuoShiJian": "200207",
    "JianKangZhuangKuang": "健康",
    "ZhuanYeJiShuZhiWu": "社会工作师",
    "ShuXiZhuanYeYouHeZhuanChang": "社会救助",
    "QuanRiZhiJiaoYu_XueLi": "大学",
    "QuanRiZhiJiaoYu_XueWei": "管理学学士",
    "QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi": "示例大学公共管理学院行政管理专业",
    "ZaiZhiJiaoYu_XueLi": "省委党校研究生",
    "ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi": "示例省委党校经济管理专业",
    "XianRenZhiWu": "示例区民政局局长、党组书记",
    "NiRenZhiWu": "示例区人力资源和社会保障局局长",
    "NiMianZhiWu": "示例区民政局局长",
    "JianLi": CAREER,
    "JiangChengQingKuang": "无",
    "NianDuKaoHeJieGuo": "2024年：优秀；2025年：称职",
    "RenMianLiYou": "工作需要",
    "ChengBaoDanWei": "中共示例区委组织部",
    "JiSuanNianLingShiJian": "20261101",
    "TianBiaoShiJian": "202611",
    "TianBiaoRen": "赵敏",
    "ShenFenZheng": "000000197204150011",
    "ZhaoPian": base64.b64encode(JPEG).decode(),
    "Version": "3.2.1.16",
}
FAMILY = (
    ("妻子", "李娜", "197312", "群众", "示例区第一小学教师"),
    ("女儿", "王小雨", "20010820", "共青团员", "示例大学学生"),
)
RELATIVE = ("ChengWei", "XingMing", "ChuShengRiQi", "ZhengZhiMianMao", "GongZuoDanWeiJiZhiWu")


def family_xml(rows: tuple[tuple[str, ...], ...] = FAMILY) -> str:
    items = ("".join(f"<{name}>{text}</{name}>" for name, text in zip(RELATIVE, row, strict=True)) for row in rows)
    return "".join(f"<Item>{item}</Item>" for item in items)


def body(values: dict[str, str] | None = None, *, order: tuple[str, ...] = ORDER, extra: str = "") -> str:
    """The inside of a Person: the good values with these over them, already escaped; `extra` stands at the end."""
    merged = {"JiaTingChengYuan": family_xml()} | GOOD | (values or {})
    return "".join(f"<{name}>{merged.get(name, '')}</{name}>\n" for name in order) + extra


def lrmx(values: dict[str, str] | None = None, *, order: tuple[str, ...] = ORDER, extra: str = "") -> bytes:
    """A classic file."""
    inside = body(values, order=order, extra=extra)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<Person>\n{inside}</Person>\n'.encode()


def only(**values: str) -> bytes:
    """A file of nothing but a name and these elements."""
    texts = {"XingMing": "王伟"} | values
    inside = "".join(f"<{name}>{text}</{name}>" for name, text in texts.items())
    return f"<Person>{inside}</Person>".encode()


def lrm(values: dict[int, str] | None = None) -> bytes:
    """An .lrm file: the same person, with these values over his."""
    columns = ["@".join([*column, *[""] * 11]) for column in zip(*FAMILY, strict=True)]
    good = [
        "王伟", "男", "197204", "汉族", "示例省示例市", "200108", "健康", "示例省春晓", "200207",
        "大学#管理学学士@省委党校研究生#", "示例大学公共管理学院行政管理专业#@示例省委党校经济管理专业#", "社会工作师",
        "", "", "", "", "社会救助", CAREER.replace("\n", "\r\n"), "无", "2024年：优秀；2025年：称职", *columns,
        "示例区民政局局长、党组书记", "示例区人力资源和社会保障局局长", "示例区民政局局长", "工作需要",
        "中共示例区委组织部", "20261101", "赵敏", "202611",
    ]  # fmt: skip
    for place, text in (values or {}).items():
        good[place] = text
    return ('"' + '","'.join(good) + '"').encode("gb18030")
