"""Read reports from files, folders and tables."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geo_nk._files import CsvTable, clean, decode, read_bytes, read_csv, require_file
from geo_nk.errors import ReadError
from geo_nk.reports.header import HEADER_KEYS, Facts, facts_from, read_header
from geo_nk.reports.manifest import MANIFEST, Manifest, RowFault, read_manifest
from geo_nk.reports.report import Refusal, Report

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

__all__ = ["REPORT_ENDINGS", "read_reports"]

#: What is read: a text, or a table with a report in each row.
REPORT_ENDINGS: Final = (".txt", ".csv")

_DOCUMENTS: Final = frozenset({".html", ".htm", ".pdf", ".doc", ".docx", ".odt", ".rtf"})
_A_TEXT: Final = "check the name; to read a text itself, give geo_nk.Report(id, text)"
_REPORT_LIMIT: Final = 20_000_000


def read_reports(
    *inputs: str | os.PathLike[str],
    published: dt.date | None = None,
    refusals: list[Refusal] | None = None,
) -> Iterator[Report]:
    r"""Read reports one by one from text files, folders and CSV tables.

    A folder is read with its subfolders, in the order of names: every ``.txt``, and ``manifest.csv`` for what its
    owner knows of them. A table needs a column ``text``. What a text's own header says wins over the manifest,
    and both win over `published`. Line ends become ``\n``; NULs become U+FFFD.

    Parameters
    ----------
    *inputs
        Files and folders.
    published
        Date of publication of reports that do not say.
    refusals
        Where to put what could not be read. Without it, the first such input is an error.

    Yields
    ------
    geo_nk.reports.Report
        Its ``report_id`` is the file's stem, or the table's ``report_id``, or the table's stem and the row. A second
        file of the same stem gets eight digits of its text's SHA-256 behind it.

    Raises
    ------
    geo_nk.errors.ReadError
        If an input cannot be read and `refusals` is None.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "raid.txt"
    >>> _ = file.write_text("published: 2021-08-06\n\nPolice searched the market in Hyesan.")
    >>> next(read_reports(file)).published.isoformat()
    '2021-08-06'
    """
    run = _Run(Facts(published=published), refusals)
    for given in inputs:
        yield from run.read(_path(given))


class _Run:
    """One call of `read_reports`: remembers which ids are taken and where refusals go."""

    def __init__(self, default: Facts, refusals: list[Refusal] | None) -> None:
        self._default = default
        self._refusals = refusals
        self._taken: dict[str, tuple[str, str]] = {}  # report_id: source, sha256
        self._files: set[Path] = set()
        self._manifests: dict[Path, Manifest] = {}
        self._closed: set[Path] = set()

    def read(self, path: Path) -> Iterator[Report]:
        try:
            is_folder, is_file = path.is_dir(), path.is_file()
        except OSError:  # such as a name that is too long, which reading it will say
            is_folder = is_file = False
        if is_folder:
            yield from self._folder(path)
        elif is_file and path.suffix.lower() == ".csv":
            yield from self._table(path)
        else:
            yield from self._file(path)

    def _refuse(self, error: ReadError, source: str) -> None:
        if self._refusals is None:
            raise error
        self._refusals.append(Refusal(source, str(error).removeprefix(f"{source}: ")))

    def _refuse_row(self, fault: RowFault) -> None:
        self._refuse(ReadError(f"{fault.source}: {fault.reason}"), fault.source)

    def _refuse_folder(self, error: OSError) -> None:
        source = str(error.filename)
        message = f"{source}: cannot be read ({error.strerror}); what lies in this folder is missing"
        self._closed.add(Path(source))
        self._refuse(ReadError(message, path=Path(source)), source)

    def _folder(self, folder: Path) -> Iterator[Report]:
        files = list(_files_below(folder, self._refuse_folder))
        if folder in self._closed:
            return
        for parent in dict.fromkeys([folder, *(file.parent for file in files)]):
            for fault in self._manifest(parent).faults:
                self._refuse_row(fault)
        if not files:
            message = f"{folder}: holds no report; reports are read from files that end in .txt"
            self._refuse(ReadError(message, path=folder), str(folder))
        for file in files:
            yield from self._file(file)

    def _manifest(self, folder: Path) -> Manifest:
        if folder not in self._manifests:
            try:
                self._manifests[folder] = read_manifest(folder)
            except ReadError as error:
                self._manifests[folder] = Manifest({})
                self._refuse(error, str(folder / MANIFEST))
        return self._manifests[folder]

    def _file(self, path: Path) -> Iterator[Report]:
        source = str(path)
        try:
            _refuse_what_is_no_text(path)
            real = Path(os.path.realpath(path))
            if real in self._files:
                return  # named twice, as in `folder folder/a.txt`
            report = self._named(self._report(path), source, stem=True)
        except ReadError as error:
            self._refuse(error, source)
            return
        self._files.add(real)
        yield report

    def _report(self, path: Path) -> Report:
        raw = decode(read_bytes(path, limit=_REPORT_LIMIT), source=str(path))
        text = _unify(raw)
        facts, body_start = read_header(text, source=str(path))
        _refuse_empty(text, body_start, where=str(path), path=path)
        named_alone = path.parent not in self._manifests
        for folder in path.parents:
            if folder in self._manifests or folder == path.parent:
                manifest = self._manifest(folder)
                facts = facts.or_else(manifest.facts.get(path, Facts()))
                for fault in manifest.faults if named_alone else ():
                    if fault.file == path:
                        self._refuse_row(fault)
        return _report(clean(path.stem), text, facts.or_else(self._default), body_start)

    def _table(self, path: Path) -> Iterator[Report]:
        try:
            table = _reports_table(path)
            for number, row in table.rows():
                where = f"{path}: row {number}"
                try:
                    report = self._row(row, where=where, stem=f"{clean(path.stem)}-{number}")
                except ReadError as error:
                    self._refuse(error, where)
                else:
                    yield report
        except ReadError as error:
            self._refuse(error, str(path))

    def _row(self, row: dict[str, str], *, where: str, stem: str) -> Report:
        text = _unify(row["text"])
        _refuse_empty(text, 0, where=where, path=None)
        report_id = row.get("report_id", "").strip() or row.get("id", "").strip() or stem
        report = _report(report_id, text, facts_from(row, where=where).or_else(self._default), 0)
        return self._named(report, where, stem=False)

    def _named(self, report: Report, source: str, *, stem: bool) -> Report:
        """Give the report an id that no other report of the run has, or refuse it."""
        report_id, digest = report.report_id, report.sha256
        if report_id in self._taken and stem and self._taken[report_id][1] != digest:
            report_id = f"{report_id}-{digest[:8]}"
        if report_id in self._taken:
            other, seen = self._taken[report_id]
            same = "and the same text" if seen == digest else "but another text"
            message = f"{source}: has the same report_id {report_id[:80]!r} {same} as {other}"
            raise ReadError(f"{message}; remove one or give it another id")
        self._taken[report_id] = (source, digest)
        return replace(report, report_id=report_id)


def _report(report_id: str, text: str, facts: Facts, body_start: int) -> Report:
    return Report(
        report_id=report_id,
        text=text,
        body_start=body_start,
        published=facts.published,
        publisher=facts.publisher,
        url=facts.url,
        title=facts.title,
        source_kind=facts.source_kind or "published",
    )


def _unify(text: str) -> str:
    """Make the line ends those that Python's text files have, so that offsets agree with what others count."""
    return clean(text.replace("\r\n", "\n").replace("\r", "\n"))


