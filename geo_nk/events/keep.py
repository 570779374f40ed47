"""Keep what was decided in review when reports are read again: the reviewed row stands, whatever is read anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from geo_nk.events.frame import is_missing
from geo_nk.events.review import as_read
from geo_nk.events.schema import DECIDED
from geo_nk.events.validate import validate_events
from geo_nk.names.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd

__all__ = ["Keeper", "keep_reviewed"]

_COLUMNS = ("report_id", "quote", "category", "place_id", "name_as_written", "corrected")


class _Claim(NamedTuple):
    """What is claimed, whatever id it was given: by whom, in which sentence, of what, where."""

    report_id: str
    quote: str
    category: str
    place: str


class Keeper:
    """Passes events on that are read batch by batch, without those on which a decision stands.

    Parameters
    ----------
    reviewed
        An event table in which some rows were decided on.

    Attributes
    ----------
    decided : geopandas.GeoDataFrame
        Its rows with a decision or a note.
    again : int
        How many of them were read again by the same id.
    otherwise : int
        How many were read again with another id: with another date or place than before, or as they were corrected.
    """

    def __init__(self, reviewed: gpd.GeoDataFrame) -> None:
        table = validate_events(reviewed)
        self.decided = table[table["status"].isin(DECIDED) | table["reviewed_at"].notna()].reset_index(drop=True)
        self.again = 0
        self.otherwise = 0
        self._ids = {event_id: i for i, event_id in enumerate(self.decided["event_id"].tolist())}
        self._claims: dict[_Claim, list[int]] = {}
        for i, claims in enumerate(_claims(self.decided)):
            for claim in claims:
                self._claims.setdefault(claim, []).append(i)

    def __len__(self) -> int:
        return len(self.decided)

    @property
    def missed(self) -> int:
        """How many decisions are on events that were not read again."""
        return len(self) - self.again - self.otherwise

    def rest(self, events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        """Return the events of some reports on which no decision stands.

        Parameters
        ----------
        events
            As they were read, a report as a whole.

        Returns
        -------
        geopandas.GeoDataFrame
        """
        taken = {i for event_id in events["event_id"].tolist() if (i := self._ids.get(event_id)) is not None}
        self.again += len(taken)
        kept: list[bool] = []
        for event_id, claims in zip(events["event_id"].tolist(), _claims(events), strict=True):
            free = (i for claim in claims for i in self._claims.get(claim, ()) if i not in taken)
            match = None if event_id in self._ids else next(free, None)
            if match is not None:
                taken.add(match)
                self.otherwise += 1
            kept.append(event_id not in self._ids and match is None)
        return events[kept]


def keep_reviewed(events: gpd.GeoDataFrame, reviewed: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return events that were read anew, with the rows that were decided on before as they were decided.

    Parameters
    ----------
    events
        As from `geo_nk.extract_events`.
    reviewed
        An event table with decisions, as from `geo_nk.review_events`.

    Returns
    -------
    geopandas.GeoDataFrame
        First the rows of `reviewed` with a decision or a note, all of them; then the rows of `events` that are none of
        those. A row is known by its id; where the reader has changed, by report, sentence, category and place.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If either is not an event table.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> read = events_frame([{"event_id": e, "category": "other", "unplaced_reason": "not said"} for e in ("a", "b")])
    >>> decided = read.assign(status=["rejected", None])
    >>> keep_reviewed(read, decided)["status"].tolist()
    ['rejected', None]
    """
    keeper = Keeper(reviewed)
    rest = keeper.rest(validate_events(events))
    parts = [part for part in (keeper.decided, rest) if len(part)] or [rest]
    return parts[0].reset_index(drop=True) if len(parts) == 1 else pd.concat(parts, ignore_index=True)


def _claims(events: gpd.GeoDataFrame) -> Iterator[list[_Claim]]:
    """Yield for each event what it claims: as it was read, as it is, and by the words that name its place."""
    for report_id, quote, category, place_id, written, corrected in zip(
        *(events[name].tolist() for name in _COLUMNS), strict=True
    ):
        if is_missing(report_id) or is_missing(quote):
            yield []
            continue
        read = as_read(corrected)
        categories = dict.fromkeys((category, read.get("category", category)))
        places: dict[Any, None] = dict.fromkeys((place_id, read.get("place_id", place_id)))
        named = [str(place) for place in places if not is_missing(place)]
        named += [] if is_missing(written) else [f"“{fold(written)}”"]
        sentence = " ".join(quote.split())
        yield [_Claim(report_id, sentence, code, place) for code in categories for place in named or [""]]
