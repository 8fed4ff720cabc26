"""What a page is called in the access matrix where its docstring does not begin with its Chinese name."""

from __future__ import annotations


WORDS = {
    "calendar:clear": "取消对某一天的改动",
    "calendar:day": "改某一天是否工作日",
    "desk:close_page": "关闭页签",
    "desk:desk": "工作台",
    "desk:export": "导出待办",
    "exchange:people": "认人：选定是谁",
    "exchange:posts": "按简历添加任职经历",
    "exchange:undo": "撤销导入",
    "exchange:accept": "确认导入",
    "exchange:batch": "一个导入批次",
    "exchange:discard": "放弃导入",
    "exchange:new": "导入",
    "exchange:problems": "下载有问题的行",
    "exchange:retry": "继续后台导入",
    "exchange:take": "导出一张表",
    "exchange:template": "下载导入模板",
    "organizations:one": "一个组织",
    "organizations:order": "下级排序",
    "organizations:suggest": "组织名称提示",
    "people:export": "导出人员",
    "record:checkpoints": "检查点和见证人",
    "record:entry": "一条留痕",
    "record:keys": "公钥",
    "record:list": "留痕清单",
    "record:note": "一个检查点文件",
    "record:taking": "留痕导出和核验程序",
    "record:thing": "一个对象的全部留痕",
    "record:verification": "核验留痕",
    "record:verifier": "下载核验程序",
    "record:workbook": "导出留痕清单",
}
