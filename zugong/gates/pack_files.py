"""Local values as a pack folder, so that a data set can be judged by them where there is no desk."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import yaml

from zugong.gates.local_law import LOCAL_PACK, is_local
from zugong.regulations.law.model import Law, Source, Value


README = """这是由本系统导出的本地法规包：现行有效的本地值及其依据的文件。
解压后用 zugong check 数据集 --as-of 日期 --pack 本文件夹，核查结果与系统内一致。
"""


class _Plain(yaml.SafeDumper):
    """Writes a day that occurs twice two times: packs know no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def as_archive(law: Law) -> bytes:
    """The local values of the law in force, as a zip of the files that `--pack` takes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.md", README)
        for name, document in _files(law):
            archive.writestr(name, yaml.dump(document, Dumper=_Plain, allow_unicode=True, sort_keys=False))
    return content.getvalue()


def _files(law: Law) -> Iterator[tuple[str, dict[str, Any]]]:
    for source in law.sources.values():
        if source.pack == LOCAL_PACK:
            yield f"sources/{source.slug}.yaml", _source(source)
    for key, parameter in law.parameters.items():
        values = [_value(law, value) for value in parameter.versions() if is_local(value)]
        if values:
            yield f"parameters/{key.replace('.', '/')}.yaml", {"values": values}


def _source(source: Source) -> dict[str, Any]:
    return {
        "slug": source.slug,
        "title": source.title,
        "short": source.short,
        "kind": source.kind,
        "issued_on": source.issued_on,
        "since": source.since,
        "until": None,
        "document_number": source.document_number,
        "confidence": source.confidence,
        "verified_on": source.verified_on,
        "note": source.note,
        "headings": dict(source.headings),
    }


def _value(law: Law, value: Value) -> dict[str, Any]:
    source = law.sources[value.cites.split("#")[0]]
    early = value.since is not None and source.since is not None and value.since < source.since
    return {
        "since": value.since,
        "until": value.until,
        "value": value.value if isinstance(value.value, bool | int) else str(value.value),
        "cites": value.cites,
        "confidence": value.confidence,
        "verified_on": value.verified_on,
        "note": value.note,
    } | ({"applied_before_source": True} if early else {})
