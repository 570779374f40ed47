"""Hold the place names that were found against those a person marked: by overlap, by point, by role."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo_nk.errors import ReadError
from geo_nk.evaluate.events import NEAR_KM
from geo_nk.evaluate.gold import GoldMention, GoldReport, read_gold
from geo_nk.evaluate.shares import Share, f1_of
from geo_nk.evaluate.told import Told, told_by
from geo_nk.geodesy import great_circle_m
from geo_nk.reports.read import read_reports

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo_nk.extract.toponyms.mention import Mention
    from geo_nk.reports.report import Report

__all__ = ["MentionScores", "Met", "evaluate_mentions"]

UNCOUNTED = "country"
"""Countries are not labelled."""


@dataclass(frozen=True, slots=True)
class Met:
    """A labelled name and what was found there.

    Attributes
    ----------
    report_id : str
    mention : GoldMention
    told : Told or None
        None where nothing was found.
    near : bool or None
        Whether the point is near enough; None where none is asked.
    """

    report_id: str
    mention: GoldMention
    told: Told | None
    near: bool | None


@dataclass(frozen=True, slots=True)
class MentionScores:
    """How well found place names agree with labelled ones.

    Attributes
    ----------
    precision : Share
        Of the found names, those that overlap a labelled one; countries are not counted.
    recall : Share
        Of the labelled names, those that were found.
    near : Share
        Of the found names that have a labelled point, those put within the distance of it.
    roles : Share
        Of the found names that have a labelled role, those given the same.
    by_role : mapping
        For each labelled role: how many names were found, and how many of those were given it.
    met : tuple of Met
        Each labelled name.
    false : tuple of Told
        What was found where nothing is labelled.
    """

    precision: Share
    recall: Share
    near: Share
    roles: Share
    by_role: Mapping[str, tuple[Share, Share]]
    met: tuple[Met, ...]
    false: tuple[Told, ...]

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        return f1_of(self.precision, self.recall)


def evaluate_mentions(
    gold: str | os.PathLike[str] | Sequence[GoldReport],
    pred: str | os.PathLike[str] | Iterable[Mention | Mapping[str, Any]],
    *,
    reports: str | os.PathLike[str] | Iterable[Report] | None = None,
    within_km: float = NEAR_KM,
) -> MentionScores:
    """Hold found place names against labelled ones.

    Parameters
    ----------
    gold
        A labelled ``.jsonl`` file, or what `read_gold` returns.
    pred
        What `find_mentions` returns, or the ``.jsonl`` file that ``geo-nk mentions`` writes.
    reports
        The texts, which say where a paragraph begins: a folder, or `Report` objects. The folder ``reports`` beside
        `gold` where none is given.
    within_km
        How far off a point may lie, in kilometres.

    Returns
    -------
    MentionScores

    Raises
    ------
    geo_nk.errors.ReadError
        If a file or the text of a labelled report cannot be read, or does not have the labelled name at its place.
    ValueError
        If `within_km` is not positive.

    Examples
    --------
    >>> from geo_nk.extract import find_mentions
    >>> from geo_nk.evaluate.gold import GoldMention, GoldReport
    >>> from geo_nk.reports import Report
    >>> report = Report("r1", "Two traders were arrested in Hyesan.")
    >>> name = GoldMention("Hyesan", 0, 29, "event", "Hyesan", "city", point=(128.18, 41.4))
    >>> print(evaluate_mentions([GoldReport("r1", (name,), ())], find_mentions(report), reports=[report]).near)
    1.00  1 of 1, 0.21 to 1.00
    """
    if not within_km > 0:
        raise ValueError(f"within_km is {within_km}; give a distance above 0")
    sheet = read_gold(gold) if isinstance(gold, str | os.PathLike) else gold
    texts = _texts(gold, sheet, reports)
    by_report: dict[str, list[Told]] = defaultdict(list)
    for told in told_by(pred):
        if told.kind != UNCOUNTED:
            by_report[told.report_id].append(told)
    met: list[Met] = []
    false: list[Told] = []
    for report in sheet:
        text = texts[report.report_id]
        free = [told for told in by_report[report.report_id] if told.start >= text.body_start]
        met += [_meet(text, mention, free, within_m=within_km * 1000) for mention in report.mentions]
        false += free
    return _scores(met, false)


def _meet(report: Report, mention: GoldMention, free: list[Told], *, within_m: float) -> Met:
    """Return what was found at a labelled name, taking it from the free ones."""
    start = _start(report, mention)
    end = start + len(mention.surface)
    told = next((each for each in free if each.start < end and start < each.end), None)
    if told is None:
        return Met(report.report_id, mention, None, None)
    free.remove(told)
    if mention.point is None or mention.wide:
        return Met(report.report_id, mention, told, None)
    near = told.point is not None and great_circle_m(*mention.point, *told.point) <= within_m
    return Met(report.report_id, mention, told, near)


def _start(report: Report, mention: GoldMention) -> int:
    """Return where a labelled name stands in the text, having looked whether it does."""
    paragraphs = report.text[report.body_start :].split("\n\n")
    before = report.body_start + sum(len(each) + 2 for each in paragraphs[: mention.paragraph])
    start = before + mention.start
    if mention.paragraph >= len(paragraphs) or not report.text.startswith(mention.surface, start):
        raise ReadError(
            f"report {report.report_id}: {mention.surface!r} does not stand in paragraph {mention.paragraph} at "
            f"character {mention.start}; count both from 0, paragraphs behind the header lines"
        )
    return start


def _scores(met: Sequence[Met], false: Sequence[Told]) -> MentionScores:
    found = [(each.mention, each.told, each.near) for each in met if each.told is not None]
    asked = [near for _, _, near in found if near is not None]
    roled = [(mention.role, told.role) for mention, told, _ in found if mention.role]
    wanted = [each.mention.role for each in met]
    return MentionScores(
        precision=Share(len(found), len(found) + len(false)),
        recall=Share(len(found), len(met)),
        near=Share(sum(asked), len(asked)),
        roles=Share(sum(one == other for one, other in roled), len(roled)),
        by_role={
            role: (
                Share(sum(one == role for one, _ in roled), wanted.count(role)),
                Share(roled.count((role, role)), sum(one == role for one, _ in roled)),
            )
            for role in sorted(filter(None, set(wanted)))
        },
        met=tuple(met),
        false=tuple(false),
    )


def _texts(
    gold: object, sheet: Sequence[GoldReport], reports: str | os.PathLike[str] | Iterable[Report] | None
) -> dict[str, Report]:
    if reports is None:
        if not isinstance(gold, str | os.PathLike):
            raise ReadError("the texts of the reports are needed to find the labelled names; give reports=FOLDER")
        reports = Path(gold).parent / "reports"
    several = read_reports(reports) if isinstance(reports, str | os.PathLike) else reports
    texts = {report.report_id: report for report in several}
    lost = [report.report_id for report in sheet if report.report_id not in texts]
    if lost:
        raise ReadError(f"{reports}: no text of report {lost[0]!r}; name each labelled report as its file's stem")
    return texts
