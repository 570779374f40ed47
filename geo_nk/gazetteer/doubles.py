"""Names that are two in one: `Amnok (Yalu) River`, `Onsong-Namyang Customs House`, `Hoeryong, North Hamgyong`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["readings"]

_BRACKET = re.compile(r"[(（\[]([^()（）\[\]]*)[)）\]]")
_JOINT = re.compile(r"\s*[/／–—-]\s*|\s+(?:or|aka)\s+")
_TWO = 2


def readings(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the names that a double name may hold, each with the rest, which may say where it lies.

    Parameters
    ----------
    name
        As a report writes it.

    Yields
    ------
    name : str
    within : tuple of str

    Examples
    --------
    >>> list(readings("Hoeryong, North Hamgyong Province"))
    [('Hoeryong', ('North Hamgyong Province',))]
    >>> list(readings("Amnok (Yalu) River"))
    [('Amnok River', ('Yalu',)), ('Yalu', ('Amnok River',)), ('Amnok River', ())]
    """
    bracket = _BRACKET.search(name)
    if bracket is not None:
        before, inside, behind = name[: bracket.start()].strip(), bracket[1].strip(), name[bracket.end() :].strip()
        outer = f"{before} {behind}".strip()
        if outer and inside:
            yield outer, (inside,)
            yield inside, (outer,)
            yield outer, ()  # "Hyesan (the border city)"
        return
    first, *rest = [part.strip() for part in name.split(",") if part.strip()] or [""]
    if first and rest:
        yield first, tuple(rest)
        return
    pieces = [piece for piece in _JOINT.split(name) if piece]
    if len(pieces) == _TWO:
        # What stands first holds what stands last, which has the kind word.
        yield pieces[1], (pieces[0],)
