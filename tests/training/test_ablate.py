"""The ablation: what is left out is named, and its tables say how far the figures move."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("sklearn", reason="the group train is not installed")


@pytest.fixture
def ablate(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(repository / "training"))
    return importlib.import_module("ablate")


def test_what_is_no_block_and_no_stage_is_named(ablate: Any, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        ablate.main(["q"])
    assert "'q' is no block and no stage; give some of o, p, v" in capsys.readouterr().err


def test_a_table_says_how_far_the_figures_move(ablate: Any) -> None:
    tally = importlib.import_module("scoring").Tally
    whole, less = tally(made=4, right=2, wanted=4, found=2), tally(made=4, right=1, wanted=4, found=1)
    lines = [
        ablate.Line("nothing", whole, {"other": whole}, {"news": whole}),
        ablate.Line("`o` words", less, {"other": less}, {"news": less}),
    ]
    assert list(ablate.tables(lines, {"r": "news"})) == [
        "| F1 by category (events), without | all (4) | other (4) |",
        "| --- | --- | --- |",
        "| nothing | 0.500 | 0.500 |",
        "| `o` words | -0.250 | -0.250 |",
        "",
        "| F1 by kind of report (events), without | all (4) | news (4) |",
        "| --- | --- | --- |",
        "| nothing | 0.500 | 0.500 |",
        "| `o` words | -0.250 | -0.250 |",
    ]
