"""A picture in a cell of a table, of a stated size, with no white around it."""

from __future__ import annotations

from io import BytesIO

from docx.oxml.shape import CT_Inline
from docx.shared import Mm
from docx.table import _Cell


def put_picture(cell: _Cell, content: bytes, size: tuple[float, float], number: int, said: str = "照片") -> None:
    """Put an image into the first line of a cell.

    Size in millimetres, width first. `number`: its own in the document, counted by the caller, because a search for
    the next free one reads the whole document. `said`: what is told to those who cannot see it.
    """
    place, image = cell.part.get_or_add_image(BytesIO(content))
    inline = CT_Inline.new_pic_inline(number, place, image.filename or "photo", Mm(size[0]), Mm(size[1]))
    inline.docPr.set("descr", said)
    for side in "TBLR":  # unsaid, some programs keep 3 mm
        inline.set(f"dist{side}", "0")
    cell.paragraphs[0].add_run()._r.add_drawing(inline)
