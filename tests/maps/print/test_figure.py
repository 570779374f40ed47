"""The printed map: what stands on it, that it can be read, and that it is the same file each time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import matplotlib.figure
import pytest

from geo_nk.errors import EventSchemaError, OutputError
from geo_nk.events import events_frame
from geo_nk.maps import event_figure, save_figure
from geo_nk.maps.print.figure_file import figure_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import geopandas as gpd
    from matplotlib.axes import Axes

mpl.use("agg")

HYESAN = {"lon": 128.1778, "lat": 41.4029, "place_id": "kp-ryanggang-hyesan", "geo_precision": "settlement"}


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    import matplotlib.pyplot as plt  # noqa: PLC0415

    plt.close("all")


def event(event_id: str, category: str = "phone_crackdown", **more: object) -> dict[str, object]:
    return {"event_id": event_id, "category": category, "uncertainty_m": 6000, **HYESAN, **more}


def table(*rows: dict[str, object]) -> gpd.GeoDataFrame:
    return events_frame(rows)


def texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def test_it_draws_on_the_axes_that_it_is_given() -> None:
    ax = mpl.figure.Figure(figsize=(7, 6)).add_axes((0.05, 0.3, 0.9, 0.6))
    assert event_figure(table(event("a")), ax=ax) is ax


def test_the_axes_are_in_degrees() -> None:
    ax = event_figure(table(event("a")), bounds=(127.0, 41.0, 129.0, 42.0))
    assert ax.get_xlim() == (127.0, 129.0)
    assert ax.get_ylim() == (41.0, 42.0)


def test_a_point_of_the_map_is_where_its_degrees_are() -> None:
    ax = event_figure(table(event("a")), bounds=(127.0, 41.0, 129.0, 42.0))
    ax.figure.canvas.draw()
    drawn = [held for held in ax.collections if held.get_zorder() == 12]
    at = drawn[0].get_offset_transform().transform(drawn[0].get_offsets())[0]
    assert at == pytest.approx(ax.transData.transform((HYESAN["lon"], HYESAN["lat"])), abs=0.5)


def test_the_legend_counts_by_category() -> None:
    written = texts(event_figure(table(event("a"), event("b"), event("c", "defection"))))
    assert written[written.index("Phone crackdown") + 1] == "2"
    assert written[written.index("Defection") + 1] == "1"
    assert "Market crackdown" not in written


def test_what_is_not_on_the_map_is_counted() -> None:
    nowhere = {"event_id": "n", "category": "other", "unplaced_reason": "not said"}
    rejected = event("r", status="rejected")
    said = " ".join(texts(event_figure(table(event("a"), nowhere, rejected), bounds=(124.0, 39.5, 126.0, 41.0))))
    assert "1 event could not be placed" in said
    assert "1 rejected" in said
    assert "1 event lies outside this map" in said


def test_more_than_fit_become_a_number() -> None:
    few, many = ([event(str(k)) for k in range(n)] for n in (6, 7))
    assert "7" in texts(event_figure(table(*many), title=""))[:1]
    assert "6" not in texts(event_figure(table(*few), title=""))[:1]


def test_a_province_is_shaded_and_its_mark_hollow() -> None:
    vague = {
        "event_id": "v",
        "category": "other",
        "place_id": "kp-chagang",
        "geo_precision": "province",
        "unplaced_reason": "area",
    }
    ax = event_figure(table(vague))
    assert any("Hollow" in text for text in texts(ax))
    assert sum(bool(len(held.get_paths())) for held in ax.collections if held.get_zorder() == 2.5) == 1


def test_names_do_not_lie_on_each_other() -> None:
    ax = event_figure(table(event("a")))
    ax.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in ax.texts if text.get_window_extent().y0 > 40]
    named = [
        box for text, box in zip(ax.texts, boxes, strict=False) if text.get_text() in {"Hyesan", "Samsu", "Kapsan"}
    ]
    assert not any(a.overlaps(b) for k, a in enumerate(named) for b in named[:k])


@pytest.mark.parametrize(("language", "name"), [("en", "Hyesan"), ("ko", "혜산")])
def test_names_are_written_in_the_language(language: str, name: str) -> None:
    ax = event_figure(table(event("a")), language=language)
    assert name in texts(ax)
    figure_bytes(ax, kind="png", dpi=50)  # a missing glyph warns, and warnings are errors


@pytest.mark.parametrize("kind", ["pdf", "svg", "png"])
def test_the_same_figure_is_the_same_file(kind: str) -> None:
    first, second = (figure_bytes(event_figure(table(event("a")), width_mm=88), kind=kind, dpi=60) for _ in range(2))
    assert first == second
    assert b"matplotlib" not in first.lower()[:400]
    assert b"CreationDate" not in first


@pytest.mark.parametrize("width_mm", [60, 88, 180])
def test_all_that_is_written_lies_in_the_figure(width_mm: float) -> None:
    nowhere = {"event_id": "n", "category": "other", "unplaced_reason": "not said"}
    ax = event_figure(table(*(event(str(k)) for k in range(8)), nowhere), width_mm=width_mm)
    ax.figure.canvas.draw()
    whole = ax.figure.bbox
    for text in ax.texts:
        box = text.get_window_extent()
        assert box.y0 >= -1, text.get_text()
        assert box.x1 <= whole.x1 + 1, text.get_text()


def test_a_title_is_shown_as_it_stands() -> None:
    hostile = "<script>$\\frac{1}{0}$ =cmd()"
    ax = event_figure(table(event("a")), title=hostile)
    assert hostile in texts(ax)
    figure_bytes(ax, kind="pdf")


def test_a_public_figure_says_so_and_is_coarser() -> None:
    secret = event("a", source_kind="interview", date_start="2020-01-01", date_end="2020-01-01", uncertainty_m=100)
    said = " ".join(texts(event_figure(table(secret), level="public")))
    assert "Public version" in said


def test_an_empty_table_gives_the_map_alone() -> None:
    ax = event_figure(table())
    assert "0 events" in texts(ax)
    figure_bytes(ax, kind="pdf")


def test_save_figure_writes_what_the_ending_says(tmp_path: Path) -> None:
    ax = event_figure(table(event("a")), width_mm=88)
    assert save_figure(ax, tmp_path / "map.SVG").read_bytes().startswith(b"<?xml")
    assert save_figure(ax, tmp_path / "map.pdf").read_bytes().startswith(b"%PDF")


def test_an_ending_that_is_not_known_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"'.tiff' is not known here; use .pdf, .svg, .png"):
        save_figure(mpl.figure.Figure().add_subplot(), tmp_path / "map.tiff")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"bounds": (131, 40, 124, 43)}, "are not west, south, east and north"),
        ({"language": "fr"}, "language 'fr' is not known; choose from en, ko, zh"),
        ({"level": "secret"}, "level='secret' is not known"),
        ({"width_mm": 4}, "width_mm=4 is not from 40"),
    ],
)
def test_options_that_make_no_figure_are_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        event_figure(table(event("a")), **options)


def test_what_is_no_event_table_is_refused() -> None:
    with pytest.raises(EventSchemaError):
        event_figure(table(event("a")).drop(columns="category"))


def test_a_number_has_the_name_of_its_town() -> None:
    ford = {"category": "other", "lon": 128.17, "lat": 41.4, "place_id": "crossing-x18-hyesan-ford"}
    rows = [*({"event_id": f"b{k}"} | ford for k in range(9)), ford | {"event_id": "a", "lon": 128.18}]
    assert "Hyesan" in texts(event_figure(events_frame(rows)))
