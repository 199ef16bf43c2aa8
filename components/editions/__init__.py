"""A view as files that need no server: one page that holds everything, or a site of many."""

from components.editions.folder import FolderError, write_folder
from components.editions.format import FORMATS, PAGE
from components.editions.page import MOST, write_page
from components.editions.site import ASSETS, files_of
