"""The map of a table of any size: its counts, its sample, and the rows behind a count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from typer.testing import CliRunner

from geo_nk.cli.app import app
from geo_nk.errors import ReadError
from geo_nk.events import events_frame, write_events
from geo_nk.scale import count_events, counted_map, sample_events, select_events

if TYPE_CHECKING:
    from pathlib import Path

HYESAN = {"category": "other", "lon": 128.18, "lat": 41.4, "date_start": "2021-08-06", "date_end": "2021-08-06"}


def write(folder: Path, *parts: list[dict[str, Any]]) -> Path:
    """Write rows in parts and return the folder."""
    folder.mkdir()
    for number, rows in enumerate(parts):
        write_events(events_frame(rows), folder / f"part-{number}.parquet")
    return folder


@pytest.fixture
def rows() -> list[dict[str, Any]]:
    """Return 60 rows: in Hyesan, in Musan in another month, rejected, and known to lie in a province alone."""
    kinds: list[dict[str, Any]] = [
        {"goods": ["rice", "<b>copper</b>"]},
        {"lon": 129.75, "lat": 41.8, "date_start": "2020-01-01", "date_end": "2020-01-01", "category": "defection"},
        {"status": "rejected"},
        {"geo_precision": "province"},
    ]
    return [HYESAN | kinds[n % 4] | {"event_id": f"e{n}"} for n in range(60)]


def test_the_sample_is_the_same_however_the_table_is_cut(rows: list[dict[str, Any]], tmp_path: Path) -> None:
    one, two = write(tmp_path / "one", rows), write(tmp_path / "two", rows[40:], rows[:40])
    samples = [sample_events(folder, 10).sort_values("event_id", ignore_index=True) for folder in (one, two)]
    pd.testing.assert_frame_equal(*map(pd.DataFrame, samples))
    assert len(samples[0]) == 10
    assert "rejected" not in set(samples[0]["status"])
    assert len(sample_events(one, 1_000)) == 45


def test_a_table_without_an_event_to_draw_has_an_empty_map(rows: list[dict[str, Any]], tmp_path: Path) -> None:
    folder = write(tmp_path / "one", [rows[2]])
    assert sample_events(folder, 10).empty
    assert "0 counted, 0 drawn" in counted_map(folder, engine="geopandas").to_html()


def test_the_rows_of_a_count_are_as_many_as_it_says(rows: list[dict[str, Any]], tmp_path: Path) -> None:
    folder = write(tmp_path / "parts", rows)
    counts = count_events(folder, by=["county", "month", "category"]).dropna()
    assert len(counts) == 2
    for county, month, category, number in counts.itertuples(index=False):
        found = select_events(folder, county=county, month=f"{month:%Y-%m}", category=category)
        assert len(found) == number == 15
    assert select_events(folder, county="kp-ryanggang-hyesan")["goods"][0] == ("rice", "<b>copper</b>")
    assert len(select_events(folder, most=7)) == 7
    assert len(select_events(folder, category="o'ther")) == 0


def test_what_is_asked_for_in_vain_is_named(rows: list[dict[str, Any]], tmp_path: Path) -> None:
    folder = write(tmp_path / "parts", rows)
    with pytest.raises(ValueError, match="county is 'Hyesan'; such as"):
        select_events(folder, county="Hyesan")
    with pytest.raises(ValueError, match="county and stretch are given; give one of them"):
        select_events(folder, county="kp-ryanggang-hyesan", stretch="km 0000-0050")
    with pytest.raises(ValueError, match="month is '2021'; give one such as 2021-08"):
        select_events(folder, month="2021")
    pd.read_parquet(folder / "part-0.parquet").drop(columns="event_id").to_parquet(folder / "part-0.parquet")
    with pytest.raises(ReadError, match=r"is no GeoParquet file|has no column event_id"):
        sample_events(folder, 5)


def test_the_map_tells_all_counts_and_draws_a_sample(rows: list[dict[str, Any]], tmp_path: Path) -> None:
    folder = write(tmp_path / "parts", rows)
    made = counted_map(folder, title="Border", sample=10)
    assert made.title == "Border: 45 counted, 10 drawn"
    assert made.counted is not None
    kinds = {name: spec["events"]["count"] for name, spec in made.counted.head["kinds"].items()}
    assert kinds == {"county": 3, "stretch": 3, "hexagon": 3}
    page = made.to_html()
    assert "geo_nk.scale.select_events(SOURCE, {kind}=" in page
    assert len(page) < 15_000_000


def test_the_command_draws_the_counts(rows: list[dict[str, Any]], tmp_path: Path) -> None:
    folder, page = write(tmp_path / "parts", rows), tmp_path / "map.html"
    done = CliRunner().invoke(app, ["map", str(folder), "--counted", "-o", str(page)])
    assert done.exit_code == 0, done.output
    assert "45 counted, 45 drawn" in done.output
    refused = CliRunner().invoke(app, ["map", str(folder), "--counted", "--level", "public", "-o", str(page)])
    assert refused.exit_code == 2
    assert "is not for --counted" in " ".join(refused.output.replace("│", " ").split())
