"""``geo-nk demo``: the main job on the bundled example."""

from __future__ import annotations

import sys
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo_nk import data
from geo_nk.cli.shared.console import finish, say
from geo_nk.cli.shared.model import ModelOptions, reads_by_model, say_what_it_took, say_whom_it_tells
from geo_nk.errors import OutputError

if TYPE_CHECKING:
    from geo_nk.reports.report import Refusal

__all__ = ["demo"]


@reads_by_model
def demo(
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write into.")] = Path("geo_nk_demo"),
    *,
    model: ModelOptions,
) -> None:
    """Make a map and GeoJSON of the bundled made-up reports, and a map of cited facts, to see what comes out.

    Example: geo-nk demo
    """
    from geo_nk.events.files import read_events, write_events
    from geo_nk.events.place import place_events
    from geo_nk.extract.pipeline import extract_events
    from geo_nk.maps import event_map

    reader = model.reader()
    refusals: list[Refusal] = []
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{output}: the folder cannot be made ({error.strerror}); choose another with -o") from error
    with resources.as_file(data.file("examples")) as examples:
        say_whom_it_tells(reader, [examples / "reports"])
        events = extract_events(examples / "reports", extractor=reader, errors=refusals)
        cited = place_events(read_events(examples / "cited_events.csv"))
        told = event_map(cited, title="Cited facts from five published reports", story=examples / "cited_story.csv")
    write_events(events, output / "events.geojson")
    made_up = event_map(events, title="Made-up example: ten reports that never happened")
    made_up.release["made_up"] = True
    made_up.save(output / "map.html")
    told.save(output / "cited.html")
    say(f"Read {events['report_id'].nunique()} made-up reports: {len(events)} events.", "")
    say(f"  map      {(output / 'map.html').resolve()}")
    say(f"  GeoJSON  {(output / 'events.geojson').resolve()}")
    say(f"  and the story of {len(cited)} real, cited events  {(output / 'cited.html').resolve()}", "")
    say_what_it_took(reader)
    say(f"Open a map in a browser; it needs no network. Then try your own: {_program()} map FOLDER -o map.html")
    finish(refusals)


def _program() -> str:
    """Return how this program was called, so that the next command can be copied: perhaps .venv/bin/geo-nk."""
    called = Path(sys.argv[0])
    return "python -m geo_nk" if called.suffix == ".py" else str(called)
