"""A view becomes the elements of a page: a module a page, and the parts that pages share."""

from components.pages import (
    data,
    downloads,
    embed,
    event,
    evidence,
    filters,
    header,
    people,
    reading_list,
    timeline,
)
from components.pages.chart import Chart, Spot, chart
from components.pages.node import Child, Element, Node, h, plain
from components.pages.picture import MOST_NAMED, Named, Picture
from components.pages.timeline import STATE, names_of

__all__ = [
    "MOST_NAMED",
    "STATE",
    "Chart",
    "Child",
    "Element",
    "Named",
    "Node",
    "Picture",
    "Spot",
    "chart",
    "data",
    "downloads",
    "embed",
    "event",
    "evidence",
    "filters",
    "h",
    "header",
    "names_of",
    "people",
    "plain",
    "reading_list",
    "timeline",
]
