"""Ask each listed name with nothing beside it, and keep the answers that are one place and no more.

What the fast path repeats is what weighing says, for it is weighed here: names, places and rules as they stand today.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from geo_nk.gazetteer.resolution.answer import weighed
from geo_nk.gazetteer.resolution.fast_path import told
from geo_nk.gazetteer.resolution.question import Question
from geo_nk.gazetteer.store import Gazetteer
from geo_nk.gazetteer.tables import Alone, Elsewhere, Name, PlaceRow, Relation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geo_nk.gazetteer.tables import Row

__all__ = ["text"]


def text(built: Mapping[str, str]) -> str:
    """Return ``alone.csv`` of the other built tables, given as text by file name."""
    there = {row.folded: (row.country, row.kind) for row in _rows(built["elsewhere.csv"], Elsewhere)}
    gazetteer = Gazetteer(
        _rows(built["places.csv"], PlaceRow),
        _rows(built["names.csv"], Name),
        _rows(built["relations.csv"], Relation),
        elsewhere=lambda: there,
    )
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(Alone._fields)
    writer.writerows(_alone(gazetteer))
    return stream.getvalue()


def _rows(table: str, row_type: type[Row]) -> list[Row]:
    rows = csv.DictReader(io.StringIO(table, newline=""))
    return [row_type(**{field: row[field] for field in row_type._fields}) for row in rows]


def _alone(gazetteer: Gazetteer) -> Iterator[Alone]:
    """Yield the names whose answer is the one place that is listed so, with no word to add."""
    for name in sorted({name for name, _ in gazetteer.all_names()}):
        answer = weighed(gazetteer, Question(name))
        if answer.best is None:
            continue
        row = Alone(name, answer.best.place.place_id, str(answer.best.score))
        if told(gazetteer, *row) == answer:
            yield row
