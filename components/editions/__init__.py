"""A view as files that need no server: one page that holds everything, or a site of many."""
