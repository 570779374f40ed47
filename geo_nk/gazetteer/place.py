"""A place, and the answer to the question which place a name means."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal

from geo_nk.geodesy import great_circle_m

__all__ = ["LAT_LIMIT", "LON_LIMIT", "Answer", "Candidate", "Method", "Place", "Status", "distance_m", "on_earth"]

#: Degrees beyond which there is no earth.
LON_LIMIT: Final = 180.0
LAT_LIMIT: Final = 90.0

#: How a name was matched, from the surest to the least sure.
#: `within` is no match of the name: a village that is not listed is answered with the county said to hold it.
Method = Literal["exact", "folded", "romanised", "misspelling", "fuzzy", "within", "none"]

#: What came of a question. Two places that fit equally well are `ambiguous`, never a guess.
Status = Literal["found", "ambiguous", "unknown"]


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the gazetteer.

    Attributes
    ----------
    place_id : str
        Stable and readable, such as ``kp-ryanggang-hyesan``.
    name : str
        The name shown on maps and in tables, such as ``Hyesan``.
    kind : str
        One of the kinds of ``gazetteer/README.md``: province, city, county, district, ri, river ...
    country : str
        Two letters: ``KP``, ``CN``, ``RU``, ``KR`` ...
    lon, lat : float or None
        WGS 84 degrees of its point (the seat, for a county or a province); None where it is not located.
    uncertainty_m : float or None
        Radius in metres within which the place lies around the point; None where it is not located.
    province_id : str or None
        The first-order unit that holds it.
    county_id : str or None
        The second-order unit that holds it.
    province : str or None
        Name of that first-order unit.
    confidence : str
        ``high``, ``medium``, ``low`` or ``none``: how far the point can be trusted.
    """

    place_id: str
    name: str
    kind: str
    country: str
    lon: float | None = None
    lat: float | None = None
    uncertainty_m: float | None = None
    province_id: str | None = None
    county_id: str | None = None
    province: str | None = None
    confidence: str = "none"

    @property
    def located(self) -> bool:
        """Whether the place has a point."""
        return self.lon is not None and self.lat is not None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean, with why.

    Attributes
    ----------
    place : Place
    name : str
        The listed name that matched.
    method : str
        See `Method`.
    score : float
        0 to 1; comparable between candidates of one question.
    reason : str
        One clause for people, such as ``romanised like 'Hoeryŏng'; lies in North Hamgyong``.
    """

    place: Place
    name: str
    method: Method
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the gazetteer says to a name: a place, several, or that it does not know.

    Attributes
    ----------
    query : str
        The name as it was asked.
    status : str
        See `Status`.
    candidates : tuple of Candidate
        Best first; one or more when found, two or more when ambiguous, none when unknown.
    suggestions : tuple of str
        Names that resemble an unknown one.
    reason : str
        One sentence for people.
    within : str or None
        What the question said it lies in, joined by commas.
    elsewhere : str or None
        The country that lists the name, where no place that is known here is meant by it.
    """

    query: str
    status: Status
    candidates: tuple[Candidate, ...] = ()
    suggestions: tuple[str, ...] = ()
    reason: str = ""
    within: str | None = None
    elsewhere: str | None = None

    @property
    def best(self) -> Candidate | None:
        """The chosen candidate, or None where nothing was chosen."""
        return self.candidates[0] if self.status == "found" else None

    @property
    def place(self) -> Place | None:
        """The chosen place, or None where nothing was chosen."""
        return self.candidates[0].place if self.status == "found" else None


def on_earth(lon: float, lat: float) -> bool:
    """Say whether degrees are a position; NaN is none.

    Parameters
    ----------
    lon, lat
        Degrees, in this order.

    Returns
    -------
    bool

    Examples
    --------
    >>> on_earth(128.18, 41.4), on_earth(41.4, 128.18)
    (True, False)
    """
    return abs(lon) <= LON_LIMIT and abs(lat) <= LAT_LIMIT


def distance_m(one: Place, other: Place) -> float:
    """Return the great-circle distance of two places in metres; infinite where one has no point.

    Parameters
    ----------
    one, other
        The places.

    Returns
    -------
    float

    Examples
    --------
    >>> distance_m(Place("a", "A", "ri", "KP"), Place("b", "B", "ri", "KP", lon=128.2, lat=41.4))
    inf
    """
    if one.lon is None or one.lat is None or other.lon is None or other.lat is None:
        return math.inf
    return great_circle_m(one.lon, one.lat, other.lon, other.lat)
