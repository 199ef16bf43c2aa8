"""Workbooks to damage: a sound one, and one of its parts in place of another."""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from openpyxl import Workbook

_MADE = datetime(2025, 5, 10)


def sound() -> bytes:
    """Return a workbook of a table with dates, a merged cell and addresses, the same every time."""
    book = Workbook()
    book.properties.created = book.properties.modified = _MADE
    sheet = book.active
    assert sheet
    sheet.append(["date", "title", "source"])
    for day in range(1, 9):
        sheet.append([date(2025, 5, day), f"Day {day}", "Ann"])
        sheet.cell(day + 1, 3).hyperlink = f"https://a.example/{day}"
    sheet.merge_cells("C3:C5")
    written = BytesIO()
    book.save(written)
    return change_part(written.getvalue(), lambda names: names[0], lambda data: data)


def change_part(
    data: bytes, choose: Callable[[list[str]], str], change: Callable[[bytes], bytes]
) -> bytes:
    """Change one part of a workbook, and keep its archive whole; what is no archive stays."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError):
        return data
    name = choose(list(parts))
    parts[name] = change(parts[name]) if parts[name] else b""
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        for each, part in parts.items():
            if each != "docProps/core.xml":  # the time at which it was written stands there
                archive.writestr(ZipInfo(each), part)
    return written.getvalue()
