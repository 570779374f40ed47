"""Read reports from files, folders and tables."""

from __future__ import annotations

import os
import unicodedata
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geo_nk._files import clean, require_file
from geo_nk.errors import ReadError
from geo_nk.reports.folder import files_below, is_lock, is_own_map
from geo_nk.reports.formats import FORMATS, UNREAD, Draft, format_of, jsonlines
from geo_nk.reports.header import Facts
from geo_nk.reports.ids import Ids
from geo_nk.reports.language import is_english
from geo_nk.reports.manifest import MANIFEST, Manifest, RowFault, read_manifest
from geo_nk.reports.printed import Printed, printed_on
from geo_nk.reports.refusing import check_errors, refuse
from geo_nk.reports.report import SOURCE_KINDS, Notice, Refusal, Report

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from geo_nk.reports.formats import Format
    from geo_nk.reports.formats.jsonlines import Span
    from geo_nk.reports.refusing import Errors

__all__ = ["REPORT_ENDINGS", "path_given", "read_part", "read_reports"]

#: What is read: documents that are a report, and files with many.
REPORT_ENDINGS: Final = tuple(ending for form in FORMATS for ending in form.endings)

_IN_FOLDERS: Final = tuple(ending for form in FORMATS if form.in_folders for ending in form.endings)
_A_TEXT: Final = "check the name; to read a text itself, give geo_nk.Report(id, text)"
_A_LOCK: Final = "is the lock file of an open document and no report"
_A_LINK: Final = "is a link that leads elsewhere and is not followed; name what it leads to"
_PLAIN: Final = FORMATS[0]


def read_reports(
    *inputs: str | os.PathLike[str],
    published: dt.date | None = None,
    source_kind: str | None = None,
    errors: Errors = "raise",
    notify: Callable[[Notice], None] | None = None,
) -> Iterator[Report]:
    r"""Read reports one by one from files, folders and tables.

    Read are texts (.txt), saved web pages (.html, .htm, .mhtml), mails (.eml, .mbox), news feeds (.rss, .atom, .xml),
    Word and PDF documents, and tables with a report in each row (.csv, .jsonl, .xlsx, .parquet), which need a column
    ``text``. A folder is read with its subfolders, in the order of names, and ``manifest.csv`` for what its owner knows
    of the files; tables in it are read only where they are named. What a text's own header says wins over the manifest,
    which wins over what a page says of itself, which wins over a date that is printed at the head of a report or stands
    in its address; all win over `published`. Line ends become ``\n``; NULs become U+FFFD.

    Parameters
    ----------
    *inputs
        Files and folders.
    published
        Date of publication of reports that do not say.
    source_kind
        Kind of the reports that do not say, one of `SOURCE_KINDS`. Where None, a report of which a publisher and a
        public address are given, or whose page says that it is an article, is ``published``, and any other ``unknown``.
    errors
        What becomes of inputs that cannot be read: ``raise`` raises the first; ``warn`` warns of each with a
        `geo_nk.errors.RefusalWarning` and reads on; a list takes them as `Refusal`, with the reason.
    notify
        Told of what was passed by, of reports that are not in English, of those without a date of publication, of
        those that were dated by a printed line or their address, and of those that were taken for published.

    Yields
    ------
    geo_nk.reports.Report
        One is in memory at a time. Its ``report_id`` is the file's stem, or the table's ``report_id``, or the stem and
        the number of the row or message. A second report of the same stem gets eight digits of its text's SHA-256
        behind it.

    Raises
    ------
    geo_nk.errors.ReadError
        If an input cannot be read and `errors` is ``raise``.
    ValueError
        At once, if `errors` is none of the three, or there is no such kind of source.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "raid.txt"
    >>> _ = file.write_text("published: 2021-08-06\n\nPolice searched the market in Hyesan.")
    >>> next(read_reports(file)).published.isoformat()
    '2021-08-06'
    """
    check_errors(errors)
    if source_kind is not None and source_kind not in SOURCE_KINDS:
        raise ValueError(f"source_kind={source_kind!r} is not known; it is one of {', '.join(SOURCE_KINDS)}")
    run = _Run(Facts(published=published, source_kind=source_kind), errors, notify, Ids())
    return (report for given in inputs for report in run.read(path_given(given)))


