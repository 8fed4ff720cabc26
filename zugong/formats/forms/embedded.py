"""The photo of a form: an image file, in an .lrmx as base64, beside an .lrm as a file of its own."""

from __future__ import annotations

import base64
import binascii

from zugong.formats.forms.refusing import Noted
from zugong.formats.limits import MEBIBYTE


MAX_PHOTO = 5 * MEBIBYTE
"""Bytes of a photo, decoded."""

_KINDS = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"RIFF", "WEBP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
)
_RETAKE = "请换一张 JPEG 照片；表的其余内容已读出"


def image_kind(content: bytes) -> str | None:
    """JPEG, PNG and so on by the first bytes; None for what is no image."""
    return next((kind for start, kind in _KINDS if content.startswith(start)), None)


def read_embedded(text: str, noted: Noted) -> bytes | None:
    """The image behind a base64 text, line breaks and a data-URI prefix allowed; None where there is none, told."""
    packed = "".join(text.split())
    said = ""
    if packed[:5].lower() == "data:":
        said, _, packed = packed.partition(",")
    if not packed:
        return None
    if len(packed) // 4 * 3 > MAX_PHOTO + 3:
        _tell_too_large(len(packed) // 4 * 3, noted)
        return None
    try:
        content = base64.b64decode(packed + "=" * (-len(packed) % 4), validate=True)
    except (binascii.Error, ValueError):
        noted.note("photo", "", "照片不是完整的 base64，无法还原", _RETAKE)
        return None
    return usable(content, noted, "PNG" if "png" in said.lower() else "JPEG")


def usable(content: bytes, noted: Noted, said: str = "JPEG") -> bytes | None:
    """The content where it is an image of bearable size; `said` is the kind it is expected to be."""
    if len(content) > MAX_PHOTO:
        _tell_too_large(len(content), noted)
        return None
    kind = image_kind(content)
    if kind is None:
        noted.note("photo", f"{len(content)} 字节", "照片的内容不是图片", _RETAKE)
        return None
    if kind not in ("JPEG", said):
        noted.note(
            "photo", kind, f"照片是 {kind}，不是通常的 JPEG", "照片已读出；外送前请改存为 JPEG，有的软件只认 JPEG"
        )
    return content


def _tell_too_large(size: int, noted: Noted) -> None:
    problem = f"照片约 {size / MEBIBYTE:.1f} MB，超过 {MAX_PHOTO // MEBIBYTE} MB"
    noted.note("photo", f"{size} 字节", problem, "请缩小照片后重新放入；表的其余内容已读出")
