"""Photos of people who do not exist: a plain silhouette with 示例 on it, 4:5, as small as a photo may be."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw


WIDTH, HEIGHT = 280, 350
BACKGROUNDS = ((255, 255, 255), (67, 142, 219), (214, 226, 238), (196, 60, 52), (226, 232, 222))
CLOTHES = ((38, 50, 72), (60, 60, 64), (84, 52, 48), (44, 72, 60))
SKIN = (206, 178, 158)
HAIR = (40, 36, 34)

# Strokes of 示 and 例 on a field of 20 by 20, so that no font is needed and every machine draws the same.
_SHOW = ("4,4 16,4", "2,9 18,9", "10,9 10,18 8,17", "6,12 3,16", "14,12 17,16")
_EXAMPLE = ("5,2 2,8", "4,6 4,18", "7,4 13,4", "10,4 7,11", "9,7 13,7 11,13 7,18", "9,10 11,12", "15,5 15,13",
            "18,3 18,17 16,16")  # fmt: skip


def draw_photo(number: int, *, file_format: str = "JPEG") -> bytes:
    """The photo of that number: the same bytes every time; background, clothes, hair and build differ."""
    image = Image.new("RGB", (WIDTH, HEIGHT), BACKGROUNDS[number % len(BACKGROUNDS)])
    draw = ImageDraw.Draw(image)
    wide = 6 * (number // 5 % 4)
    draw.ellipse((60 - wide, 232, 220 + wide, 470), fill=CLOTHES[number // 3 % len(CLOTHES)])
    draw.rectangle((122, 200, 158, 252), fill=SKIN)
    draw.ellipse((88, 70, 192, 218), fill=HAIR)
    draw.ellipse((94, 92 + number % 3 * 4, 186, 222), fill=SKIN)
    for strokes, left in ((_SHOW, 84), (_EXAMPLE, 144)):
        _write(draw, strokes, left, 286)
    sink = BytesIO()
    image.save(sink, file_format, **({"quality": 85} if file_format == "JPEG" else {}))
    return sink.getvalue()


def _write(draw: ImageDraw.ImageDraw, strokes: tuple[str, ...], left: int, top: int) -> None:
    """A character 54 pixels wide, white."""
    for stroke in strokes:
        points = [tuple(float(part) * 2.7 for part in point.split(",")) for point in stroke.split()]
        draw.line([(left + x, top + y) for x, y in points], fill="white", width=5, joint="curve")
