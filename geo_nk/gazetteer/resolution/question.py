"""What the gazetteer is asked: a name, and what is known about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from geo_nk.countries import country_of
from geo_nk.gazetteer.place import on_earth

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

__all__ = ["Context", "Question", "question"]

_PAIR = 2
_DAY = len("YYYY-MM-DD")
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)


class Question(NamedTuple):
    """A name with what is known about it; `near` is a name, an id, or lon and lat in degrees."""

    name: str
    within: tuple[str, ...] = ()
    near: str | tuple[float, float] | None = None
    kind: str | None = None
    country: str | None = None
    at: str | None = None
    fuzzy: bool = True

    @property
    def bare(self) -> bool:
        """Whether nothing but the name is given."""
        return not (self.within or self.near or self.kind or self.country or self.at)


class Context(TypedDict, total=False):
    """The keywords of :meth:`geo_nk.gazetteer.store.Gazetteer.resolve`, which says what each means."""

    within: str | Sequence[str] | None
    near: str | tuple[float, float] | None
    kind: str | None
    country: str | None
    at: dt.date | str | None
    fuzzy: bool


def question(
    name: str,
    *,
    within: str | Sequence[str] | None = None,
    near: str | tuple[float, float] | None = None,
    kind: str | None = None,
    country: str | None = None,
    at: dt.date | str | None = None,
    fuzzy: bool = True,
) -> Question:
    """Make a question of what a person gives, in one form and checked.

    Parameters
    ----------
    name, within, near, kind, country, at, fuzzy
        As for :meth:`geo_nk.gazetteer.store.Gazetteer.resolve`.

    Returns
    -------
    Question

    Raises
    ------
    ValueError
        If `near` is no point on the earth, `country` is not known, or `at` no date.

    Examples
    --------
    >>> question("Sambong", within="Onsong", near=[129.9, 42.8], country="kp")
    Question(name='Sambong', within=('Onsong',), near=(129.9, 42.8), kind=None, country='KP', at=None, fuzzy=True)
    >>> question("Sambong", near=(42.8, 129.9))
    Traceback (most recent call last):
    ...
    ValueError: near is (42.8, 129.9); give a name, a place id, or lon and lat in degrees, in this order
    """
    areas = (within,) if isinstance(within, str) else tuple(within or ())
    return Question(name, tuple(filter(None, areas)), _near(near), kind or None, _country(country), _date(at), fuzzy)


def _near(near: str | Sequence[float] | None) -> str | tuple[float, float] | None:
    if near is None or isinstance(near, str):
        return near or None
    point = tuple(map(float, near))
    if len(point) == _PAIR and on_earth(*point):
        return point[0], point[1]
    raise ValueError(f"near is {near!r}; give a name, a place id, or lon and lat in degrees, in this order")


def _country(country: str | None) -> str | None:
    if not country:
        return None
    code = country_of(country) or country_of(country.upper())
    if not code:
        raise ValueError(f"country is {country!r}, which is not known here; give two letters, such as KP")
    return code


def _date(at: dt.date | str | None) -> str | None:
    if at is None or at == "":
        return None
    day = str(at)[:_DAY]
    if not _DATE.fullmatch(day):
        raise ValueError(f"at is {at!r}; give a date, or text such as 1999, 1999-08 or 1999-08-31")
    return day
