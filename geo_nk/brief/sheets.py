"""A brief as two sheets of A4 in a PDF: figures that can be enlarged, and text that can be searched."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from geo_nk.maps.print.figure_file import pdf_pages
from geo_nk.maps.print.fonts import families
from geo_nk.maps.print.pen import INK, MM, PAPER, SOFT, Pen
from geo_nk.maps.shared.words import said

if TYPE_CHECKING:
    from geo_nk.brief.content import Content, Panel

__all__ = ["sheets_bytes"]

_WIDE_MM: Final = 210.0
_TALL_MM: Final = 297.0
_LEFT_MM: Final = 15.0
_TOP_MM: Final = 14.0
_GAP_MM: Final = 4.0
_LINE: Final = 1.42
_INDENT_MM: Final = 5.0  # behind a mark
_SIZES: Final = (12.6, 12.0, 11.4, 10.8, 10.2, 9.6)  # of the findings, the first that leaves no line for a third page


def sheets_bytes(content: Content) -> bytes:
    """Return the PDF; the same for the same content."""
    of_findings, of_figures, of_sources = content.headings
    first, second = _Sheet(content), _Sheet(content)
    first.write(content.title, size=17, weight=600)
    first.write(content.told, size=8.5, color=SOFT)
    first.place((content.map,))
    size = first.largest(content.findings, other=7 + (14 + 8 * len(content.notes)) * _LINE / MM)
    first.write(of_findings, size=size + 1.4, weight=600, above=7)
    for line in content.findings:
        first.write(line, size=size, mark="•")
    for note in content.notes:
        first.write(note, size=8, color=SOFT)
    second.write(of_figures, size=11, weight=600)
    for row in content.rows:
        second.place(row)
    second.write(of_sources, size=11, weight=600, above=4)
    for n, source in enumerate(content.sources, start=1):
        name = source.name or ("" if source.url else said("brief.unnamed", content.language))
        count = said("brief.source_events", content.language, n=source.events)
        second.write(" · ".join(part for part in (name, source.url, count) if part), size=7.6, mark=str(n), most=1)
    if content.more:
        second.write(content.more, size=7.6, color=SOFT)
    stream = io.BytesIO()
    pdf_pages([sheet.figure for sheet in (first, second)], stream)
    return stream.getvalue()


class _Sheet:
    """A page that is filled from above."""

    def __init__(self, content: Content) -> None:
        from matplotlib.figure import Figure  # noqa: PLC0415 - an extra

        self.figure: Any = Figure(figsize=(_WIDE_MM / 25.4, _TALL_MM / 25.4), facecolor=PAPER)
        ax = self.figure.add_axes((0, 0, 1, 1))
        ax.set_axis_off()
        self._pen = Pen(ax, content.language, families(content.language, font=content.font))
        self._y = _TOP_MM

    def write(
        self,
        text: str,
        *,
        size: float,
        weight: int = 400,
        color: str = INK,
        mark: str = "",
        above: float = 0.0,
        most: int = 6,
    ) -> None:
        """Write a text in lines, with a mark before the first."""
        indent = _INDENT_MM if mark else 0.0
        lines = self._pen.wrapped([text], size, (_WIDE_MM - 2 * _LEFT_MM - indent) * MM)
        if len(lines) > most:
            lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
        self._y += above
        for k, line in enumerate(lines):
            self._y += size * _LINE / MM
            y = (_TALL_MM - self._y) * MM
            if mark and not k:
                self._pen.write(_LEFT_MM * MM, y, mark, size=size, color=SOFT)
            self._pen.write((_LEFT_MM + indent) * MM, y, line, size=size, weight=weight, color=color)

    def largest(self, texts: tuple[str, ...], *, other: float) -> float:
        """Return the largest size in which texts with marks fit on the page, some millimetres left for others."""
        wide, room = (_WIDE_MM - 2 * _LEFT_MM - _INDENT_MM) * MM, _TALL_MM - _TOP_MM - self._y - other
        lines = {size: sum(len(self._pen.wrapped([text], size, wide)) for text in texts) for size in _SIZES}
        return next((size for size in _SIZES if lines[size] * size * _LINE / MM <= room), _SIZES[-1])

    def place(self, row: tuple[Panel, ...]) -> None:
        """Draw figures side by side, as tall as they are by themselves."""
        self._y += _GAP_MM
        left, tallest = _LEFT_MM, 0.0
        for panel in row:
            wide, tall, box = _measured(panel)
            place = (
                (left + box[0] * wide) / _WIDE_MM,
                (_TALL_MM - self._y - (1 - box[1]) * tall) / _TALL_MM,
                box[2] * wide / _WIDE_MM,
                box[3] * tall / _TALL_MM,
            )
            panel.draw(self.figure.add_axes(place))
            left, tallest = left + wide + _GAP_MM, max(tallest, tall)
        self._y += tallest


def _measured(panel: Panel) -> tuple[float, float, tuple[float, float, float, float]]:
    """Return how wide and tall a figure is by itself, in millimetres, and where its axes stand in it."""
    from matplotlib import pyplot as plt  # noqa: PLC0415 - an extra

    ax = panel.draw(None)
    figure: Any = ax.get_figure(root=True)
    wide, tall = figure.get_size_inches() * 25.4
    box = ax.get_position(original=True)
    plt.close(figure)
    return float(wide), float(tall), (box.x0, box.y0, box.width, box.height)
