"""XML files that are nothing but rows, read as a stream: each an element with attributes or plain child elements."""

from __future__ import annotations

from collections.abc import Iterator, Set
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from zugong.formats.grids import Unopenable


_MARK = "}"


def read_records(path: Path, known: Set[str]) -> Iterator[dict[str, str]]:
    """The rows as name -> text, names in capitals; a row is an element that holds one of the `known` names.

    Entities and document types are refused. Memory does not grow with the rows. Raises Unopenable.
    """
    stack: list[Element] = []
    try:
        for event, element in iterparse(path, events=("start", "end"), forbid_dtd=True):
            if event == "start":
                stack.append(element)
                continue
            stack.pop()
            row = _row(element)
            if row.keys() & known:
                yield row
                element.clear()
                if stack:
                    stack[-1].remove(element)
    except DefusedXmlException as error:
        raise Unopenable("XML 里有实体或文档类型定义，不安全，没有读", "请向交来的单位要一份不带这些的") from error
    except (ParseError, ValueError) as error:
        raise Unopenable("XML 已损坏或没有下载完整", "请重新复制或导出") from error
    except OSError as error:
        raise Unopenable("文件不能读取", "请核对文件和权限") from error


def _row(element: Element) -> dict[str, str]:
    """Attributes and childless children; the text of an element without either is its parent's to take."""
    found = {_plain(name): value.strip() for name, value in element.attrib.items()}
    for child in element:
        if len(child) == 0 and not child.attrib:
            found[_plain(child.tag)] = (child.text or "").strip()
    return found


def _plain(name: str) -> str:
    return name.rpartition(_MARK)[2].upper()
