"""Dates of people and tools become EDTF: `date.py` reads one, `date_form.py` a whole column."""
