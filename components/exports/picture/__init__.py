"""The picture of a view as a file: SVG, and PNG made from it."""

from components.exports.picture.drawing import SVG_FIELDS
from components.exports.picture.inset import write_inset
from components.exports.picture.png import (
    PNG_FIELDS,
    Drawing,
    draw_png,
    draw_sized_png,
    draw_svg,
    remark_on_letters,
    write_drawing,
)
from components.exports.picture.preset import SQUARE, TALL, WIDE, Preset, remark_on_room