def _path(given: object) -> Path:
    """Return the path that was given; an empty one would mean the folder that happens to be the current one."""
    if not isinstance(given, str | os.PathLike):
        raise ReadError(f"a {type(given).__name__} is no path; give the names of files and folders")
    if not os.fspath(given):
        raise ReadError("an input is empty; give the name of a file or a folder, or . for the current folder")
    return Path(given)


def _files_below(folder: Path, onerror: Callable[[OSError], None]) -> Iterator[Path]:
    """Yield texts, and documents that look like reports but are not read, in the order of names."""
    for parent, folders, names in os.walk(folder, onerror=onerror):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in {".txt", *_DOCUMENTS}:
                yield Path(parent, name)


def _refuse_what_is_no_text(path: Path) -> None:
    ending = path.suffix.lower()
    require_file(path, advice=_A_TEXT if _looks_like_text(path) else "check the name")
    if ending in _DOCUMENTS:
        raise ReadError(f"{path}: {ending} is not read; save the report as text (.txt)", path=path)


def _looks_like_text(path: Path) -> bool:
    """Whether what was given as a path may be a sentence."""
    known = path.suffix.lower() in {*REPORT_ENDINGS, *_DOCUMENTS}
    return " " in path.name and len(path.parts) == 1 and not known


def _refuse_empty(text: str, body_start: int, *, where: str, path: Path | None) -> None:
    if not text.strip():
        raise ReadError(f"{where}: is empty; a report needs a text", path=path)
    if not text[body_start:].strip():
        raise ReadError(f"{where}: has header lines but no text below them", path=path)


def _reports_table(path: Path) -> CsvTable:
    table = read_csv(path)
    if "text" in table.columns:
        return table
    if path.name.lower() == MANIFEST:
        raise ReadError(f"{path}: describes reports and holds none; give its folder, {path.parent}", path=path)
    message = (
        f"{path}: has no column 'text' with the reports' words; its columns are {', '.join(table.columns)}. "
        f"Name it text; {', '.join(('report_id', *HEADER_KEYS))} may stand beside it"
    )
    raise ReadError(message, path=path)
