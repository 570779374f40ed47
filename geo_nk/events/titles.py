"""The title of an event as it is generated, and how to tell it from one that a person wrote."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from geo_nk.events.categories import load_categories

if TYPE_CHECKING:
    from typing import Final

__all__ = ["split_title", "title_of"]

_JOINT: Final = ", "


def title_of(category: str, place: str | None) -> str:
    """Return the one line that says what happened where.

    Parameters
    ----------
    category
        Its code.
    place
        What the place is called; None where it is not known.

    Returns
    -------
    str

    Examples
    --------
    >>> title_of("phone_crackdown", "Hyesan"), title_of("defection", None)
    ('Phone crackdown, Hyesan', 'Defection')
    """
    label = load_categories()[category].label
    return f"{label}{_JOINT}{place}" if place else label


def split_title(title: str) -> tuple[str, str] | None:
    """Return the category and the place of a title that has the generated form; None of any other.

    Parameters
    ----------
    title
        A title.

    Returns
    -------
    tuple of str or None
        The code, and the place, which is empty where the title names none.

    Examples
    --------
    >>> split_title("Phone crackdown, Hyesan"), split_title("Three weeks without phones")
    (('phone_crackdown', 'Hyesan'), None)
    """
    label, _, place = title.partition(_JOINT)
    code = _codes().get(label)
    return None if code is None else (code, place)


@cache
def _codes() -> dict[str, str]:
    return {category.label: code for code, category in load_categories().items()}
