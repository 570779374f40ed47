"""Scores as lines for people and as plain records for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo_nk.evaluate import EventScores, MentionScores, Share
    from geo_nk.evaluate.gold import Days
    from geo_nk.evaluate.mentions import Met

__all__ = ["event_list", "event_record", "event_text", "mention_list", "mention_record", "mention_text"]

_HEAD = 12
_NAME = 24
_CELL = 34
_QUOTE = 100


def event_text(scores: EventScores) -> list[str]:
    """Return the scores of events as lines: a share, what was counted, and where it may lie with 95 % confidence."""
    return [
        *_agreement(scores),
        *_lines({"dates": scores.dates, "category": scores.exact}),
        "",
        *_table("category", ("precision", "recall"), scores.by_category),
    ]


def mention_text(scores: MentionScores) -> list[str]:
    """Return the scores of mentions as lines."""
    return [
        *_agreement(scores),
        *_lines({"near": scores.near, "role": scores.roles}),
        "",
        *_table("role", ("found", "given this role"), scores.by_role),
    ]


def event_list(scores: EventScores) -> list[str]:
    """Return what was missed and what is false, a line each."""
    missed = [f"  {report}: {e.category}, {_days(e.days)}: {e.title}" for report, e in scores.missed]
    false = [
        f"  {row.report_id}: {row.category} at {row.place or 'a point'}, {_days(row.days)}: {row.quote[:_QUOTE]}"
        for row in scores.false
    ]
    return [*_named("missed", missed), *_named("false", false)]


def mention_list(scores: MentionScores) -> list[str]:
    """Return the names that were missed, put elsewhere, or found where none is labelled, a line each."""
    missed = [f"  {m.report_id}: {m.mention.surface}, paragraph {m.mention.paragraph}" for m in _lost(scores)]
    away = [f"  {m.report_id}: {m.mention.surface}, paragraph {m.mention.paragraph}" for m in _away(scores)]
    false = [f"  {told.report_id}: {told.surface}, character {told.start}" for told in scores.false]
    return [*_named("missed", missed), *_named("elsewhere", away), *_named("false", false)]


def event_record(scores: EventScores, *, every: bool) -> dict[str, object]:
    """Return the scores of events as plain values."""
    record: dict[str, object] = {
        **_agreement_record(scores),
        "dates": scores.dates.as_record(),
        "category": scores.exact.as_record(),
        "by_category": _shares(scores.by_category, ("precision", "recall")),
        "left_out": scores.left_out,
    }
    if every:
        record["missed"] = [
            {"report": report, "category": event.category, "title": event.title, "dates": _days(event.days)}
            for report, event in scores.missed
        ]
        record["false"] = [
            {"report": row.report_id, "category": row.category, "place": row.place, "dates": _days(row.days)}
            | {"quote": row.quote}
            for row in scores.false
        ]
    return record


def mention_record(scores: MentionScores, *, every: bool) -> dict[str, object]:
    """Return the scores of mentions as plain values."""
    record: dict[str, object] = {
        **_agreement_record(scores),
        "near": scores.near.as_record(),
        "role": scores.roles.as_record(),
        "by_role": _shares(scores.by_role, ("found", "role")),
    }
    if every:
        for key, several in (("missed", _lost(scores)), ("elsewhere", _away(scores))):
            record[key] = [
                {"report": m.report_id, "surface": m.mention.surface, "paragraph": m.mention.paragraph} for m in several
            ]
        record["false"] = [
            {"report": told.report_id, "surface": told.surface, "start": told.start} for told in scores.false
        ]
    return record


def _agreement(scores: EventScores | MentionScores) -> list[str]:
    return [
        *_lines({"precision": scores.precision, "recall": scores.recall}),
        _line("F1", "none to count" if scores.f1 is None else f"{scores.f1:.2f}"),
    ]


def _agreement_record(scores: EventScores | MentionScores) -> dict[str, object]:
    return {
        "precision": scores.precision.as_record(),
        "recall": scores.recall.as_record(),
        "f1": _rounded(scores.f1),
    }


def _lines(shares: Mapping[str, Share]) -> list[str]:
    return [_line(name, str(share)) for name, share in shares.items()]


def _line(name: str, value: str) -> str:
    return f"{name:{_HEAD}}{value}"


def _table(noun: str, heads: tuple[str, str], rows: Mapping[str, tuple[Share, Share]]) -> list[str]:
    lines = [(noun, *heads), *((name, *map(str, shares)) for name, shares in rows.items())]
    return [f"{name:{_NAME}}{one:{_CELL}}{other}" for name, one, other in lines]


def _named(name: str, lines: list[str]) -> list[str]:
    return ["", f"{name}: {len(lines)}", *lines]


def _days(days: Days | None) -> str:
    if days is None:
        return "no date"
    first, last = days
    return first.isoformat() if first == last else f"{first} to {last}"


def _lost(scores: MentionScores) -> list[Met]:
    return [each for each in scores.met if each.told is None]


def _away(scores: MentionScores) -> list[Met]:
    return [each for each in scores.met if each.near is False]


def _shares(rows: Mapping[str, tuple[Share, Share]], heads: tuple[str, str]) -> dict[str, object]:
    return {
        name: dict(zip(heads, (share.as_record() for share in shares), strict=True)) for name, shares in rows.items()
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