def read_part(
    files: Iterable[Path],
    *,
    folder: Path | None,
    span: Span | None,
    ids: Ids,
    source_kind: str | None,
    refusals: list[Refusal],
    notify: Callable[[Notice], None],
) -> Iterator[Report]:
    """Read some of the files of an input of `read_reports`, just as that reads them when it comes to them.

    Parameters
    ----------
    files
        In the order in which they are read; each is taken when the one before it is done.
    folder
        The folder that is the input, whose manifests tell of them; None where they are named themselves.
    span
        The lines to read, where the file is one of JSON lines; None for all.
    ids
        Of the reports before.
    source_kind, notify
        As for `read_reports`.
    refusals
        Takes what cannot be read.

    Yields
    ------
    geo_nk.reports.Report
    """
    run = _Run(Facts(source_kind=source_kind), refusals, notify, ids)
    return run.among(folder, files) if folder is not None else (each for file in files for each in run.file(file, span))


class _Run:
    """One call of `read_reports`: remembers which ids are taken and where refusals go."""

    def __init__(self, default: Facts, errors: Errors, notify: Callable[[Notice], None] | None, ids: Ids) -> None:
        self._default = default
        self._errors = errors
        self._notify = notify
        self._ids = ids
        self._files: set[str] = set()
        self._manifests: dict[Path, Manifest] = {}
        self._closed: set[Path] = set()

    def read(self, path: Path) -> Iterator[Report]:
        try:
            is_folder = path.is_dir()
        except OSError:  # such as a name that is too long, which reading it will say
            is_folder = False
        yield from self._folder(path) if is_folder else self.file(path)

    def _refuse(self, error: ReadError, source: str) -> None:
        refuse(Refusal(source, str(error).removeprefix(f"{source}: ")), self._errors, error=error)

    def _refuse_row(self, fault: RowFault) -> None:
        self._refuse(ReadError(f"{fault.source}: {fault.reason}"), fault.source)

    def _refuse_folder(self, error: OSError) -> None:
        source = str(error.filename)
        message = f"{source}: cannot be read ({error.strerror}); what lies in this folder is missing"
        self._closed.add(Path(source))
        self._refuse(ReadError(message, path=Path(source)), source)

    def _pass_by(self, path: Path, *, why: str) -> None:
        if self._notify is not None:
            self._notify(Notice("passed_by", str(path), why))

    def _folder(self, folder: Path) -> Iterator[Report]:
        lock, link = (partial(self._pass_by, why=why) for why in (_A_LOCK, _A_LINK))
        files = files_below(folder, onerror=self._refuse_folder, onlock=lock, onlink=link)
        first = next(files, None)
        if first is not None:
            yield from self.among(folder, chain([first], files))
        elif folder not in self._closed:
            self._enter({folder})
            endings = f"{', '.join(_IN_FOLDERS[:-1])} or {_IN_FOLDERS[-1]}"
            message = f"{folder}: holds no report; reports are read from files that end in {endings}"
            self._refuse(ReadError(message, path=folder), str(folder))

    def among(self, folder: Path, files: Iterable[Path]) -> Iterator[Report]:
        """Yield the reports of files of a folder."""
        entered: set[Path] = set()
        for file in files:
            self._enter({folder, file.parent} - entered)
            entered |= {folder, file.parent}
            yield from self.file(file)

    def _enter(self, folders: set[Path]) -> None:
        """Tell what is wrong in the manifests of folders, the outer one first."""
        for folder in sorted(folders):
            for fault in self._manifest(folder).faults:
                self._refuse_row(fault)

    def _manifest(self, folder: Path) -> Manifest:
        if folder not in self._manifests:
            try:
                self._manifests[folder] = read_manifest(folder)
            except ReadError as error:
                self._manifests[folder] = Manifest({})
                self._refuse(error, str(folder / MANIFEST))
        return self._manifests[folder]

    def file(self, path: Path, span: Span | None = None) -> Iterator[Report]:
        """Yield the reports of a file; what is wrong with one of them keeps none of the others."""
        source = str(path)
        try:
            form = _readable(path)
            real = os.path.realpath(path)
            if real in self._files:
                return  # named twice, as in `folder folder/a.txt`
            known = self._known_of(path) if form.in_folders else Facts()
            for found in form.read(path) if span is None else jsonlines.read(path, span):
                if isinstance(found, Refusal):
                    self._refuse(ReadError(f"{found.source}: {found.reason}"), found.source)
                    continue
                try:
                    report = self._report(found, path, known, own_first=form.typed or found.number is not None)
                except ReadError as error:
                    self._refuse(error, found.where)
                else:
                    self._files.add(real)
                    yield report
        except ReadError as error:
            self._refuse(error, source)

    def _known_of(self, path: Path) -> Facts:
        """Return what manifests say of a file, and refuse their rows about it where its folder was not read as one."""
        facts, named_alone = Facts(), path.parent not in self._manifests
        for folder in path.parents:
            if folder in self._manifests or folder == path.parent:
                manifest = self._manifest(folder)
                facts = facts.or_else(manifest.facts.get(path, Facts()))
                for fault in manifest.faults if named_alone else ():
                    if fault.file == path:
                        self._refuse_row(fault)
        return facts

    def _report(self, draft: Draft, path: Path, known: Facts, *, own_first: bool) -> Report:
        if not draft.text.strip():
            raise ReadError(f"{draft.where}: is empty; a report needs a text", path=path)
        facts = draft.facts.or_else(known) if own_first else known.or_else(draft.facts)
        by_print = Printed() if facts.published else _printed_on(draft, facts.url)
        facts = facts.or_else(Facts(published=by_print.day)).or_else(self._default)
        name = unicodedata.normalize("NFC", clean(path.stem))  # the same id, whichever machine wrote the name
        stem = name if draft.number is None else f"{name}-{draft.number}"
        report = Report(
            report_id=draft.report_id or stem,
            text=draft.text,
            body_start=draft.body_start,
            published=facts.published,
            publisher=facts.publisher,
            url=facts.url,
            title=facts.title,
            source_kind=facts.source_kind or ("published" if facts.open_by else "unknown"),
        )
        given = self._ids.give(report, file=str(path), where=draft.where, chosen=draft.report_id is not None)
        if self._notify is not None:
            for notice in _notices(given, draft, by_print, path, open_by=None if facts.source_kind else facts.open_by):
                self._notify(notice)
        return given


