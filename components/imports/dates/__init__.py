"""Dates of people and tools become EDTF: `date.py` reads one, `column.py` judges a whole column.

`usual.py` reads what needs no format: its words become tokens (`word.py`), these fit a form
(`form.py`), and the parts of that become EDTF (`part.py`). `epoch.py` reads counts.
"""
