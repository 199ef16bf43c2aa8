"""The picture of a view as a file: SVG, and PNG made from it."""

from components.exports.picture.drawing import write_svg
from components.exports.picture.png import PictureError, remark_on_letters, write_png

__all__ = [
    "PictureError",
    "remark_on_letters",
    "write_png",
    "write_svg",
]
