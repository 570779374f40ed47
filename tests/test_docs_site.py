"""The site of docs/ is built without a warning, has no broken link, and asks nobody when it is read from disk."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

import geo_nk
from geo_nk.events import EVENT_COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


class Links(HTMLParser):
    """What a page loads, what it leads to, and what can be led to in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: set[str] = set()
        self.leads: set[str] = set()
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.anchors |= {found[name] for name in ("id", "name") if name in found}
        if tag == "a":
            self.leads.add(found.get("href", ""))
        elif found.get("rel") not in {"canonical", "prev", "next"}:
            self.loads |= {found[name] for name in ("src", "href", "srcset", "data") if name in found}


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Links]:
    return {path: Links(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}


def test_every_page_of_docs_is_in_it(site: Path, repository: Path) -> None:
    assert {path.stem for path in (repository / "docs").glob("*.md")} <= {path.stem for path in site.glob("*.html")}


def test_no_link_inside_is_broken(pages: dict[Path, Links]) -> None:
    broken = []
    for path, links in pages.items():
        for link in links.leads | links.loads:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or path.name == "404.html":
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            known = pages[target].anchors if target in pages else set()
            if not target.is_file() or (parts.fragment and target in pages and unquote(parts.fragment) not in known):
                broken.append(f"{path.name}: {link}")
    assert pages
    assert broken == []


def test_nothing_is_loaded_from_elsewhere(site: Path, pages: dict[Path, Links]) -> None:
    assert [link for links in pages.values() for link in links.loads if urlsplit(link).netloc] == []
    styles = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.css"))
    assert re.findall(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//", styles) == []


def test_every_public_name_is_in_the_reference(pages: dict[Path, Links], site: Path) -> None:
    shown = "".join(path.read_text(encoding="utf-8") for path in pages if path.parent == site / "reference")
    headings = set(re.findall(r"geo_nk\.(\w+)", shown))
    assert set(geo_nk.__all__) - {"__version__"} <= headings


def test_every_command_is_on_the_page_of_commands(pages: dict[Path, Links], site: Path) -> None:
    from geo_nk.cli.app import app  # noqa: PLC0415

    names = {f"geo-nk-{command.name}" for command in app.registered_commands}
    assert names
    assert names <= pages[site / "commands.html"].anchors


def test_every_column_is_on_the_page_of_the_event_table(site: Path) -> None:
    text = (site / "events.html").read_text(encoding="utf-8")
    assert [column.name for column in EVENT_COLUMNS if f"<code>{column.name}</code>" not in text] == []
