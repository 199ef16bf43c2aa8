"""The formats of files, a module each, and what several of them share; `format.py` lists them."""
