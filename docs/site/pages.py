"""What the site shows beside the pages of docs/: the README, the commands, the public names, what stands beside data.

MkDocs calls the functions whose names begin with ``on_``; ``mkdocs.yml`` names this file.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from mkdocs.structure.files import File

import geo_nk
from geo_nk.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

REPOSITORY = Path(__file__).parents[2]

#: Pages that stand elsewhere in the repository, by their name in the site.
ELSEWHERE = {
    "index.md": "README.md",
    "changelog.md": "CHANGELOG.md",
    "licences.md": "LICENSE-data.md",
    "gazetteer.md": "gazetteer/README.md",
    "training.md": "training/README.md",
    "ablation.md": "training/ablation.md",
    "labelling.md": "training/labelled/README.md",
    "conventions.md": "geo_nk/data/llm/conventions.md",
    "examples.md": "geo_nk/data/examples/README.md",
}
#: The pages of the reference, in the order of the work: the modules whose public names each shows.
REFERENCE = {
    "Reading reports": ("reports", "extract", "extract.llm", "dates"),
    "Events": ("events",),
    "Places and the border": ("gazetteer", "geocode", "border"),
    "Maps and figures": ("maps",),
    "Measuring": ("evaluate",),
    "Tables": ("tables",),
}
OTHERS = "Accessor, errors and more"
_CODE_OR_LINK = re.compile(r"^(`{3,}).*?^\1|`[^`\n]+`|(!?)\[([^\]]*)\]\(([^)\s]+)\)", re.DOTALL | re.MULTILINE)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the pages of the reference into the navigation, and those of docs/ that it forgets."""
    named = set(_pages(config.nav))
    forgotten = [path.name for path in sorted(Path(config.docs_dir).glob("*.md")) if path.name not in named]
    _under(config.nav, "How to").extend(forgotten)
    _under(_under(config.nav, "Reference"), "Python").extend({title: _address(title)} for title in _reference())
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made or stand elsewhere."""
    for name, path in ELSEWHERE.items():
        files.append(File.generated(config, name, content=(REPOSITORY / path).read_text(encoding="utf-8")))
    files.append(File.generated(config, "commands.md", content=commands()))
    for title, shown in _reference().items():
        files.append(File.generated(config, _address(title), content=reference(title, shown)))
    return files


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:  # noqa: ANN401 - MkDocs hands over what it likes
    """Lead links between files of the repository to the pages that show them; where none does, name the file."""
    here = page.file.src_uri
    source = ELSEWHERE.get(here, f"docs/{here}")
    return _CODE_OR_LINK.sub(lambda match: _led(match, here, source), markdown)


def commands() -> str:
    """Return the page of the commands, each with its arguments and options."""
    lines = ["# Commands", "", "What `geo-nk COMMAND --help` says."]
    for path, command in _commands("geo-nk", typer.main.get_command(app)):
        lines += ["", f"## {path}", "", _plain(command.help or ""), ""]
        lines += ["| argument or option | meaning |", "| --- | --- |"]
        lines += [f"| {_named(param)} | {_cell(getattr(param, 'help', None) or '')} |" for param in command.params]
    return "\n".join(lines) + "\n"


def reference(title: str, shown: dict[str, str]) -> str:
    """Return a page of the reference, from docstrings: each name with the object that it is."""
    lines = [f"# {title}"]
    for name, home in shown.items():
        lines += ["", f"::: {home}", "    options:", f"      heading: {name}"]
    return "\n".join(lines) + "\n"


def _reference() -> dict[str, dict[str, str]]:
    """Return the public names by page; those of a module that no page asks for have the last."""
    homes = {home: title for title, modules in REFERENCE.items() for home in modules}
    pages: dict[str, dict[str, str]] = {title: {} for title in (*REFERENCE, OTHERS)}
    for home, names in geo_nk._HOMES.items():  # noqa: SLF001 - its own package's table
        for name in names:
            thing = getattr(geo_nk, name)
            module = getattr(thing, "__module__", None) or f"geo_nk.{home}"
            pages[homes.get(home, OTHERS)][f"geo_nk.{name}"] = f"{module}.{getattr(thing, '__qualname__', name)}"
    pages[OTHERS] |= {"events.nk": "geo_nk.accessor.EventAccessor", "geo_nk.errors": "geo_nk.errors"}
    return pages


def _address(title: str) -> str:
    return f"reference/{re.sub(r'[^a-z]+', '-', title.lower())}.md"


def _under(nav: Any, title: str) -> list[Any]:  # noqa: ANN401 - what YAML holds
    return next(entry[title] for entry in nav if title in entry)


def _pages(nav: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    """Yield the pages that a navigation names."""
    if isinstance(nav, str):
        yield nav
    for entry in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from _pages(entry)


def _led(match: re.Match[str], here: str, source: str) -> str:
    """Return a link as the site needs it."""
    image, label, target = match[2], match[3], match[4]
    if target is None or "://" in target or target.startswith("#"):
        return match[0]
    path, mark, anchor = target.partition("#")
    wanted = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
    shown = {path: page for page, path in ELSEWHERE.items()}.get(wanted)
    if shown is None and wanted.startswith("docs/"):
        shown = wanted.removeprefix("docs/")
    if shown is None and (REPOSITORY / wanted).exists():
        return f"{label} (`{wanted}`)" if label != wanted else f"`{wanted}`"
    return f"{image}[{label}]({posixpath.relpath(shown or wanted, posixpath.dirname(here) or '.')}{mark}{anchor})"


def _commands(path: str, command: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - of click, or typer's copy of it
    """Yield each command with its name in full; of a group, its commands."""
    within = getattr(command, "commands", None)
    if within is None:
        yield path, command
    for name, inner in (within or {}).items():
        yield from _commands(f"{path} {name}", inner)


def _named(param: Any) -> str:  # noqa: ANN401 - as above
    """Return how an argument or option is written."""
    if param.param_type_name == "argument":
        return f"`{(param.metavar or param.name).upper()}`"
    return ", ".join(f"`{name}`" for name in (*param.opts, *param.secondary_opts))


def _plain(text: str) -> str:
    """Return a help text as Markdown: words in angle brackets are no tags."""
    return text.replace("\b", "").replace("<", "&lt;")


def _cell(text: str) -> str:
    return " ".join(_plain(text).split()).replace("|", "\\|")
