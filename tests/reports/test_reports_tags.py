from __future__ import annotations

import time

import pytest

from geo_nk.reports.formats.tags import bounded

MANY = 5_000
SECONDS = 10.0  # a fifth of a second each on a quiet machine; hours, were every tag looked for to the end of the page


@pytest.mark.parametrize("between", [" ", "\n", "/", "=1 ", '="<" ', "='>' ", '=""'])
def test_thousands_of_attributes_are_taken_away(between: str) -> None:
    attributes = between.join(f"a{number}" for number in range(MANY))
    assert bounded(f"<p {attributes}>Police came.</p>") == "<p>Police came.</p>"


@pytest.mark.parametrize(
    "page",
    [
        f"<script>for (i=0; i<n; i++) {{ {'a = b; ' * MANY} }}</script><p>Police came.</p>",
        f"<img src='data:{'a/b=' * MANY}'><p>Police came.</p>",
        f"<p title=\"don't\">It's so.</p> a < b {'a = b ' * MANY}<p>",
    ],
    ids=["script", "value", "prose"],
)
def test_what_is_no_attribute_is_not_counted(page: str) -> None:
    assert bounded(page) == page


@pytest.mark.parametrize("piece", ["<a ", "<script ", "<script>", '<a b="', "<a b='\"", "= ", "<"])
def test_what_is_never_closed_is_looked_through_once(piece: str) -> None:
    began = time.process_time()
    bounded("<a " + piece * 200_000)
    assert time.process_time() - began < SECONDS
