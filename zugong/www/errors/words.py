"""What a page that cannot be shown says: one row per status, in the shape of a refusal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """What happened, what became of the work, what to do now, whom to ask."""

    title: str
    happened: str
    kept: str
    remedy: str
    ask: str


_SYSTEM = "本单位的系统管理员；请报上编号，日志里用的是同一个编号"
_SECURITY = "本单位的安全管理员（岗位由他授予）"
_NOTHING = "没有改动任何数据"

REFUSALS = {
    400: Refusal(
        "这个请求看不懂",
        "浏览器送来的内容不完整，或者不是本系统页面发出的",
        _NOTHING,
        "返回上一页，刷新后再办一次",
        _SYSTEM,
    ),
    403: Refusal(
        "这一页不对您的岗位开放",
        "您现在的岗位和管辖范围不包括这项内容；这次访问已经留痕",
        _NOTHING,
        "回到工作台，从左侧栏目办理；确需办理的，请先申请相应岗位",
        _SECURITY,
    ),
    404: Refusal(
        "没有找到",
        "地址不对，或者这项内容不在您的管辖范围内",
        _NOTHING,
        "核对地址，或者用上方的查找",
        "管这项内容的科室；范围不对的，请找安全管理员",
    ),
    405: Refusal(
        "这个地址不能这样打开",
        "它只接受表单提交，不能直接在地址栏打开",
        _NOTHING,
        "回到原来的页面，用页面上的按钮办理",
        _SYSTEM,
    ),
    409: Refusal(
        "这条记录已被别人改过",
        "您打开页面之后，别人先保存了改动",
        "您的改动没有保存，别人的改动没有被盖掉",
        "返回上一页核对最新内容，再改一次",
        "改动它的人；可在这条记录的变更记录里看到是谁",
    ),
    413: Refusal(
        "上传的内容太大",
        "超过了一次可以上传的大小",
        "没有接收，也没有改动任何数据",
        "分成几份上传，或者删去用不到的图片和工作表；全区的大文件请系统管理员在服务器上导入",
        _SYSTEM,
    ),
    422: Refusal(
        "有几处要改",
        "提交的内容不能这样保存",
        _NOTHING,
        "返回上一页，按提示改好再提交",
        "管这项内容的科室",
    ),
    429: Refusal(
        "试得太多，先停一停",
        "同一个账号在同一个地址连续几次没有登录成功",
        "账号本身没有停用，在别的电脑上不受影响",
        "过十五分钟再试；忘了口令的，请安全管理员重设",
        "本单位的安全管理员",
    ),
    500: Refusal(
        "程序没有办成这件事",
        "程序在处理时停住了；原因已经记进日志",
        "这一次的改动整件没有保存，之前保存的都在",
        "过一会儿再办一次；还是不行的，把编号告诉系统管理员",
        _SYSTEM,
    ),
}

FORGED = Refusal(
    "这一页放得太久了",
    "页面打开之后登录状态变过，或者浏览器没有保留本系统的标记",
    "没有改动任何数据",
    "返回上一页，刷新后再提交；填得多的，请先把内容复制出来",
    _SYSTEM,
)
"""For a form whose token does not fit the browser."""
