"""One way to write a value as bytes: sorted keys, no spaces, UTF-8 in NFC; text, whole numbers, booleans, null."""

from __future__ import annotations

import json
import unicodedata
from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any


def canonical(value: Any) -> str:
    """The canonical text of a value. Raises TypeError for what has no canonical form, floats among it."""
    write = _SHORT_WAYS.get(type(value))
    return write(value) if write else _DUMP(plain(value))


def canonical_row(names: Mapping[str, str], values: Mapping[str, Any]) -> str:
    """The canonical text of a row: `names` are its columns, sorted, each with its own canonical text."""
    return "{" + ",".join([f"{written}:{canonical(values[name])}" for name, written in names.items()]) + "}"


def plain(value: Any) -> Any:
    """The value in text, whole numbers, booleans, null, lists and mappings.

    Days are ISO, instants ISO in UTC with microseconds and Z, decimals without trailing zeros, bytes base64.
    """
    match value:
        case None | bool() | int():
            return value
        case str():
            return unicodedata.normalize("NFC", value)
        case datetime():
            return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        case date():
            return value.isoformat()
        case Decimal():
            return _amount(value)
        case bytes() | memoryview():
            return b64encode(bytes(value)).decode("ascii")
        case Mapping():
            return {plain(str(key)): plain(content) for key, content in value.items()}
        case list() | tuple():
            return [plain(content) for content in value]
    raise TypeError(f"{type(value).__name__} 不能写进留痕")


_DUMP = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode

_SHORT_WAYS: dict[type, Callable[[Any], str]] = {
    str: lambda value: encode_basestring(unicodedata.normalize("NFC", value)),
    int: repr,
    bool: lambda value: "true" if value else "false",
    type(None): lambda value: "null",
    date: lambda value: f'"{value.isoformat()}"',
}
"""What most cells are, written without detours: an import writes millions of them."""


def _amount(value: Decimal) -> str:
    """All digits, without trailing zeros; `Decimal.normalize` would round to 28."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
