"""Imports go down only, and importing the package costs nothing."""

from __future__ import annotations

import subprocess
import sys
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


def test_the_import_contract_holds(repository: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"],
        capture_output=True,
        text=True,
        cwd=repository,
        check=False,
    )
    assert done.returncode == 0, done.stdout


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