def _printed_on(draft: Draft, url: str | None) -> Printed:
    """Return what is printed at the head of a report; that of a page was looked through where the page was whole."""
    return printed_on(draft.text, draft.body_start, url=url, sure=not draft.of_page)


def _notices(report: Report, draft: Draft, by_print: Printed, path: Path, *, open_by: str | None) -> Iterator[Notice]:
    """Yield what the owner of a report should know of it."""
    if draft.passed_by:
        yield Notice("passed_by", draft.where, draft.passed_by)
    rule = by_print.by if by_print.day else draft.dated_by if report.published == draft.facts.published else ""
    if rule:
        yield Notice("dated", draft.where, f"{report.published} by {rule}")
    if report.published is None:
        guess = f" ({by_print.by} says so)" if by_print.offered else ""
        day = by_print.offered or "YYYY-MM-DD"
        filled = (
            f"{path.name},{day}" if draft.number is None else f"{draft.where.removeprefix(str(path.parent))[1:]}: {day}"
        )
        yield Notice("undated", draft.where, filled + guess)
    if open_by:
        yield Notice("open", draft.where, open_by)
    if not is_english(report.text[report.body_start :]):
        yield Notice("language", draft.where, report.report_id)


def path_given(given: object) -> Path:
    """Return the path that was given; an empty one would mean the folder that happens to be the current one."""
    if not isinstance(given, str | os.PathLike):
        raise ReadError(f"a {type(given).__name__} is no path; give the names of files and folders")
    if not os.fspath(given):
        raise ReadError("an input is empty; give the name of a file or a folder, or . for the current folder")
    return Path(given)


def _readable(path: Path) -> Format:
    """Return the format of a file, or say why it is none that is read; what has no known ending may be a text."""
    form = format_of(path)
    sentence = " " in path.name and len(path.parts) == 1 and form is None and path.suffix.lower() not in UNREAD
    require_file(path, advice=_A_TEXT if sentence else "check the name")
    if path.suffix.lower() in UNREAD:
        raise ReadError(f"{path}: {path.suffix.lower()} is not read; save the report as text (.txt)", path=path)
    if is_lock(path):
        raise ReadError(f"{path}: {_A_LOCK}; give {path.name.removeprefix('~$')} itself", path=path)
    if is_own_map(path):
        raise ReadError(f"{path}: is a map that geo_nk made, not a report; give the reports or the events", path=path)
    return form or _PLAIN
