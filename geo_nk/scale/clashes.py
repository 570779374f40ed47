"""Ids that reports in several shards have: shards are read apart, and each knows its own alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo_nk.scale.engine import require

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from numpy.typing import NDArray

    from geo_nk.scale.folder import Folder
    from geo_nk.scale.messages import Taken
    from geo_nk.scale.shards import Shard

__all__ = ["clashes"]


def clashes(folder: Folder, shards: Sequence[Shard]) -> dict[int, Taken]:
    """Return which ids of a shard an earlier one has too, with the hash and place of the report that has it there.

    Parameters
    ----------
    folder
        In which all shards are done.
    shards
        In their order.

    Returns
    -------
    dict
        By the number of the shard; nothing where no id stands in two. Eight bytes for each report are in memory.
    """
    hashes = [_hashes(_column(folder, shard, "report_id")) for shard in shards]
    distinct, counts = np.unique(np.concatenate(hashes), return_counts=True) if hashes else (np.empty(0), np.empty(0))
    doubtful = distinct[counts > 1]
    if not len(doubtful):
        return {}
    owners: Taken = {}
    found: dict[int, Taken] = {}
    for shard, own in zip(shards, hashes, strict=True):
        rows = np.flatnonzero(np.isin(own, doubtful))
        for report_id, digest, where in _rows(folder, shard, rows):
            if report_id in owners:
                found.setdefault(shard.number, {})[report_id] = owners[report_id]
            else:
                owners[report_id] = digest, where
    return found


def _column(folder: Folder, shard: Shard, name: str) -> list[str]:
    parquet = require("pyarrow.parquet", what="reading Parquet")
    held: list[str] = parquet.read_table(folder.reports(shard), columns=[name])[name].to_pylist()
    return held


def _hashes(ids: list[str]) -> NDArray[np.uint64]:
    import pandas as pd  # noqa: PLC0415 - heavy

    return pd.util.hash_array(np.array(ids, dtype=object), categorize=False)


def _rows(folder: Folder, shard: Shard, rows: NDArray[Any]) -> Iterator[tuple[str, str, str]]:
    if not len(rows):
        return
    columns = [_column(folder, shard, name) for name in ("report_id", "text_digest", "where")]
    for row in rows.tolist():
        report_id, digest, where = (column[row] for column in columns)
        yield report_id, digest, where
