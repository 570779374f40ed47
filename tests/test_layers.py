"""Imports go down only, and importing the package costs nothing."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

import geo_nk

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = ("folium", "geopandas", "geopy", "matplotlib", "numpy", "pandas", "pyproj", "rich", "shapely", "typer")


def loaded_after(code: str) -> set[str]:
    """Return the modules that a fresh interpreter has loaded after running some code."""
    code += "\nimport sys; print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def imported_by_name(path: Path) -> list[str]:
    """Return what a module imports by a string, with what is filled in as it is written."""
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    named = [call for call in calls if ast.unparse(call.func).split(".")[-1] in {"import_module", "__import__"}]
    return [ast.unparse(call.args[0]).removeprefix("f").strip("'\"") for call in named]


def test_the_import_contract_holds(repository: Path) -> None:
    pytest.importorskip("importlinter", reason="import-linter is of the group lint, which .ci/lowest leaves out")
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"],
        capture_output=True,
        text=True,
        cwd=repository,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_the_import_contract_leaves_nothing_out(repository: Path) -> None:
    settings = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    contracts = settings.pop("contracts")
    assert settings == {"root_package": "geo_nk"}
    assert not [each["name"] for each in contracts if "ignore_imports" in each]


def test_no_module_of_another_package_is_imported_by_name(repository: Path) -> None:
    """The contract does not see what is imported by a string, so that may only be of the package itself."""
    for path in (repository / "geo_nk").rglob("*.py"):
        package = ".".join(path.parent.relative_to(repository).parts)
        for name in imported_by_name(path):
            assert name.startswith(("{__name__}.", f"{package}.")) or "geo_nk" not in name, f"{path}: {name}"


@pytest.mark.parametrize("first", ["geo_nk", "geopandas"])
def test_the_accessor_is_there_with_what_makes_a_table(first: str) -> None:
    loaded_after(f"import {first}; import geo_nk, geopandas; geo_nk.events_frame; geopandas.GeoDataFrame.nk")


def test_the_accessor_is_there_for_who_imports_it() -> None:
    loaded_after("import geo_nk.accessor; from geo_nk.events import events_frame; events_frame([]).nk")


def test_what_needs_no_table_loads_no_pandas() -> None:
    loaded = loaded_after("import geo_nk; geo_nk.Reader, geo_nk.load_gazetteer, geo_nk.border_line")
    assert not loaded & {"geopandas", "pandas"}


def test_reading_a_report_loads_no_pandas() -> None:
    code = "import geo_nk; r = geo_nk.Reader(); list(r.rows(r.read(geo_nk.Report('a', 'Two fled from Hyesan.'))))"
    assert not loaded_after(code) & {"geopandas", "pandas"}


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert not loaded_after("import geo_nk") & set(HEAVY)


def test_looking_a_name_up_loads_nothing_heavy() -> None:
    loaded = loaded_after("import geo_nk; geo_nk.load_gazetteer().resolve('Hyesan')")
    assert not loaded & set(HEAVY)


@pytest.mark.parametrize("name", geo_nk.__all__)
def test_every_public_name_loads(name: str) -> None:
    assert getattr(geo_nk, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        geo_nk.nonsense  # noqa: B018


def test_public_names_are_offered_for_completion() -> None:
    assert sorted(dir(geo_nk)) == sorted(geo_nk.__all__)
