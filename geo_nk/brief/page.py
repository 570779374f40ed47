"""A brief as one sealed page: no script, no request, its pictures inside."""

from __future__ import annotations

import base64
import html
from typing import TYPE_CHECKING

from geo_nk.maps.page.seal import Parts, sealed_page, visible
from geo_nk.maps.page.typeface import font_faces
from geo_nk.maps.print.figure_file import figure_bytes
from geo_nk.maps.shared.style import colours
from geo_nk.maps.shared.words import said

if TYPE_CHECKING:
    from geo_nk.brief.content import Content, Panel
    from geo_nk.brief.sources import Source

__all__ = ["page_bytes"]

_DPI = 200
_STYLE = """
@page { size: A4; margin: 12mm 15mm }
body { font: 10.5pt/1.42 "geo-nk sans", "geo-nk wide", system-ui, sans-serif; color: INK; background: PAPER;
  max-width: 180mm; margin: 8mm auto; padding: 0 4mm }
h1 { font-size: 18pt; margin: 0 } h2 { font-size: 11.5pt; margin: 5mm 0 1.5mm }
p { margin: 0 } .told, footer, .url { color: SOFT; font-size: 9pt }
img { display: block; width: 100%; height: auto; margin: 3mm 0 }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 4mm; align-items: start }
ul { margin: 0; padding-left: 5mm } li { margin: .6mm 0; overflow-wrap: anywhere }
ol { margin: 0; padding-left: 6mm; font-size: 9pt }
.second { break-before: page }
@media print { body { margin: 0; padding: 0; max-width: none } }
"""


def page_bytes(content: Content) -> bytes:
    """Return the page; the same for the same content."""
    look = {"INK": colours()["ink"], "PAPER": colours()["paper"], "SOFT": colours()["ink-soft"]}
    style = _STYLE
    for name, colour in look.items():
        style = style.replace(name, colour)
    told = [content.title, content.told, *content.headings, *content.findings, *content.notes, content.more]
    fonts = font_faces("".join([*told, *(source.name for source in content.sources)]))
    of_findings, of_figures, of_sources = content.headings
    body = [
        "<main><section>",
        f"<h1>{_text(content.title)}</h1>",
        f'<p class="told">{_text(content.told)}</p>',
        _picture(content.map),
        f"<h2>{_text(of_findings)}</h2>",
        f"<ul>{''.join(f'<li>{_text(line)}</li>' for line in content.findings)}</ul>",
        *(f'<p class="told">{_text(note)}</p>' for note in content.notes),
        '</section><section class="second">',
        f"<h2>{_text(of_figures)}</h2>",
        *(
            f'<div class="{"pair" if len(row) > 1 else "one"}">{"".join(map(_picture, row))}</div>'
            for row in content.rows
        ),
        f"<h2>{_text(of_sources)}</h2>",
        f"<ol>{''.join(_source(each, content.language) for each in content.sources)}</ol>",
        f'<p class="told">{_text(content.more)}</p>' if content.more else "",
        "</section></main>",
    ]
    parts = Parts(title=content.title, styles=(fonts, style), body="\n".join(body), data={}, scripts=(), own_fonts=True)
    return sealed_page(parts).encode("utf-8")


def _text(text: str) -> str:
    return html.escape(visible(text))


def _picture(panel: Panel) -> str:
    from matplotlib import pyplot as plt  # noqa: PLC0415 - an extra

    ax = panel.draw(None)
    encoded = base64.b64encode(figure_bytes(ax, kind="png", dpi=_DPI)).decode("ascii")
    plt.close(ax.get_figure(root=True))
    return f'<img alt="{_text(panel.told)}" src="data:image/png;base64,{encoded}">'


def _source(source: Source, language: str) -> str:
    name = source.name or ("" if source.url else said("brief.unnamed", language))
    count = said("brief.source_events", language, n=source.events)
    # An address is text, never a link: what opens it should be a person's own choice.
    return f'<li>{_text(name)} <span class="url">{_text(source.url)}</span> · {_text(count)}</li>'
