"""The type of printed figures: Latin, Hangul and Chinese from fonts that are there, never empty boxes.

Two small packages of the extra ``figure`` carry the fonts; only their files are read, none of their code runs. So a
figure looks the same on every machine, to the byte.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geo_nk.errors import OutputError
from geo_nk.maps.shared.words import LANGUAGES

if TYPE_CHECKING:
    import os

__all__ = ["families", "missing_glyphs"]

_WEIGHTS: Final = (400, 600)

EXTRA: Final = "pip install 'geo_nk[figure]'"

_LATIN: Final = ("font_source_sans_pro", "files", "Source Sans Pro")
_HANGUL: Final = ("koreanize_matplotlib", "fonts", "NanumGothic")

#: Fonts with simplified characters that systems come with. A package with one weighs 60 MB, so none is asked for.
_CHINESE: Final = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Hiragino Sans GB",
    "Heiti SC",
    "Microsoft YaHei",
    "SimHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "Arial Unicode MS",
)


def families(language: str = "en", *, font: str | os.PathLike[str] | None = None) -> list[str]:
    """Return the font families for labels in a language; where the first lacks a character, the next has it.

    Parameters
    ----------
    language
        One of `geo_nk.maps.shared.words.LANGUAGES`.
    font
        A font file to use before all others.

    Returns
    -------
    list of str
        As matplotlib takes them.

    Raises
    ------
    geo_nk.errors.OutputError
        If a package or a font is missing; the message says what to install.
    ValueError
        If the language is not known.

    Examples
    --------
    >>> families("ko")
    ['Source Sans Pro', 'NanumGothic']
    """
    if language not in LANGUAGES:
        raise ValueError(f"language {language!r} is not known; choose from {', '.join(LANGUAGES)}")
    own = [] if font is None else [_of_file(str(font))]
    shipped = [_shipped(*_LATIN), _shipped(*_HANGUL)]
    if language == "zh":
        return [*own, *shipped[:1], *([] if own else [_chinese()]), *shipped[1:]]
    return [*own, *shipped]


@cache
def _shipped(package: str, folder: str, family: str) -> str:
    """Make the fonts of a package known to matplotlib, once."""
    try:
        from matplotlib.font_manager import fontManager  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise OutputError(f"figures need matplotlib: {EXTRA}") from error
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise OutputError(f"figures need the font {family}, which the package {package} has: {EXTRA}")
    for file in sorted((Path(found.submodule_search_locations[0]) / folder).glob("*.ttf")):
        fontManager.addfont(file)
    return family


@cache
def _of_file(path: str) -> str:
    from matplotlib.font_manager import fontManager, get_font  # noqa: PLC0415 - an extra

    try:
        family = get_font(path).family_name
        fontManager.addfont(path)
    except (OSError, RuntimeError) as error:
        raise OutputError(f"{path}: is no font that can be read; give a .ttf, .otf or .ttc file") from error
    return str(family)


@cache
def _chinese() -> str:
    from matplotlib.font_manager import fontManager  # noqa: PLC0415 - an extra

    installed = {entry.name for entry in fontManager.ttflist}
    if installed.isdisjoint(_CHINESE):
        installed = _installed_since()
    found = next((name for name in _CHINESE if name in installed), None)
    if found is None:
        message = (
            "labels in Chinese need a font that has them, and none is installed; install Noto Sans CJK SC "
            "(on Debian: fonts-noto-cjk) or name a font file with font=..."
        )
        raise OutputError(message)
    # These fonts come in one weight. Said to be all that figures use, matplotlib need not complain for each text.
    (first, *_) = (entry for entry in fontManager.ttflist if entry.name == found)
    fontManager.ttflist += [replace(first, weight=weight) for weight in _WEIGHTS if weight != first.weight]
    return found


def _installed_since() -> set[str]:
    """Return the Chinese fonts that were installed after matplotlib made its list of fonts."""
    from matplotlib.font_manager import findSystemFonts, fontManager, get_font  # noqa: PLC0415 - an extra

    found = set()
    for path in findSystemFonts():
        try:
            family = get_font(path).family_name
        except RuntimeError:  # a file that is no font
            continue
        if family in _CHINESE:
            fontManager.addfont(path)
            found.add(family)
    return found


def missing_glyphs(text: str, names: list[str]) -> str:
    """Return the characters of a text that none of the families has, each once, in order.

    Parameters
    ----------
    text
        To be written.
    names
        As `families` returns them.

    Returns
    -------
    str

    Examples
    --------
    >>> missing_glyphs("혜산 Hyesan", families("ko"))
    ''
    """
    from matplotlib.font_manager import FontProperties, findfont, get_font  # noqa: PLC0415 - an extra

    fonts = [get_font(findfont(FontProperties(family=name), fallback_to_default=False)) for name in names]
    lacking = (
        each for each in text if each.isprintable() and not any(font.get_char_index(ord(each)) for font in fonts)
    )
    return "".join(dict.fromkeys(lacking))
