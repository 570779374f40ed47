"""Feed the extraction with texts that no person writes, and check what must hold of any text.

Run by hand, for as long as wanted (``pip install atheris``; 300 is seconds)::

    python tests/fuzz/fuzz_extract.py -max_total_time=300 -len_control=0 -max_len=400 corpus/

`check` is also what the property tests call; a short run of the whole is one of the tests where atheris is installed.
"""

from __future__ import annotations

import datetime as dt
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo_nk.extract import Reader

PUBLISHED = dt.date(2021, 8, 6)

PIECES = (
    *(
        "Hyesan",
        "Musan County",
        "Ryanggang Province",
        "the Yalu River",
        "Gwangmyeong-ri",
        "Sinujiu",
        "Kim Jong Suk",
        "혜산",
    ),
    *("회령시", "长白", "Хесан", "Hyesan’s", "(Yalu)", "N. Hamgyong", "Pyongyang", "China", "Mt. Paektu", "Daily NK"),
    *(
        "arrested",
        "were arrested in",
        "raided the market",
        "smuggled",
        "seized 3 kg of",
        "phones",
        "drugs",
        "rice",
        "fled",
    ),
    *(
        "not",
        "nobody",
        "no raids took place there",
        "will",
        "would",
        "plan to",
        "rumours",
        "turned out to be wrong",
        "if",
    ),
    *(
        "in",
        "at",
        "near",
        "from",
        "to",
        "opposite",
        "along the upper reaches of",
        "between",
        "and",
        "about 10 km north of",
    ),
    *(
        "a source in",
        "told",
        "said on the 8th",
        "according to",
        "on May 3, 2020",
        "last month",
        "early July",
        "since the",
    ),
    *(
        "the following day",
        "two weeks later",
        "Victory Day",
        "2021-08-06",
        "SEOUL, July 15 --",
        "15 years in a labour camp",
    ),
    *(
        ". ",
        ", ",
        "; ",
        ": ",
        " -- ",
        "—",
        "\n",
        "\n\n",
        "\t",
        " ",
        "  ",
        '"',
        "“",
        "”",
        "(",
        ")",
        "-",
        "'",
        "’",
        "...",
        "?!",
    ),
    *(
        "title: ",
        "Read in Korean",
        "By custom",
        "[1]",
        "1.5",
        "1,500",
        "99999999999999",
        "0",
        "İ",
        "ß",
        "ﬁ",
        "\u0301",
        "\u200b",
    ),
    *(
        "\u202e",
        "\x00",
        "\ud800",
        "\U0001f600",
        "<b>",
        "{{",
        "%s",
        "=1+1",
        "\\",
        "*",
        "A" * 50,
        "-" * 50,
        "9" * 50,
        "é" * 9,
    ),
)


@cache
def reader() -> Reader:
    """Return the one reader: making it takes longer than reading."""
    from geo_nk.extract import Reader  # noqa: PLC0415 - after the fuzzer has begun to watch imports

    return Reader()


def check(text: str, *, body_start: int = 0, table: bool = True) -> None:
    """Read a text as a report, and check that all that is said of it stands in it, and that its table is valid."""
    from geo_nk.events import events_frame, validate_events  # noqa: PLC0415 - as above
    from geo_nk.reports import Report  # noqa: PLC0415

    reading = reader().read(Report("r", text, body_start=min(body_start, len(text)), published=PUBLISHED))
    for sentence in reading.analysis.sentences:
        assert 0 <= sentence.start < sentence.end <= len(text)
    for found in (*reading.mentions, *reading.analysis.dates):
        assert text[found.start : found.end] == found.surface
    rows = list(reader().rows(reading))
    for row in rows:
        _check_row(row, text)
    if table:
        validate_events(events_frame(rows))
    assert reading.explain()


def _check_row(row: dict[str, Any], text: str) -> None:
    assert text[row["quote_start"] : row["quote_end"]] == row["quote"]
    if row.get("name_as_written") is not None:
        assert text[row["name_start"] : row["name_end"]] == row["name_as_written"]
        assert row["place_from"] in {"quote", "context"}
    if row.get("date_as_written") is not None:
        assert text[row["date_char_start"] : row["date_char_end"]] == row["date_as_written"]
    assert 0 <= row["confidence"] <= 1
    assert (row.get("lon") is None) == (row.get("unplaced_reason") is not None)


def text_of(provider: Any) -> str:
    """Make a text of the fuzzer's bytes: pieces that mean something, and now and then characters that do not."""
    parts = []
    while provider.remaining_bytes() and len(parts) < 200:
        kind = provider.ConsumeIntInRange(0, 9)
        if kind == 0:
            parts.append(provider.ConsumeUnicode(12))
        elif kind == 1:
            parts.append(PIECES[provider.ConsumeIntInRange(0, len(PIECES) - 1)] * provider.ConsumeIntInRange(1, 20))
        else:
            parts.append(PIECES[provider.ConsumeIntInRange(0, len(PIECES) - 1)])
        if kind > 4:
            parts.append(" ")
    return "".join(parts)


def main() -> None:
    """Hand over to the fuzzer, which reads its own options."""
    import atheris  # type: ignore[import-not-found,unused-ignore] # noqa: PLC0415 - for this run only

    with atheris.instrument_imports(include=["geo_nk"]):
        import geo_nk.extract  # noqa: F401, PLC0415 - watched from here on

    def one_input(data: bytes) -> None:
        provider = atheris.FuzzedDataProvider(data)
        start, seldom = provider.ConsumeIntInRange(0, 9), provider.ConsumeIntInRange(0, 15)
        check(text_of(provider), body_start=start, table=seldom == 0)  # as making a table takes longest

    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
