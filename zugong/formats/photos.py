"""Photos of people: read by content, never by name; handed on small, upright, 4:5, without what the camera noted."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from zugong.formats.grids import Unopenable
from zugong.formats.limits import MEBIBYTE


MAX_BYTES = 5 * MEBIBYTE
MAX_PIXELS = 50_000_000
"""Pixels of one photo; a small file may unpack to gigabytes."""
MIN_WIDTH, MIN_HEIGHT = 120, 150
"""Pixels below which a print of 35 mm by 44 mm is visibly coarse."""
KEPT = (800, 1000)
"""Width and height in pixels that a photo keeps at most: 35 mm by 44 mm at 580 dots per inch."""
_READ = ("JPEG", "PNG", "BMP")
_RESAVE = "请换成 JPEG 或 PNG 照片"
_END = b"\xff\xd9"
"""Ends a JPEG and stands nowhere inside one; what follows it is no photo."""
_MARKS = {
    b"GIF8": "GIF 动画",
    b"%PDF": "PDF 文档",
    b"II*\x00": "TIFF 图片",
    b"MM\x00*": "TIFF 图片",
    b"PK\x03\x04": "压缩包或文档",
}


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo fit to keep and print: JPEG bytes, size in pixels, and what was done to it, told in Chinese."""

    content: bytes
    width: int
    height: int
    notes: tuple[str, ...] = ()


def read_photo(content: bytes, *, cut: bool = True, largest: tuple[int, int] = KEPT) -> Photo:
    """The photo, turned upright, cut to 4:5 unless told not to, no larger than that in pixels, without metadata.

    A JPEG that is all this already is handed on byte for byte, so that a form file comes back with the same photo.
    Raises Unopenable when it is empty, beyond 5 MB or 50 million pixels, damaged, or no JPEG, PNG or BMP.
    """
    if not content:
        raise Unopenable("照片是空的（0 字节）", "请重新选择照片文件")
    if len(content) > MAX_BYTES:
        raise Unopenable(f"照片超过 {MAX_BYTES // MEBIBYTE} MB", "请缩小尺寸或降低质量后再上传")
    image = _decoded(content)
    if _is_fit(image, cut, largest) and content.find(_END) == len(content) - len(_END):
        return Photo(content, *image.size)
    upright = ImageOps.exif_transpose(image)
    whole = _on_white(upright)
    shaped, notes = _cut(whole) if cut else (whole, ())
    shaped.thumbnail(largest)
    shaped.info.clear()  # comments and colour profiles would be written again
    kept = BytesIO()
    shaped.save(kept, "JPEG", quality=90, optimize=True)
    return Photo(kept.getvalue(), *shaped.size, notes)


def _is_fit(image: Image.Image, cut: bool, largest: tuple[int, int]) -> bool:
    """Whether nothing is to be done: plain colours, shape and size right, no segment but the JFIF head."""
    width, height = image.size
    segments = {name for name, _ in getattr(image, "applist", [("?", b"")])}
    return (
        image.format == "JPEG"
        and image.mode == "RGB"
        and segments <= {"APP0"}
        and (not cut or width * 5 == height * 4)
        and MIN_WIDTH <= width <= largest[0]
        and MIN_HEIGHT <= height <= largest[1]
    )


def _decoded(content: bytes) -> Image.Image:
    too_large = Unopenable(f"照片超过 {MAX_PIXELS // 10_000} 万像素", "请缩小尺寸后再上传")
    try:
        image = Image.open(BytesIO(content), formats=_READ)
        if image.width * image.height > MAX_PIXELS:
            raise too_large
        image.draft("RGB", (KEPT[0] * 2, KEPT[1] * 2))  # a large JPEG is decoded at a fraction of its size
        image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise too_large from error
    except UnidentifiedImageError as error:
        raise Unopenable(_unknown(content), _RESAVE) from error
    except Unopenable:
        raise
    except Exception as error:  # decoders fail with whatever their bytes led them to
        raise Unopenable("照片已损坏或没有传完整", "请重新导出或拍摄，保存为 JPEG 后再试") from error
    return image


def _unknown(content: bytes) -> str:
    kind = next((kind for mark, kind in _MARKS.items() if content.startswith(mark)), None)
    return f"这是{kind}，不是照片" if kind else "内容不是 JPEG、PNG 或 BMP 图片"


def _on_white(image: Image.Image) -> Image.Image:
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    paper = Image.new("RGB", clear.size, "white")
    paper.paste(clear, mask=clear.getchannel("A"))
    return paper


def _cut(image: Image.Image) -> tuple[Image.Image, tuple[str, ...]]:
    """Cut to 4:5: a wide photo at both sides, a tall one mostly below, because the head is above."""
    width, height = image.size
    wide, tall = min(width, height * 4 // 5), min(height, width * 5 // 4)
    left, top = (width - wide) // 2, (height - tall) // 4
    cut = image.crop((left, top, left + max(wide, 1), top + max(tall, 1)))
    notes = []
    if (sides := 100 * left // width) >= 1:
        notes.append(f"照片偏宽，已裁成 4:5，左右各去宽度的 {sides}%")
    if (ends := 100 * (height - tall) // height) >= 1:
        notes.append(f"照片偏高，已裁成 4:5，上下共去高度的 {ends}%，多在下方")
    if wide < MIN_WIDTH or tall < MIN_HEIGHT:
        notes.append(f"照片裁后只有 {wide}×{tall} 像素，打印会模糊，请换清晰的照片")
    return cut, tuple(notes)
