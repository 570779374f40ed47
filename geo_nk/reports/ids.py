"""The ids of the reports in one run, no two the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo_nk.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo_nk.reports.report import Report

__all__ = ["Ids"]

_DIGEST = 16  # hexadecimal digits of the text's hash that are kept
_INDEX = 4  # bytes of a file's number


class Ids:
    """Gives each report an id, and remembers little: some ten bytes of where it stood besides the id itself."""

    def __init__(self) -> None:
        self._files: list[str] = []
        self._given: dict[str, bytes] = {}  # report_id: digest, file, place in the file

    def give(self, report: Report, *, file: str, where: str, chosen: bool) -> Report:
        """Return the report with an id that no other of the run has.

        Parameters
        ----------
        report
            With the id that it would like.
        file
            The file that it stands in.
        where
            The file, and the place in it.
        chosen
            Whether somebody chose the id. One that we made of a file's name gets eight digits of the text's hash behind
            it where it is taken.

        Returns
        -------
        geo_nk.reports.Report

        Raises
        ------
        geo_nk.errors.ReadError
            If the id is taken.
        """
        report_id, digest = report.report_id, report.sha256
        if not chosen and self._given.get(report_id, b"")[: _DIGEST // 2] not in {b"", _short(digest)}:
            report_id = f"{report_id}-{digest[:8]}"
        if report_id in self._given:
            other = self._given[report_id]
            same = "and the same text" if other.startswith(_short(digest)) else "but another text"
            message = f"{where}: has the same report_id {report_id[:80]!r} {same} as {self._where(other)}"
            raise ReadError(f"{message}; remove one or give it another id")
        self._given[report_id] = self._packed(digest, file, where)
        return report if report_id == report.report_id else replace(report, report_id=report_id)

    def take(self, report_id: str, digest: str, where: str) -> None:
        """Note an id as given to a report that stands elsewhere, as `given` tells of it."""
        self._given[report_id] = self._packed(digest, where, where)

    def given(self) -> Iterator[tuple[str, str, str]]:
        """Yield each id, the first digits of the hash of its report's text, and where that stands."""
        for report_id, packed in self._given.items():
            yield report_id, packed[: _DIGEST // 2].hex(), self._where(packed)

    def has(self, report: Report) -> bool:
        """Whether a report of this id and this text was given its id already."""
        return self._given.get(report.report_id, b"").startswith(_short(report.sha256))

    def _packed(self, digest: str, file: str, where: str) -> bytes:
        if self._files[-1:] != [file]:
            self._files.append(file)
        index = (len(self._files) - 1).to_bytes(_INDEX, "big")
        return _short(digest) + index + where.removeprefix(file).encode("utf-8", "surrogatepass")

    def _where(self, packed: bytes) -> str:
        start = _DIGEST // 2
        file = self._files[int.from_bytes(packed[start : start + _INDEX], "big")]
        return file + packed[start + _INDEX :].decode("utf-8", "surrogatepass")


def _short(digest: str) -> bytes:
    return bytes.fromhex(digest[:_DIGEST])
