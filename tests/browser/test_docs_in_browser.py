"""The site of docs/ as a reader without a network sees it, from disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow


def test_the_site_is_read_and_searched_from_disk(site: Path, browser: Browser) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto((site / "index.html").as_uri())
    assert "Quick start" in (page.text_content("article") or "")
    page.keyboard.press("/")
    page.keyboard.type("accessor")
    page.wait_for_selector(".md-search-result__item a")
    page.click(".md-search-result__item a")
    page.wait_for_selector("article h1")
    assert "reference/" in page.url
    context.close()
    assert asked
    assert [address for address in asked if not address.startswith(("file:", "about:", "data:"))] == []
    assert complaints == []
