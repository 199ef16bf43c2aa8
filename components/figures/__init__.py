"""Charts: `plan` works out what to draw as plain values, `draw` makes a Plotly figure of it."""

from components.figures import (
    account_table,
    advance,
    box_content,
    column_figure,
    column_plan,
    connection_line,
    density,
    edge,
    presence,
    statement,
    value_chart,
)
from components.figures.axis import (
    DAY,
    HOUR,
    MINUTE,
    axis_labels,
    place_headings,
    place_ticks,
    year_at,
)
from components.figures.chart import plotly_script, typed_array
from components.figures.column_plan import Column, ColumnPlan
from components.figures.font import FONT_FILES, HEADLINE_FONT
from components.figures.joint import JOINT_HEIGHT, JOINT_WIDTH, JOINTS, Joint
from components.figures.lane import Lane
from components.figures.legend import Sign, sample_look, signs_in_view
from components.figures.mark_shape import MARK_SHAPES, MarkLook, mark_look
from components.figures.period_bar import PeriodBars, plan_bars
from components.figures.picture import (
    MARKS,
    PicturePlan,
    mark_numbers,
    plan_picture,
    planner,
    row_key,
)
from components.figures.presence import PRESENCE_SIGNS
from components.figures.row import SIDE, row_keys
from components.figures.side import rows_spoken_of, sides_of
from components.figures.span import Span, event_bounds
from components.figures.statement import StatementTable, is_unspoken, statements
from components.figures.theme import (
    DARK,
    LIGHT,
    SHAPES,
    SIDES,
    Palette,
    look,
    row_token,
    side_tokens,
)
from components.figures.when_bar import WhenBar, plan_when
