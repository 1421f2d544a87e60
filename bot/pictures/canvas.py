"""A canvas in pixels, drawn on without any state that threads share."""

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from bot.rendering.scripts import in_script
from storage.tables import Script

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DOTS_PER_INCH = 100
POINTS_PER_INCH = 72

INK = "#1f2933"
FAINT = "#8a94a0"
RULE = "#d5dae0"
PAPER = "#ffffff"
SHADE = "#eceff2"
ACCENT = "#1d5b9e"
ACCENT_SOFT = "#c4d9ef"
ALARM = "#b3261e"
ALARM_SOFT = "#f0c5c1"


@dataclass(frozen=True)
class Box:
    """A rectangle: left, top, width, height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """The center."""
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width


class Canvas:
    """A white sheet; the origin is at the top left."""

    def __init__(self, width: int, height: int, script: Script = Script.SIMPLIFIED) -> None:
        # The drawing library is slow to import and only pictures need it.
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self._script = script
        self._figure = Figure((width / DOTS_PER_INCH, height / DOTS_PER_INCH), dpi=DOTS_PER_INCH)
        FigureCanvasAgg(self._figure)
        self._axes: Axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(height, 0)
        self._axes.set_axis_off()

    def write(
        self, at: tuple[float, float], text: str, *, size: int, color: str = INK, align: str = "center"
    ) -> None:
        """Write a line, centered on the height of its place."""
        from matplotlib.font_manager import FontProperties
        from pylopdf_fonts_zh_cn import sans_path

        font = FontProperties(fname=str(sans_path()), size=size * POINTS_PER_INCH / DOTS_PER_INCH)
        self._axes.text(
            *at,
            in_script(text, self._script),
            fontproperties=font,
            color=color,
            ha=align,
            va="center_baseline",
            parse_math=False,
        )

    def fill(self, box: Box, color: str, *, edge: str = "none", width: float = 0, radius: float = 6) -> None:
        """Fill a box with rounded corners."""
        from matplotlib.patches import FancyBboxPatch

        shape = f"round,pad=0,rounding_size={radius}"
        style: dict[str, Any] = {"facecolor": color, "edgecolor": edge, "linewidth": width}
        self._axes.add_patch(FancyBboxPatch((box.x, box.y), box.width, box.height, boxstyle=shape, **style))

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        color: str = RULE,
        width: float = 1,
        dashes: bool = False,
    ) -> None:
        """Draw a straight line."""
        style = "--" if dashes else "-"
        self._axes.plot((start[0], end[0]), (start[1], end[1]), style, color=color, linewidth=width)

    def diamond(self, at: tuple[float, float], color: str) -> None:
        """Draw a mark for a day."""
        self._axes.plot(*at, "D", color=color, markersize=10, markeredgecolor=PAPER)

    def png(self) -> bytes:
        """The picture."""
        file = BytesIO()
        self._figure.savefig(file, format="png")
        return file.getvalue()
