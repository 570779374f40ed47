"""What a web page says of itself to machines: when it was published, by whom, under which title and address."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from geo_nk._files.strangers import one_line
from geo_nk.data import read_table
from geo_nk.reports.dates import published_day
from geo_nk.reports.formats.draft import web_address
from geo_nk.reports.header import Facts
from geo_nk.reports.openness import BY_PAGE, is_public_address

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

__all__ = ["facts_of_page", "page_rows"]

_MOST_JSON = 1_000_000
_MOST_OBJECTS = 1_000
_ARTICLE = re.compile(r"(?:Article|Posting|Report)\Z")
_BETWEEN: Final = r"\s*[-–—|·:<>»«]+\s*"
_TIME_OF_PUBLICATION = re.compile(r"publi|pubdate|entry-date|post-date|article-date", re.IGNORECASE)


def facts_of_page(tree: Any) -> Facts:  # noqa: ANN401 - an lxml element; lxml publishes no types
    """Read the facts of a page where it states them for machines; nothing is guessed from its words.

    Parameters
    ----------
    tree
        The page, as lxml parsed it.

    Returns
    -------
    Facts

    Examples
    --------
    >>> from lxml.html import fromstring
    >>> head = '<meta property="article:published_time" content="2021-08-06T09:00:00+09:00"><title>Raid</title>'
    >>> facts = facts_of_page(fromstring(f"<html><head>{head}</head><body></body></html>"))
    >>> facts.published.isoformat(), facts.title
    ('2021-08-06', 'Raid')
    """
    stated = _Stated(tree)
    publisher = next((name for value in stated.all("publisher") if (name := one_line(value))), None)
    days = (day for value in stated.all("published") if (day := published_day(value)))
    titles = (title for value in [*stated.all("title"), *_titles(tree)] if (title := one_line(value)))
    addresses = (url for value in stated.all("url") if (url := web_address(value)))
    title = next(titles, None)
    headings = [one_line(element.text_content()) for element in tree.iter("h1")]
    if title and len(headings) == 1 and headings[0] and re.match(rf"{re.escape(headings[0])}{_BETWEEN}", title):
        title = headings[0]  # what is behind it in the stated title is the name of the site
    day, url = next(days, None), next(addresses, None)
    # The name of a site stands on the page of a chat, too; only what calls itself an article says that it is published.
    is_open = stated.is_article and publisher and day and is_public_address(url)
    return Facts(
        published=day or _day_of_times(tree),
        publisher=publisher,
        url=url,
        title=_without_publisher(title, publisher) if title else None,
        open_by=BY_PAGE if is_open else None,
    )


@cache
def page_rows() -> tuple[tuple[str, str, str], ...]:
    """Return the shipped table of what states which fact: fact, where it stands, under which key or word."""
    return tuple((row["fact"], row["where"], row["key"]) for row in read_table("lexicon/reports/page_facts.csv"))


class _Stated:
    """What a page states, by the place where it does."""

    def __init__(self, tree: Any) -> None:  # noqa: ANN401 - as above
        self._values: dict[tuple[str, str], str] = {}
        for element in tree.iter("meta"):
            for name in ("property", "name", "itemprop"):
                self._note("meta", element.get(name), element.get("content"))
        for element in tree.iter("link"):
            self._note("link", element.get("rel"), element.get("href"))
        for key, value in _linked_data(tree).items():
            self._note("json-ld", key, value)

    def _note(self, where: str, key: str | None, value: str | None) -> None:
        if key and value and value.strip():
            self._values.setdefault((where, key.strip().lower()), value)

    @property
    def is_article(self) -> bool:
        """Whether the page calls itself an article that was published, by the kinds and keys of the table."""
        kinds = set(self._values.get(("json-ld", "@type"), "").split())
        rows = [(where, key) for of, where, key in page_rows() if of == "article"]
        return any(key in kinds if where == "json-ld" else (where, key.lower()) in self._values for where, key in rows)

    def all(self, fact: str) -> Iterator[str]:
        """Yield what is stated as a fact, what is most to be trusted first."""
        for of, where, key in page_rows():
            if of == fact and (where, key.lower()) in self._values:
                yield self._values[where, key.lower()]


def _linked_data(tree: Any) -> dict[str, str]:  # noqa: ANN401 - as above
    """Return the plain values of the first article that JSON-LD describes, with the name of its publisher."""
    for script in tree.iter("script"):
        written = script.text or ""
        if (script.get("type") or "").strip().lower() != "application/ld+json" or len(written) > _MOST_JSON:
            continue
        try:
            found = json.loads(written, strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(found):
            kinds = thing.get("@type")
            if any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in _listed(kinds)):
                publisher = next(iter(_listed(thing.get("publisher"))), None)
                name = publisher.get("name") if isinstance(publisher, dict) else publisher
                plain = {k: v for k, v in {**thing, "publisher": name}.items() if isinstance(v, str)}
                return plain | {"@type": " ".join(kind for kind in _listed(kinds) if isinstance(kind, str))}
    return {}


def _things(found: object) -> Iterator[dict[str, Any]]:
    """Yield the objects at the top; those further in, such as in a list of other articles, are not about the page."""
    for thing in _listed(found)[:_MOST_OBJECTS]:
        if isinstance(thing, dict):
            yield thing
            yield from (part for part in _listed(thing.get("@graph"))[:_MOST_OBJECTS] if isinstance(part, dict))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _titles(tree: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    """Yield what a page without a stated title shows as one: its only main heading, or the title of the window."""
    headings = [element.text_content() for element in tree.iter("h1")]
    if len(headings) == 1:
        yield from headings
    for element in tree.iter("title"):
        yield element.text_content()


def _without_publisher(title: str, publisher: str | None) -> str:
    """Take the publisher's name off the end of a title."""
    if publisher is None:
        return title
    return re.sub(rf"{_BETWEEN}{re.escape(publisher)}\Z", "", title, flags=re.IGNORECASE) or title


def _day_of_times(tree: Any) -> dt.date | None:  # noqa: ANN401 - as above
    """Return the one day in the page's ``<time>`` elements: in those said to be of publication, or in all."""
    called: set[dt.date] = set()
    every: set[dt.date] = set()
    for element in tree.iter("time"):
        day = published_day(element.get("datetime") or element.text_content())
        if day is None:
            continue
        every.add(day)
        names = " ".join([element.get("class") or "", element.get("itemprop") or "", *element.keys()])
        if _TIME_OF_PUBLICATION.search(names):
            called.add(day)
    days = called or every
    return days.pop() if len(days) == 1 else None
