"""Where the gazetteer has its rows from."""

from __future__ import annotations

import functools
from typing import NamedTuple

from geo_nk.data import read_table

__all__ = ["Source", "source"]


class Source(NamedTuple):
    """One source.

    Attributes
    ----------
    source_id : str
        As rows name it.
    title, publisher, licence : str
    """

    source_id: str
    title: str
    publisher: str = ""
    licence: str = ""

    @property
    def citation(self) -> str:
        """The source as one line for people."""
        return f"{self.title} ({'; '.join(filter(None, (self.publisher, self.licence)))})".removesuffix(" ()")


@functools.cache
def _sources() -> dict[str, Source]:
    return {
        row["id"]: Source(row["id"], row["title"], row["publisher"], row["licence"])
        for row in read_table("gazetteer/sources.csv")
    }


def source(source_id: str) -> Source:
    """Return a source by its id; one that is not listed, as of a person's own index, is its own title.

    Parameters
    ----------
    source_id
        As rows name it.

    Returns
    -------
    Source

    Examples
    --------
    >>> source("geonames").licence, source("GeoNames: KP.txt").title
    ('CC BY 4.0', 'GeoNames: KP.txt')
    """
    return _sources().get(source_id) or Source(source_id, source_id)
