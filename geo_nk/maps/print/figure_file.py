"""Write a figure so that the same figure is the same file, to the byte, whenever and wherever it is written."""

from __future__ import annotations

import contextlib
import io
import logging
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from geo_nk._files import write_atomic
from geo_nk.errors import OutputError

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["ENDINGS", "figure_bytes", "pdf_pages", "save_figure"]

#: What matplotlib would write into each kind of file about when and with what it was made.
_SILENT: Final[dict[str, dict[str, Any]]] = {
    "pdf": {"Creator": None, "Producer": None, "CreationDate": None},
    "svg": {"Creator": None, "Date": None},
    "png": {"Software": None},
}

#: Endings of the files that a figure can be written to.
ENDINGS: Final = tuple(f".{kind}" for kind in _SILENT)

#: Text stays text in a PDF (42 keeps whole outlines), and becomes outlines in SVG, so that no reader needs the fonts.
_SETTINGS: Final[Any] = {"svg.hashsalt": "geo_nk", "svg.fonttype": "path", "pdf.fonttype": 42, "pdf.compression": 6}


def figure_bytes(ax: Axes, *, kind: str, dpi: float = 300) -> bytes:
    """Return the figure of some axes as a file's content.

    Parameters
    ----------
    ax
        As `geo_nk.event_figure` and `geo_nk.strip_chart` return them.
    kind
        ``pdf``, ``svg`` or ``png``.
    dpi
        Dots to the inch, of a picture and of shading in the other kinds.

    Returns
    -------
    bytes

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> figure_bytes(Figure().add_subplot(), kind="pdf")[:5]
    b'%PDF-'
    """
    import matplotlib as mpl  # noqa: PLC0415 - an extra

    stream = io.BytesIO()
    figure = ax.get_figure(root=True)
    assert figure is not None  # noqa: S101 - axes stand in a figure
    with mpl.rc_context(_SETTINGS), _quiet("fontTools.subset"):
        figure.savefig(stream, format=kind, dpi=dpi, metadata=_SILENT[kind])
    return stream.getvalue()


def pdf_pages(figures: Sequence[Figure], stream: IO[bytes]) -> None:
    """Write figures as the pages of one PDF, the same for the same figures.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> stream = io.BytesIO()
    >>> pdf_pages([Figure(), Figure()], stream)
    >>> stream.getvalue()[:5]
    b'%PDF-'
    """
    import matplotlib as mpl  # noqa: PLC0415 - an extra
    from matplotlib.backends.backend_pdf import PdfPages  # noqa: PLC0415 - as above

    with mpl.rc_context(_SETTINGS), _quiet("fontTools.subset"), PdfPages(stream, metadata=_SILENT["pdf"]) as pages:
        for figure in figures:
            pages.savefig(figure)


@contextlib.contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Keep a library from telling each user which tables of a font it left out."""
    logger = logging.getLogger(name)
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)


def save_figure(ax: Axes, path: str | os.PathLike[str], *, dpi: float = 300) -> Path:
    """Write the figure of some axes, whole or not at all, with nothing in it about when or by whom.

    Parameters
    ----------
    ax
        As `geo_nk.event_figure` and `geo_nk.strip_chart` return them.
    path
        The file; its ending says its kind: ``.pdf`` and ``.svg`` can be enlarged, ``.png`` is a picture.
    dpi
        Dots to the inch, of a picture and of shading in the other kinds.

    Returns
    -------
    pathlib.Path
        The file written.

    Raises
    ------
    geo_nk.errors.OutputError
        If the ending is not known or the file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> from matplotlib.figure import Figure
    >>> save_figure(Figure().add_subplot(), Path(tempfile.mkdtemp()) / "empty.svg").name
    'empty.svg'
    """
    ending = Path(path).suffix.lower()
    if ending not in ENDINGS:
        raise OutputError(f"{path}: the ending {ending!r} is not known here; use {', '.join(ENDINGS)}")
    return write_atomic(path, figure_bytes(ax, kind=ending[1:], dpi=dpi))
