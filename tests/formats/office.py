"""A word processor that is not ours, and eyes: documents to pages, text and pictures by LibreOffice and poppler."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image


DPI = 100


@dataclass(frozen=True, slots=True)
class Printed:
    """A document as it comes out of the printer."""

    path: Path

    @property
    def pages(self) -> int:
        about = subprocess.run(["pdfinfo", self.path], capture_output=True, text=True, check=True).stdout
        return next(int(line.split()[1]) for line in about.splitlines() if line.startswith("Pages:"))

    def text(self, page: int | None = None) -> str:
        """The text without blanks and line ends: where a line breaks is none of a reader's business."""
        which = [] if page is None else ["-f", str(page), "-l", str(page)]
        told = subprocess.run(["pdftotext", *which, "-raw", self.path, "-"], capture_output=True, check=True).stdout
        return "".join(told.decode().split())

    def picture(self, page: int) -> Image.Image:
        """The page in colours, 100 dots per inch."""
        place = self.path.with_name(f"{self.path.stem}-{page}")
        command = [
            "pdftoppm",
            "-r",
            str(DPI),
            "-f",
            str(page),
            "-l",
            str(page),
            "-singlefile",
            "-png",
            self.path,
            place,
        ]
        subprocess.run(command, check=True)
        with Image.open(place.with_suffix(".png")) as image:
            return image.convert("RGB")


def print_all(folder: Path, documents: Mapping[str, bytes], suffix: str = "docx") -> dict[str, Printed]:
    """Convert documents to PDF in one go, with a profile that is thrown away."""
    assert shutil.which("soffice"), "LibreOffice Writer is needed: see scripts/setup.sh"
    for name, content in documents.items():
        (folder / f"{name}.{suffix}").write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    paths = [folder / f"{name}.{suffix}" for name in documents]
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *paths]
    told = subprocess.run(command, capture_output=True, text=True, timeout=170, check=False)
    printed = {name: Printed(folder / f"{name}.pdf") for name in documents}
    assert all(one.path.exists() for one in printed.values()), told.stdout + told.stderr
    return printed


def dark_runs(image: Image.Image, *, column: int | None = None, row: int | None = None) -> list[int]:
    """Places along one column or row of pixels that are dark: the lines of a grid."""
    width, height = image.size
    span = range(height) if column is not None else range(width)
    pixels = [image.getpixel((column, at) if column is not None else (at, row)) for at in span]
    dark = [at for at, pixel in zip(span, pixels, strict=True) if sum(pixel) < 600]
    return [at for at in dark if at - 1 not in dark]
