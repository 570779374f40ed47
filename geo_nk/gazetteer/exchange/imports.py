"""Make an index of one's own from the country files of GeoNames or of GNS."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from geo_nk.errors import OutputError, ReadError
from geo_nk.gazetteer.exchange import geonames, gns
from geo_nk.gazetteer.exchange.lines import BadCellError, Fault, lines
from geo_nk.gazetteer.own.index_file import writing_index

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator

    from geo_nk.gazetteer.own.index_file import IndexWriter

__all__ = ["Fault", "ImportReport", "import_places"]

_KEPT_FAULTS: Final = 1_000
_ENOUGH_CELLS: Final = 3
_Place = TypeVar("_Place")


@dataclass(slots=True)
class ImportReport:
    """What came of an import.

    Attributes
    ----------
    form : str
        ``GeoNames`` or ``GNS``.
    rows, places, names : int
        Rows that were read; places and names that are in the index.
    left_out : collections.Counter
        Rows that no kind of place here fits, by their feature code.
    faults : list of Fault
        What is wrong with the rows that could not be read, the first thousand of them.
    faulty : int
        How many rows those are in all.
    """

    form: str
    rows: int = 0
    places: int = 0
    names: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    faulty: int = 0

    def refuse(self, fault: Fault) -> None:
        """Note a row that could not be read."""
        self.faulty += 1
        if len(self.faults) < _KEPT_FAULTS:
            self.faults.append(fault)


def import_places(
    source: str | os.PathLike[str],
    index: str | os.PathLike[str],
    *,
    alternate_names: str | os.PathLike[str] | None = None,
) -> ImportReport:
    r"""Make an index of places from a country file.

    The file is read row by row, so its size does not matter; a row that cannot be read is noted and the rest is done.

    Parameters
    ----------
    source
        A country file of GeoNames (``KP.txt``) or of GNS, or the ZIP archive that holds it.
    index
        The file to write, for ``load_gazetteer(index=...)``. An older one is replaced.
    alternate_names
        The table ``alternateNamesV2.txt`` of GeoNames, or the archive that holds it: languages and times of names.

    Returns
    -------
    ImportReport

    Raises
    ------
    geo_nk.errors.ReadError
        If a file cannot be read, or is in neither form, or holds no place.
    geo_nk.errors.OutputError
        If the index cannot be written.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> cells = ["1", "Nowhere-ri", "Nowhere-ri", "", "41.3", "128.1", "P", "PPL", "KP", "", "13", *[""] * 8]
    >>> _ = (folder / "KP.txt").write_text("\t".join(cells))
    >>> import_places(folder / "KP.txt", folder / "mine.index").places
    1
    >>> from geo_nk.gazetteer import load_gazetteer
    >>> load_gazetteer(index=folder / "mine.index").resolve("Nowhere-ri").place.province
    'Ryanggang'
    """
    file, target = Path(source), Path(index)
    others = Path(alternate_names) if alternate_names is not None else None
    for each in filter(None, (file, others)):
        if not each.is_file():
            raise ReadError(f"{each}: {'is a folder' if each.is_dir() else 'does not exist'}; give a file", path=each)
        if target.exists() and target.samefile(each):
            raise OutputError(f"{target}: is the file to import; give the index another name")
    with writing_index(target) as writer:
        report = _import_table(file, writer)
        if others is not None:
            _import_alternate_names(others, writer, report)
        report.places, report.names = writer.count()
        if not report.places:
            hint = f"; the first fault: {report.faults[0]}" if report.faults else ""
            raise ReadError(f"{file}: holds no place of a kind that is known here{hint}", path=file)
    return report


def _import_table(file: Path, writer: IndexWriter) -> ImportReport:
    """Read a country file in the form that its first line shows."""
    table = lines(file)
    number, first = next(table, (1, ""))
    if isinstance(first, Fault):
        raise ReadError(f"{file}: {first}; give a country file of GeoNames or GNS", path=file)
    cells = first.split("\t")
    form = gns.layout(cells)
    if isinstance(form, str):
        raise ReadError(f"{file}: looks like a GNS file but has no column {form}", path=file)
    source = file.name if file.name.isprintable() else "file"
    if form is not None:
        report = ImportReport("GNS")
        _import_gns(table, form, f"GNS: {source}", writer, report)
    elif len(cells) == len(geonames.COLUMNS):
        report = ImportReport("GeoNames")
        _import_geonames(_chained(number, first, table), f"GeoNames: {source}", writer, report)
    else:
        raise ReadError(
            f"{file}: is neither a country file of GeoNames ({len(geonames.COLUMNS)} columns parted by tabs, "
            f"no header) nor one of GNS (a header with ufi); its first line has {len(cells)} columns",
            path=file,
        )
    return report


def _chained(number: int, first: str, rest: Iterator[tuple[int, str | Fault]]) -> Iterator[tuple[int, str | Fault]]:
    """Put the first line back."""
    yield number, first
    yield from rest


def _made(
    table: Iterator[tuple[int, str | Fault]], report: ImportReport, read: Callable[[list[str]], _Place | str]
) -> Iterator[tuple[int, _Place]]:
    """Yield what is made of the rows of a table, and note what cannot be read, or has a feature code of no kind."""
    for number, line in table:
        report.rows += 1
        if isinstance(line, Fault):
            report.refuse(line)
            continue
        try:
            made = read(line.split("\t"))
        except BadCellError as bad:
            report.refuse(bad.at(number))
            continue
        if isinstance(made, str):
            report.left_out[made] += 1
        else:
            yield number, made


def _import_geonames(
    table: Iterator[tuple[int, str | Fault]], source_id: str, writer: IndexWriter, report: ImportReport
) -> None:
    """Put the rows of a GeoNames country file into the index."""
    for number, (place, names) in _made(table, report, lambda cells: geonames.place(cells, source_id)):
        if writer.add_place(place):
            writer.add_names(names)
        else:
            report.refuse(Fault(number, "geonameid", place.geonames_id, "stands already in a line before"))


def _import_gns(
    table: Iterator[tuple[int, str | Fault]],
    form: gns.Layout,
    source_id: str,
    writer: IndexWriter,
    report: ImportReport,
) -> None:
    """Put the rows of a GNS file into the index; each has one name of a place."""
    for _, made in _made(table, report, lambda cells: gns.place(cells, form, source_id)):
        writer.add_place(made.row, rank=made.rank)
        if made.name.script:
            writer.add_names([made.name])


def _import_alternate_names(file: Path, writer: IndexWriter, report: ImportReport) -> None:
    """Put the names of the index's places into it; the table has those of the whole world."""
    known = {place_id.partition("-")[2].encode() for place_id in writer.place_ids()}
    source = f"GeoNames: {file.name}" if file.name.isprintable() else "GeoNames"

    def wanted(line: bytes) -> bool:
        """Say whether a line is of a place that is in the index."""
        cells = line.split(b"\t", _ENOUGH_CELLS)
        return len(cells) >= _ENOUGH_CELLS and cells[1] in known

    for number, line in lines(file, wanted=wanted):
        if isinstance(line, Fault):
            report.refuse(line)
            continue
        cells = line.split("\t")
        try:
            made = geonames.alternate_name(cells, source)
        except BadCellError as bad:
            report.refuse(bad.at(number))
            continue
        if isinstance(made, str):
            writer.set_wikidata(geonames.place_id(cells[1]), made)
        elif made is not None:
            writer.add_names([made])
