"""Choosing files to load."""

from __future__ import annotations

from typing import Any

from django import forms


class ManyFilesInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class ManyFiles(forms.FileField):
    """Several files; what they may be is the action's to say."""

    widget = ManyFilesInput(attrs={"accept": ".xlsx,.xlsm,.csv,.parquet,.lrmx,.lrm,.pic,.jpg,.jpeg,.png,.zip"})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files as they were sent."""
        return [super(ManyFiles, self).clean(file, initial) for file in data or [None]]


class UploadForm(forms.Form):
    """What to load."""

    files = ManyFiles(  # type: ignore[assignment]  # a form keeps its uploads in an attribute of that name
        label="数据文件",
        max_length=120,
        error_messages={
            "required": "请选择要导入的文件。",
            "empty": "选中的文件是空的；请核对后重新选择。",
            "max_length": "文件名超过 %(max)d 个字；请改短后再传。",
        },
        help_text=(
            "数据表：工作簿或 .csv，表头可以用您自己的写法。任免审批表：.lrmx、.lrm（照片 .pic 一起选）。"
            "也可以装进一个 .zip。"
        ),
    )
