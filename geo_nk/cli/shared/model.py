"""The options of commands that may read by a language model, and the reader that they ask for."""

from __future__ import annotations

import functools
import inspect
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geo_nk.cli.shared.console import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo_nk.extract.llm import LanguageModelReader

__all__ = ["ModelOptions", "reads_by_model", "say_what_it_took", "say_whom_it_tells"]

_PANEL = "Reading by a language model"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelOptions:
    """What was asked of a language model; nothing where no option was given. Each field is an option of its name."""

    llm: Annotated[
        str | None,
        typer.Option(
            "--llm",
            metavar="URL",
            rich_help_panel=_PANEL,
            help="Let a language model read: a server on this machine, such as http://localhost:11434/v1.",
        ),
    ] = None
    llm_model: Annotated[
        str | None,
        typer.Option("--llm-model", metavar="NAME", rich_help_panel=_PANEL, help="The model, as the server knows it."),
    ] = None
    llm_cache: Annotated[
        Path | None,
        typer.Option(
            "--llm-cache",
            metavar="DIR",
            rich_help_panel=_PANEL,
            help="Keep requests and replies here (they hold the reports' text); what was answered is not asked again.",
        ),
    ] = None
    llm_offline: Annotated[
        bool,
        typer.Option(
            "--llm-offline",
            rich_help_panel=_PANEL,
            help="Ask nobody: use the replies of the cache, and write there what is to be answered elsewhere.",
        ),
    ] = False
    llm_allow_host: Annotated[
        str | None,
        typer.Option(
            "--llm-allow-host",
            metavar="HOST",
            rich_help_panel=_PANEL,
            help="Let the text of the reports go to this host, which is not this machine.",
        ),
    ] = None
    llm_workers: Annotated[
        int, typer.Option("--llm-workers", min=1, max=256, rich_help_panel=_PANEL, help="Requests at a time.")
    ] = 1
    llm_max_reports: Annotated[
        int | None,
        typer.Option(
            "--llm-max-reports", min=0, metavar="N", rich_help_panel=_PANEL, help="Ask about so many reports at most."
        ),
    ] = None
    llm_conventions: Annotated[
        Path | None,
        typer.Option(
            "--llm-conventions",
            metavar="FILE",
            rich_help_panel=_PANEL,
            help="What counts as an event, in place of geo_nk/data/llm/conventions.md.",
        ),
    ] = None
    llm_check: Annotated[
        bool,
        typer.Option(
            "--llm-check",
            rich_help_panel=_PANEL,
            help="Read by the trained reader as well: rows that only one of them has are marked to_review.",
        ),
    ] = False
    llm_confidence: Annotated[
        Path | None,
        typer.Option(
            "--llm-confidence",
            metavar="FILE",
            rich_help_panel=_PANEL,
            help="How often such rows were right on labelled reports, as geo-nk evaluate --confidence wrote it.",
        ),
    ] = None
    llm_timeout: Annotated[
        float,
        typer.Option(
            "--llm-timeout", min=1.0, metavar="SECONDS", rich_help_panel=_PANEL, help="How long one answer may take."
        ),
    ] = 600.0

    @property
    def wanted(self) -> bool:
        """Whether a model is to read."""
        return self.llm is not None or self.llm_offline

    def reader(self, *, workers: int = 1, twice: bool = False) -> LanguageModelReader | None:
        """Return the reader that is asked for; None where none is.

        Parameters
        ----------
        workers
            Processes that were asked for; a model is waited for in threads.
        twice
            Whether the reports will be read more than once.
        """
        if not self.wanted:
            given = [f"--{option.name.replace('_', '-')}" for option in fields(self) if getattr(self, option.name)]
            others = [name for name in given if name not in {"--llm-workers", "--llm-timeout"}]
            if others:
                raise typer.BadParameter("give --llm URL too, or --llm-offline", param_hint=others[0])
            return None
        if self.llm_model is None:
            raise typer.BadParameter("give the name of the model", param_hint="--llm-model")
        if workers > 1:
            raise typer.BadParameter("a model is waited for in threads; use --llm-workers", param_hint="--workers")
        if twice and self.llm_cache is None:
            message = "reports would be asked about twice, for the file and for --explain; give --llm-cache DIR"
            raise typer.BadParameter(message, param_hint="--explain")
        from geo_nk.extract.llm import LanguageModelReader

        return LanguageModelReader(
            self.llm,
            self.llm_model,
            cache=self.llm_cache,
            offline=self.llm_offline,
            allow_host=self.llm_allow_host,
            workers=self.llm_workers,
            most_reports=self.llm_max_reports,
            conventions=self.llm_conventions,
            check=self.llm_check,
            confidence=self.llm_confidence,
            timeout_s=self.llm_timeout,
        )


def reads_by_model(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of `ModelOptions`; it takes them together, as its argument `model`."""
    names = [option.name for option in fields(ModelOptions)]

    @functools.wraps(command)
    def with_model(*inputs: Any, **given: Any) -> None:  # noqa: ANN401 - whatever the command takes
        model = ModelOptions(**{name: given.pop(name) for name in names if name in given})
        command(*inputs, **given, model=model)

    signature = inspect.signature(command, eval_str=True)
    own = [each for name, each in signature.parameters.items() if name != "model"]
    options = inspect.signature(ModelOptions, eval_str=True).parameters.values()
    parameters = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in (*own, *options)]
    with_model.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    with_model.__annotations__ = {each.name: each.annotation for each in parameters}
    return with_model


def say_whom_it_tells(reader: LanguageModelReader | None, inputs: Sequence[Path]) -> None:
    """Say plainly to which host the text of how many reports goes, before the first is sent."""
    if reader is None or reader.host is None:
        return
    from geo_nk.reports.read import read_reports

    count = sum(1 for _ in read_reports(*inputs, errors=[]))
    noun = "report goes" if count == 1 else "reports goes"
    bare = "" if reader.is_encrypted else ", unencrypted: whoever is on the way can read it"
    say(f"the text of {count:,} {noun} to {reader.host}, as far as the cache has no answer; nothing else does{bare}")


def say_what_it_took(reader: LanguageModelReader | None) -> None:
    """Say what was asked, and what it took."""
    if reader is None:
        return
    usage = reader.usage
    asked = f"{reader.model}: {usage.asked:,} requests answered, {usage.replayed:,} replayed from the cache"
    before = ", those of the replayed among them" if usage.replayed else ""
    say(f"{asked}; {usage.tokens_in:,} tokens read, {usage.tokens_out:,} written{before}")
    if usage.unanswered:
        say(
            f"{usage.unanswered:,} requests were written and not asked; answer each in a file HASH.reply.json beside it"
        )
