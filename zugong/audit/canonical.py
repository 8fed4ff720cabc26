"""One way to write a value as bytes: sorted keys, no spaces, UTF-8 in NFC; text, whole numbers, booleans, null."""

from __future__ import annotations

import json
import unicodedata
from base64 import b64encode
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any


def canonical(value: Any) -> str:
    """The canonical text of a value. Raises TypeError for what has no canonical form, floats among it."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


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
            return format(value.normalize(), "f")
        case bytes() | memoryview():
            return b64encode(bytes(value)).decode("ascii")
        case Mapping():
            return {plain(str(key)): plain(content) for key, content in value.items()}
        case list() | tuple():
            return [plain(content) for content in value]
    raise TypeError(f"{type(value).__name__} 不能写进留痕")
