"""``geo-nk evaluate``: what was extracted, held against what a person labelled."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo_nk.cli.shared.console import json_text, printable, say
from geo_nk.cli.shared.options import Form, Printed
from geo_nk.cli.shared.output import check_output
from geo_nk.cli.shared.scores import event_list, event_record, event_text, mention_list, mention_record, mention_text
from geo_nk.errors import ReadError

if TYPE_CHECKING:
    from geo_nk.evaluate import EventScores, MentionScores

__all__ = ["evaluate"]


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="Labelled reports (.jsonl), or an event file taken for right.")
    ],
    pred: Annotated[
        Path, typer.Argument(metavar="PRED", help="What geo-nk extract or geo-nk mentions wrote of the same reports.")
    ],
    *,
    reports: Annotated[
        Path | None,
        typer.Option(
            "--reports", help="The folder of the texts, for mentions; the folder reports beside GOLD if none."
        ),
    ] = None,
    within: Annotated[
        float, typer.Option("--within", metavar="KM", min=0.001, help="How far off a point may lie, in kilometres.")
    ] = 25.0,
    confidence: Annotated[
        Path | None,
        typer.Option(
            "--confidence",
            metavar="FILE",
            help="Write how often rows of each reader were right, for --llm-confidence of the other commands.",
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--list", help="List what was missed and what is false.")] = False,
    form: Printed = Form.text,
) -> None:
    """Say how well reports were read: precision, recall, dates or points, by category or role.

    Example: geo-nk evaluate gold.jsonl events.geojson --list
    """
    from geo_nk.evaluate import evaluate_events, evaluate_mentions, measure
    from geo_nk.evaluate.lines import holds_mentions

    if confidence is not None:
        check_output(confidence, endings={".json"}, inputs=(gold, pred))
    if holds_mentions(pred):
        if gold.suffix.lower() != ".jsonl":
            raise ReadError(
                f"{gold}: an event file has no mentions to compare; give labelled reports (.jsonl)", path=gold
            )
        _print_mentions(evaluate_mentions(gold, pred, reports=reports, within_km=within), form=form, every=every)
    else:
        _print_events(evaluate_events(gold, pred, within_km=within), form=form, every=every)
        if confidence is not None:
            measured = measure(gold, pred, within_km=within)
            measured.write(confidence)
            say(f"{confidence}: reports {measured.reports}, kinds of rows by reader and status {len(measured.rows)}")


def _print_events(scores: EventScores, *, form: Form, every: bool) -> None:
    if scores.left_out:
        say(f"{scores.left_out} rows are of reports that are not labelled; they are not counted")
    if form is Form.json:
        typer.echo(json_text(event_record(scores, every=every), indent=2))
    else:
        _echo(event_text(scores) + (event_list(scores) if every else []))


def _print_mentions(scores: MentionScores, *, form: Form, every: bool) -> None:
    if form is Form.json:
        typer.echo(json_text(mention_record(scores, every=every), indent=2))
    else:
        _echo(mention_text(scores) + (mention_list(scores) if every else []))


def _echo(lines: list[str]) -> None:
    for line in lines:
        typer.echo(printable(line))
