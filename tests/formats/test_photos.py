"""Photos: what is accepted, what is refused and in which words, what is done to one that is accepted."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from zugong.formats.grids import Unopenable
from zugong.formats.photos import MAX_BYTES, read_photo


ORIENTATION, MAKER, PLACE = 0x0112, 0x010F, 0x8825


def picture(size: tuple[int, int], kind: str = "JPEG", mode: str = "RGB", **saved: object) -> bytes:
    kept = BytesIO()
    Image.new(mode, size, "red" if mode != "L" else 90).save(kept, kind, **saved)
    return kept.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "RGB"), ("JPEG", "L"), ("PNG", "RGB"), ("PNG", "P"), ("BMP", "RGB")]
)
def test_what_is_kept_is_a_jpeg_of_four_to_five(kind: str, mode: str) -> None:
    photo = read_photo(picture((400, 500), kind, mode))
    kept = opened(photo.content)
    assert (kept.format, kept.mode, kept.size) == ("JPEG", "RGB", (400, 500))
    assert (photo.width, photo.height, photo.notes) == (400, 500, ())


def test_the_name_says_nothing_and_cmyk_is_turned_to_rgb() -> None:
    kept = BytesIO()
    Image.new("CMYK", (400, 500)).save(kept, "JPEG")
    assert opened(read_photo(kept.getvalue()).content).mode == "RGB"


def test_what_is_clear_becomes_white() -> None:
    clear = BytesIO()
    Image.new("RGBA", (400, 500), (0, 0, 0, 0)).save(clear, "PNG")
    pixel = opened(read_photo(clear.getvalue()).content).getpixel((10, 10))
    assert pixel == (255, 255, 255)


def test_a_photo_taken_sideways_is_turned_and_loses_what_the_camera_noted() -> None:
    image = Image.new("RGB", (500, 400), "white")
    image.paste("blue", (0, 0, 250, 400))
    notes = Image.Exif()
    notes[ORIENTATION], notes[MAKER] = 6, "Camera of 高以宁"
    notes.get_ifd(PLACE)[2] = (38.0, 54.0, 0.0)
    kept = BytesIO()
    image.save(kept, "JPEG", exif=notes, comment=b"secret", quality=95)
    photo = read_photo(kept.getvalue())
    upright = opened(photo.content)
    assert upright.size == (400, 500)
    assert upright.getpixel((200, 50))[2] > 200 > upright.getpixel((200, 50))[0]  # what was left is above
    assert not upright.getexif()
    assert b"Camera" not in photo.content
    assert b"secret" not in photo.content
    assert b"Exif" not in photo.content


@pytest.mark.parametrize(
    ("size", "kept", "said"),
    [
        ((500, 500), (400, 500), "左右各去宽度的 10%"),
        ((400, 800), (400, 500), "上下共去高度的 37%"),
        ((402, 500), (400, 500), None),
        ((300, 400), (300, 375), "偏高"),
    ],
)
def test_other_shapes_are_cut_and_told(size: tuple[int, int], kept: tuple[int, int], said: str | None) -> None:
    photo = read_photo(picture(size))
    assert (photo.width, photo.height) == kept
    assert (said in photo.notes[0]) if said else photo.notes == ()


def test_the_head_stays_when_a_tall_photo_is_cut() -> None:
    image = Image.new("RGB", (400, 800), "white")
    image.paste("blue", (0, 80, 400, 200))
    kept = BytesIO()
    image.save(kept, "PNG")
    row = opened(read_photo(kept.getvalue()).content).convert("RGB")
    assert any(row.getpixel((200, y))[0] < 80 for y in range(row.height))


def test_a_large_photo_is_made_smaller_and_a_small_one_told() -> None:
    assert (lambda photo: (photo.width, photo.height))(read_photo(picture((2400, 3000)))) == (800, 1000)
    assert "打印会模糊" in read_photo(picture((80, 100))).notes[0]


def png_header(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is huge."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "0 字节"),
        (b"\0" * (MAX_BYTES + 1), "超过 5 MB"),
        (png_header(8000, 8000), "5000 万像素"),
        (png_header(12000, 12000), "5000 万像素"),
        (png_header(60000, 60000), "5000 万像素"),
        (b"GIF89a" + b"\0" * 50, "GIF"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04 ...", "压缩包"),
        (b"MZ\x90\0", "不是 JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "不是 JPEG"),
        (picture((400, 500))[:200], "损坏"),
        (picture((400, 500), "PNG")[:60], "损坏"),
        (png_header(400, 500), "损坏"),
    ],
)  # fmt: skip
def test_what_is_refused_is_told_with_the_way_out(content: bytes, said: str) -> None:
    with pytest.raises(Unopenable) as refusal:
        read_photo(content)
    assert said in refusal.value.reason
    assert refusal.value.remedy.startswith("请")


def fit_jpeg(**options: object) -> bytes:
    kept = BytesIO()
    Image.effect_noise((400, 500), 60).convert("RGB").save(kept, "JPEG", quality=80, **options)
    return kept.getvalue()


def test_a_photo_that_needs_nothing_is_handed_on_byte_for_byte() -> None:
    content = fit_jpeg()
    assert read_photo(content).content == content


@pytest.mark.parametrize("options", [{"comment": b"kept by a camera"}, {"icc_profile": b"kept by a camera"}])
def test_a_photo_with_something_beside_the_picture_is_written_anew(options: dict[str, bytes]) -> None:
    assert b"kept by a camera" not in read_photo(fit_jpeg(**options)).content


def test_what_follows_the_picture_is_dropped() -> None:
    planted = b"<script>kept?</script>\xff\xd9"
    assert planted not in read_photo(fit_jpeg() + planted).content
