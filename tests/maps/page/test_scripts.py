from __future__ import annotations

import re
from graphlib import TopologicalSorter
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

import pytest

from geo_nk.maps.page.scripts import joined_modules

if TYPE_CHECKING:
    from pathlib import Path


def joined(**files: str) -> str:
    return joined_modules("page.js", read={f"{name}.js": text for name, text in files.items()}.__getitem__)


def test_a_module_stands_behind_what_it_imports_and_only_once() -> None:
    script = joined(
        page='import { b } from "./b.js";\nimport { c } from "./c.js";\nb(c);\n',
        b='import { c } from "./c.js";\nexport const b = c;\n',
        c="export function c() {}\n",
    )
    assert script == '(() => {\n"use strict";\nfunction c() {}\nconst b = c;\nb(c);\n})();\n'


def test_an_import_is_followed_from_room_to_room() -> None:
    rooms = {
        "page.js": 'import { a } from "./one/a.js";\na();\n',
        "one/a.js": 'import { b } from "../other/b.js";\nexport const a = b;\n',
        "other/b.js": "export const b = () => 1;\n",
    }
    assert joined_modules("page.js", read=rooms.__getitem__).splitlines()[2:-1] == [
        "const b = () => 1;",
        "const a = b;",
        "a();",
    ]


def test_a_table_stands_as_a_constant_of_its_name() -> None:
    files = {
        "page.js": 'import SIZES from "./sizes.json" with { type: "json" };\nshow(SIZES.mark);\n',
        "sizes.json": '{ "mark": 7 }\n',
    }
    script = joined_modules("page.js", read=files.__getitem__)
    assert script.splitlines()[2:-1] == ['const SIZES = {"mark":7};', "show(SIZES.mark);"]


def test_a_table_has_no_other_name() -> None:
    files = {"page.js": 'import M from "./sizes.json" with { type: "json" };\n', "sizes.json": "{}"}
    with pytest.raises(ValueError, match=r"page\.js imports M from sizes\.json, which does not export it"):
        joined_modules("page.js", read=files.__getitem__)


def test_an_import_over_several_lines_is_followed() -> None:
    script = joined(
        page='import {\n  a,\n  b,\n} from "./b.js";\na(b);\n', b="export class a {}\nexport async function b() {}\n"
    )
    assert "import" not in script
    assert "export" not in script


def test_a_circle_is_refused() -> None:
    with pytest.raises(ValueError, match=r"in a circle: page\.js > b\.js > page\.js"):
        joined(page='import { b } from "./b.js";\n', b='import { a } from "./page.js";\nexport const b = a;\n')


def test_what_is_not_exported_cannot_be_imported() -> None:
    with pytest.raises(ValueError, match=r"page\.js imports c from b\.js, which does not export it"):
        joined(page='import { b, c } from "./b.js";\n', b="export const b = 1;\nconst c = 2;\n")


def test_one_name_in_two_modules_is_refused() -> None:
    with pytest.raises(ValueError, match=r"b\.js and page\.js both declare size; rename one"):
        joined(page='import { b } from "./b.js";\nconst size = b;\n', b="const size = 1;\nexport const b = size;\n")


@pytest.mark.parametrize(
    "line",
    [
        'import b from "./b.js";',
        'import * as b from "./b.js";',
        'import { b as c } from "./b.js";',
        'import { b } from "b";',
        "export default 1;",
        "export { a };",
        "const [a, b] = [1, 2];",
        "const { a } = window;",
        "var a = 1;",
    ],
)
def test_a_form_that_is_not_understood_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"page\.js: .* is not understood"):
        joined(page=f"{line}\n", b="export const b = 1;\n")


def test_the_page_is_joined_from_modules() -> None:
    script = joined_modules("page.js")
    assert script.index("class Store") < script.index("new Store(")


def test_what_is_said_of_types_is_left_out() -> None:
    script = joined(
        page="// Why.\n/**\n * @param {any} a\n */\nfunction f(a) {\n  /** Says it. */\n  return a; /** kept */\n}\n"
    )
    assert script.splitlines()[2:-1] == ["// Why.", "function f(a) {", "  return a; /** kept */", "}"]


def test_a_template_over_several_lines_is_refused() -> None:
    with pytest.raises(ValueError, match=r"page\.js: 'const a = `' opens a template"):
        joined(page="const b = `1`;\nconst a = `\n/** text */\n`;\n")


def test_no_room_imports_from_one_that_imports_from_it(repository: Path) -> None:
    assets = repository / "geo_nk/maps/assets"
    rooms: dict[str, set[str]] = {}
    for path in assets.rglob("*.js"):
        room = path.parent.relative_to(assets).as_posix()
        for address in re.findall(
            r'^import .*? from "([^"]+)"', path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
        ):
            rooms.setdefault(room, set()).add(dirname(normpath(join(room, address))) or ".")
    order = TopologicalSorter({room: others - {room} for room, others in rooms.items()}).static_order()
    assert list(order)[-1] == "."


def test_what_a_module_exports_another_one_or_a_test_imports(repository: Path) -> None:
    modules = [*(repository / "geo_nk/maps/assets").rglob("*.js"), *(repository / "tests/js").glob("*.mjs")]
    texts = {path: path.read_text(encoding="utf-8") for path in modules}
    together = "\n".join(texts.values())
    imported = set(re.findall(r'import\("[^"]+"\)\.(\w+)', together))  # for its type alone
    for names in re.findall(r"^import \{([^}]*)\}", together, re.MULTILINE):
        imported |= {name.split(" as ")[0].strip() for name in names.split(",")}
    exports = re.compile(r"^export (?:async )?(?:function\*?|class|const|let) +([\w$]+)", re.MULTILINE)
    exported = {(file, name) for file, text in texts.items() for name in exports.findall(text)}
    assert len(exported) > 100
    assert sorted((file.name, name) for file, name in exported if name not in imported) == []
