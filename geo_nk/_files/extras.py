"""Ask for a library that not everybody needs, and say which extra brings it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from geo_nk.errors import ReadError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["need"]


def need(module: str, *, extra: str, path: Path, advice: str = "the report as text (.txt)") -> Any:  # noqa: ANN401 - a module, whose names are its own
    """Return a module, or say how to install it.

    Parameters
    ----------
    module
        Its name.
    extra
        The extra of geo_nk that brings it.
    path
        The file that needs it.
    advice
        What else to save, and how.

    Returns
    -------
    module

    Raises
    ------
    geo_nk.errors.ReadError
        If it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        message = (
            f"{path}: reading {path.suffix.lower()} needs the package {package}, which is not installed; "
            f"pip install 'geo_nk[{extra}]', or save {advice}"
        )
        raise ReadError(message, path=path) from error
