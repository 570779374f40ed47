"""Type for figures: every name that a figure may write has its glyphs, and what is missing is named."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from geo_nk.data import read_json
from geo_nk.errors import OutputError
from geo_nk.events import events_frame
from geo_nk.gazetteer.tongues import tongues
from geo_nk.maps import event_figure, strip_chart
from geo_nk.maps.print import fonts
from geo_nk.maps.shared.strip import strip
from geo_nk.maps.shared.words import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_name_of_the_map_can_be_written(language: str) -> None:
    tongue = LANGUAGES.index(language)
    towns = read_json("geometry/basemap.json")["towns"]
    names = [tongues(town["place_id"], name=town["name"])[tongue] for town in towns]
    names += [row[0][tongue] for kind in ("rivers", "provinces", "places", "crossings") for row in strip()[kind]]
    families = fonts.families(language)
    assert fonts.missing_glyphs("".join(names), families) == ""


def test_a_glyph_that_no_font_has_is_found() -> None:
    assert fonts.missing_glyphs("Hyesan \U0001f600", fonts.families("en")) == "\U0001f600"


def test_without_matplotlib_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts._shipped.cache_clear()
    monkeypatch.setitem(sys.modules, "matplotlib.font_manager", None)
    with pytest.raises(OutputError, match=r"figures need matplotlib: pip install 'geo_nk\[figure\]'"):
        fonts.families("en")


def test_a_figure_without_matplotlib_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts._shipped.cache_clear()
    for name in ("matplotlib.font_manager", "matplotlib.pyplot"):
        monkeypatch.setitem(sys.modules, name, None)
    for draw in (event_figure, strip_chart):
        with pytest.raises(OutputError, match=r"geo_nk\[figure\]"):
            draw(events_frame([]))


def test_without_the_fonts_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts._shipped.cache_clear()
    monkeypatch.setattr(fonts, "find_spec", lambda _: None)
    with pytest.raises(OutputError, match=r"figures need the font .*geo_nk\[figure\]"):
        fonts.families("en")


def test_without_a_chinese_font_one_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_CHINESE", ("No Such Font",))
    monkeypatch.setattr(fonts, "_installed_since", set)
    fonts._chinese.cache_clear()
    with pytest.raises(OutputError, match="install Noto Sans CJK SC"):
        fonts.families("zh")


def test_a_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "font.ttf"
    path.write_text("no font")
    with pytest.raises(OutputError, match="is no font that can be read"):
        fonts.families("en", font=path)
