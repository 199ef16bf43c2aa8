"""A view becomes the elements of a page: a module a page, and the parts that pages share."""

from components.pages import (
    dashboard,
    data,
    embed,
    event,
    evidence,
    filter_form,
    header,
    legend,
    notice,
    people,
    reading_list,
    timeline,
    walk,
)
from components.pages.chart import Chart
from components.pages.event_card import event_card_of
from components.pages.html import Element, Node, h, to_html, to_tree
from components.pages.legend import SHAPE_PATHS
from components.pages.page_context import Areas, Content, PageContext, Passages
from components.pages.picture import Picture
from components.pages.registry import PAGES, Page
from components.pages.timeline import LOG_HASH_PARAMETER
