"""The Evidence page: where the accounts differ, figures, sources, passages; a module a part."""

from components.pages.evidence.accounts import whole_table
from components.pages.evidence.disagreement import card, in_brief
from components.pages.evidence.page import PARTS, content, within
from components.pages.evidence.source import sources
