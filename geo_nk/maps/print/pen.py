"""What every figure is drawn with: type, words, measures in points, and symbols, on axes of matplotlib."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final

from geo_nk.maps.print.symbols import inside, outline
from geo_nk.maps.shared.style import colours
from geo_nk.maps.shared.words import LANGUAGES, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

__all__ = ["INK", "MM", "PAPER", "SOFT", "Box", "Pen", "fit_below", "new_axes"]

#: Points to the millimetre.
MM: Final = 72 / 25.4

PAPER: Final = colours()["paper"]
INK: Final = colours()["ink"]
SOFT: Final = colours()["ink-soft"]

_WIDTHS_MM: Final = (40, 1200)
_SLACK: Final = 0.955  # on a screen, hinting makes small type up to 4 % wider than in print
_FINE: Final = 20  # dots to the point, where text is measured

#: Left, bottom, right, top in points from the lower left corner of the axes.
Box = tuple[float, float, float, float]


@cache
def _renderer() -> Any:  # noqa: ANN401 - matplotlib has no types for it
    from matplotlib.backends import backend_agg  # noqa: PLC0415 - an extra

    make: Any = backend_agg.RendererAgg
    return make(8, 8, 72 * _FINE)  # far finer than print, so that no hinting rounds what is measured


@dataclass(frozen=True)
class Pen:
    """Axes to draw on, and how they are written on.

    Attributes
    ----------
    ax : matplotlib.axes.Axes
        Where it is drawn.
    language : str
        Of the words.
    family : list of str
        Font families; see `geo_nk.maps.print.fonts.families`.
    """

    ax: Axes
    language: str
    family: list[str]

    @property
    def _figure(self) -> Any:  # noqa: ANN401 - a figure, or the subfigure that holds the axes
        return self.ax.get_figure(root=True)

    @property
    def tongue(self) -> int:
        """The number of the language, for names that come as a list."""
        return LANGUAGES.index(self.language)

    @cached_property
    def size(self) -> tuple[float, float]:
        """Width and height of the axes in points, once their aspect is settled."""
        self.ax.apply_aspect()
        inches = self._figure.get_size_inches()
        box = self.ax.get_position()
        return float(box.width * inches[0] * 72), float(box.height * inches[1] * 72)

    def say(self, key: str, **values: object) -> str:
        """Return a text of the tables of words, with its numbers; ``one|many`` chooses by `n`."""
        return said(key, self.language, **values)

    def width(self, text: str, size: float, weight: int = 400) -> float:
        """Return how many points wide a text is."""
        from matplotlib.font_manager import FontProperties  # noqa: PLC0415 - an extra

        style = FontProperties(family=self.family, size=size, weight=weight)
        return float(_renderer().get_text_width_height_descent(text, style, ismath=False)[0]) / _FINE

    def write(self, x: float, y: float, text: str, *, size: float, halo: str | None = None, **look: Any) -> None:  # noqa: ANN401 - as matplotlib takes them
        """Write a text at a point of the axes (points from the lower left corner)."""
        from matplotlib.patheffects import withStroke  # noqa: PLC0415 - an extra

        effects = [withStroke(linewidth=size * 0.3, foreground=halo, alpha=0.85)] if halo else None
        self.ax.text(
            x,
            y,
            text,
            transform=self.points,
            fontsize=size,
            fontfamily=self.family,
            fontstyle=look.pop("style", "normal"),
            parse_math=False,  # a text from a report is never a formula
            path_effects=effects,
            clip_on=False,
            **({"color": INK, "va": "baseline", "ha": "left"} | look),
        )

    @cached_property
    def points(self) -> Any:  # noqa: ANN401 - matplotlib has no types for it
        """The transform from points, counted from the lower left corner of the axes."""
        from matplotlib.transforms import Affine2D, ScaledTranslation  # noqa: PLC0415 - an extra

        whole: Any = self.ax.transAxes
        corner = ScaledTranslation(0, 0, whole)
        return Affine2D().scale(1 / 72) + self._figure.dpi_scale_trans + corner

    def draw(self, paths: Sequence[Any], at: NDArray[np.float64], *, zorder: float, **look: Any) -> None:  # noqa: ANN401 - as matplotlib takes them
        """Draw outlines (in points) at points of the axes, all with one look or each with its own."""
        from matplotlib.collections import PathCollection  # noqa: PLC0415 - an extra
        from matplotlib.transforms import IdentityTransform  # noqa: PLC0415 - an extra

        if len(at):
            held = PathCollection(paths, sizes=[1.0], offsets=at, offset_transform=self.points, zorder=zorder, **look)
            held.set_transform(IdentityTransform())  # else the axes would take the outlines for degrees
            held.set_clip_on(False)
            self.ax.add_collection(held, autolim=False)

    def stamp(
        self, entry: dict[str, str], at: NDArray[np.float64], *, r: float, hollow: bool, zorder: float = 12
    ) -> None:
        """Draw the symbol of a category at points of the axes; hollow where the place is vague."""
        path = _scaled(outline(entry["symbol"]), r)
        inner = inside(entry["symbol"])
        self.draw([path], at, zorder=zorder, facecolors=PAPER, edgecolors=PAPER, linewidths=0.34 * r)
        fill, edge = (PAPER, entry["colour"]) if hollow else (entry["colour"], "#141a1e")
        wide = 0.24 * r if hollow else 0.1 * r
        self.draw([path], at, zorder=zorder, facecolors=fill, edgecolors=edge, linewidths=wide)
        if inner is not None:
            ink = entry["colour"] if hollow else PAPER
            self.draw([_scaled(inner, r)], at, zorder=zorder, facecolors=ink, edgecolors="none")

    def wrapped(self, items: Iterable[str], size: float, room: float) -> list[str]:
        """Return items in lines no wider than `room` points, parted by dots and broken between words."""
        lines: list[str] = []
        room *= _SLACK
        for item in items:
            for k, word in enumerate(item.split(" ")):
                joint = " " if k else "  ·  "
                if lines and self.width(lines[-1] + joint + word, size) <= room:
                    lines[-1] += joint + word
                else:
                    lines.append(word)
        return lines


def _scaled(path: Any, r: float) -> Any:  # noqa: ANN401 - matplotlib has no types for it
    from matplotlib.transforms import Affine2D  # noqa: PLC0415 - an extra

    return path.transformed(Affine2D().scale(r))


def new_axes(*, width_mm: float, height_mm: float, inset_mm: Box) -> Axes:
    """Return the axes of a new figure.

    Parameters
    ----------
    width_mm, height_mm
        Of the figure.
    inset_mm
        Room to the left of the axes, below, to the right and above.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If the width is none that can be printed.

    Examples
    --------
    >>> round(float(new_axes(width_mm=88, height_mm=60, inset_mm=(0, 10, 0, 10)).get_position().height), 3)
    0.667
    """
    import matplotlib.pyplot as plt  # noqa: PLC0415 - an extra

    least, most = _WIDTHS_MM
    if not least <= width_mm <= most:
        raise ValueError(f"width_mm={width_mm!r} is not from {least} to {most}; 180 fills a page, 88 a column")
    left, bottom, right, top = inset_mm
    figure = plt.figure(figsize=(width_mm / 25.4, height_mm / 25.4), facecolor=PAPER)
    box = (
        left / width_mm,
        bottom / height_mm,
        (width_mm - left - right) / width_mm,
        (height_mm - bottom - top) / height_mm,
    )
    return figure.add_axes(box)


def fit_below(ax: Axes, depth: float) -> None:
    """Make the figure of some axes as tall as what stands below them needs; the axes keep their size.

    Parameters
    ----------
    ax
        As `new_axes` returns them, for a figure that holds nothing else.
    depth
        Points that are needed.
    """
    figure: Any = ax.get_figure(root=True)
    wide, tall = figure.get_size_inches()
    box = ax.get_position(original=True)
    needed = depth / 72
    grown = tall * (1 - box.y0) + needed
    figure.set_size_inches(wide, grown)
    ax.set_position((box.x0, needed / grown, box.width, box.height * tall / grown))
