"""The steps of a story that a release tells, and those that it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geo_nk.events.release.needles import Needles, Origin
from geo_nk.events.release.spelling import normal
from geo_nk.maps.page.story import read_story

if TYPE_CHECKING:
    from geo_nk.events.release.plan import Plan
    from geo_nk.maps.page.story import StoryTable

__all__ = ["kept_steps", "told_steps"]

_WORDS: Final = ("title", "text", "url")


def told_steps(story: StoryTable | None, plan: Plan) -> list[str]:
    """Return what the steps say that are told at the level of a release."""
    return [step[name] for step in _steps(story, plan, plan.release.level) for name in _WORDS]


def kept_steps(story: StoryTable | None, plan: Plan) -> Needles:
    """Return what the other steps say, which may stand in no file, but for what those that are told say, too."""
    told = _steps(story, plan, plan.release.level)
    said = normal("\n\0\n".join(told_steps(story, plan)))
    points = {(step["lon"], step["lat"]) for step in told}
    needles = Needles()
    for step in _steps(story, plan, "internal"):
        if step in told:
            continue
        for name in _WORDS:
            needles.add(step[name], Origin(None, f"column {name} of a step of the story"))
        if step["lon"] is not None and (step["lon"], step["lat"]) not in points:
            needles.points[step["lon"], step["lat"]] = Origin(None, "columns lon and lat of a step of the story")
    return needles.without(said)


def _steps(story: StoryTable | None, plan: Plan, level: str) -> list[dict[str, Any]]:
    if story is None:
        return []
    ids = [each.row["event_id"] for each in (*plan.told, *plan.held)]
    return read_story(story, event_ids=ids, level=level)
