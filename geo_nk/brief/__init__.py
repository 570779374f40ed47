"""Two pages to hand on: a map, figures, findings as numbers and the sources, as a page, a Word document or a PDF."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo_nk.brief.write import write_brief

__all__ = ["write_brief"]

_HOME = {"write_brief": "write"}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
