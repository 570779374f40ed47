"""Join the page's modules into the one script that stands in it.

The files in ``assets/`` are ES modules, so that editors, type checkers and node's test runner read what ships. A page
opened from disk cannot load modules, so they are joined in the order of their imports, inside one function. Tables of
JSON that figures for print read too stand among them. What is said of types is left out, for it is a quarter of the
text; other comments stay, for who looks into a page.
"""

# Why no bundler: none comes as a package of PyPI that builds without a network on every system, and one that ran when
# the wheel is built would leave a checkout with the script of yesterday, and give other bytes with each version of its
# own. What a bundler would add is a scope for each module; that no two names meet is what `_refuse_repeats` sees to.

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from geo_nk.maps.shared.assets import asset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["joined_modules", "page_script"]

_IMPORT = re.compile(r'^import \{\s*([\w$]+(?:,\s*[\w$]+)*,?)\s*\} from "(\.{1,2}/[\w./-]+\.js)";\n', re.MULTILINE)
_TABLE = re.compile(r'^import ([\w$]+) from "(\.{1,2}/[\w./-]+\.json)" with \{ type: "json" \};\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let)\b)", re.MULTILINE)
_LEFT_OVER = re.compile(r"^(?:import|export)\b.*|^(?:const|let|var) *[\[{].*|^var\b.*", re.MULTILINE)
_TYPES = re.compile(r"^[ \t]*/\*\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_OPEN_TEMPLATE = re.compile(r"^(?:[^`\n]*`[^`\n]*`)*[^`\n]*`[^`\n]*$", re.MULTILINE)
_NAME = re.compile(r"^(export )?(?:async )?(?:function\*?|class|const|let) +([\w$]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Module:
    """One file: what it takes from others, what it declares at its top, what of that others may take, and the rest."""

    name: str
    imports: dict[str, tuple[str, ...]]
    declared: tuple[str, ...]
    exported: frozenset[str]
    text: str


@cache
def page_script() -> str:
    """Return the script of the page.

    Returns
    -------
    str
        `joined_modules` from ``page.js``.
    """
    return joined_modules("page.js")


def joined_modules(entry: str, *, read: Callable[[str], str] = asset) -> str:
    r"""Return a module and all that it imports as one script.

    Parameters
    ----------
    entry
        The file that starts the page.
    read
        Gives the text of a file by its name, with its room.

    Returns
    -------
    str
        Each module once, behind those that it imports, all in one function in strict mode.

    Raises
    ------
    ValueError
        If modules import each other in a circle, import what is not exported, declare one name twice, or use a form
        of ``import``, ``export``, declaration or template that is not understood here.

    Examples
    --------
    >>> files = {"a.js": 'import { b } from "./b.js";\nb();\n', "b.js": "export const b = () => 1;\n"}
    >>> print(joined_modules("a.js", read=files.__getitem__))
    (() => {
    "use strict";
    const b = () => 1;
    b();
    })();
    """
    modules: dict[str, _Module] = {}
    _gather(entry, read=read, done=modules, above=())
    _refuse_repeats(modules.values())
    return '(() => {\n"use strict";\n' + "".join(module.text for module in modules.values()) + "})();\n"


def _gather(name: str, *, read: Callable[[str], str], done: dict[str, _Module], above: tuple[str, ...]) -> None:
    """Add a module to those that are done, behind all that it imports."""
    if name in done:
        return
    if name in above:
        raise ValueError(f"modules import each other in a circle: {' > '.join((*above, name))}")
    module = (_table if name.endswith(".json") else _parsed)(name, read(name))
    for other, names in module.imports.items():
        _gather(other, read=read, done=done, above=(*above, name))
        if missing := sorted(set(names) - done[other].exported):
            raise ValueError(f"{name} imports {', '.join(missing)} from {other}, which does not export it")
    done[name] = module


def _table(name: str, text: str) -> _Module:
    """Return a table of JSON as a module that exports it by the name of the file in capitals."""
    word = PurePosixPath(name).stem.upper()
    text = f"const {word} = {json.dumps(json.loads(text), separators=(',', ':'))};\n"
    return _Module(name=name, imports={}, declared=(word,), exported=frozenset({word}), text=text)


def _parsed(name: str, text: str) -> _Module:
    imports = {
        normpath(join(dirname(name), match[2])): tuple(word for word in re.split(r"[,\s]+", match[1]) if word)
        for match in sorted([*_IMPORT.finditer(text), *_TABLE.finditer(text)], key=re.Match.start)
    }
    declared = _NAME.findall(text)
    rest = _TYPES.sub("", _EXPORT.sub("", _TABLE.sub("", _IMPORT.sub("", text))))
    if found := _OPEN_TEMPLATE.search(rest):
        raise ValueError(
            f"{name}: {found[0].strip()[:80]!r} opens a template that ends on another line; keep it on one"
        )
    if found := _LEFT_OVER.search(rest):
        raise ValueError(
            f'{name}: {found[0][:80]!r} is not understood; write `import {{ a, b }} from "./file.js";` '
            'or `import FILE from "./file.json" with { type: "json" };`, '
            "export where a name is declared, and declare one name at a time"
        )
    return _Module(
        name=name,
        imports=imports,
        declared=tuple(word for _, word in declared),
        exported=frozenset(word for mark, word in declared if mark),
        text=rest,
    )


def _refuse_repeats(modules: Iterable[_Module]) -> None:
    owner: dict[str, str] = {}
    for module in modules:
        for word in module.declared:
            if word in owner:
                raise ValueError(f"{owner[word]} and {module.name} both declare {word}; rename one")
            owner[word] = module.name
