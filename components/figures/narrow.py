"""The picture in columns on a narrow screen: sections of time, one below the other."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from components.figures.column_layout import ROW_PADDING, Layout
from components.figures.column_plan import Column, Row
from components.figures.group import Group

_SECTION_HEAD = 28.0


class Narrow(Layout):
    """Sections of time down, one box below the other in each."""

    def row_names(self) -> Mapping[str, str]:
        """Return the names of the rows, for the captions."""
        return {row: head.name for row, head in self.heads.items()}

    def arrange(self, limit: tuple[float, float]) -> None:
        """Gather the groups of each section, and add up the heights."""
        self.drawing.limit_labels(*limit)
        self.sections: dict[tuple[int, int], list[Group]] = defaultdict(list)
        for group in self.all_groups():
            self.sections[group.first, group.last].append(group)
        self.order = sorted(self.sections)
        width = self.setting.width
        heights = (
            _SECTION_HEAD + ROW_PADDING + sum(self.drawing.height(g, width) for g in groups)
            for groups in self.sections.values()
        )
        self.height = self.since_height + sum(heights)

    def draw(self) -> tuple[Sequence[Column], Sequence[Row]]:
        """Draw the sections one below the other."""
        width = self.setting.width
        columns = [*self.columns([0.0] * self.count, [width] * self.count)]
        rows: list[Row] = []
        y = self.since_height
        for first, last in self.order:
            top = y
            y += _SECTION_HEAD
            groups = self.sections[first, last]
            for group in groups:
                self.drawing.draw(group, len(rows), 0.0, y, width, self._across)
                y += self.drawing.height(group, width)
            y += ROW_PADDING
            name = columns[first + 1].name
            if last > first:
                name = f"{name} \N{EN DASH} {columns[last + 1].name}"
            count = sum(len(group.members) for group in groups)
            rows.append(Row(f"{first}:{last}", name, (), top, y - top, count))
        return columns, rows

    def _across(self, time: float) -> None:
        """Return nothing: no ruler runs through several days here."""
        return
