"""Read shards in a process that may die of a report, and set that report aside."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from geo_nk.errors import GeoNKError
from geo_nk.extract.pipeline import sure_rows
from geo_nk.extract.run import REPORTS_AT_ONCE, Batch
from geo_nk.reports.report import Refusal
from geo_nk.scale.messages import At, End, Failed, Hello, Job

if TYPE_CHECKING:
    from geo_nk.extract.run import Row
    from geo_nk.scale.messages import Settings, Taken
    from geo_nk.scale.shards import Shard

__all__ = ["ReadingProcess", "ShardReading"]

_TIMED_OUT = 1
"""The exit status by which faulthandler ends a process; one that is killed, or crashes, has another."""


@dataclass(slots=True)
class ShardReading:
    """What was read in a shard.

    Attributes
    ----------
    rows : list of dict
        Of the event table, in the order of the reports.
    read : set of str
        The ids of the reports that were read.
    refusals : list of geo_nk.reports.Refusal
        What was not, and why.
    handled : int
        How many reports were read or given up.
    end : End
        What was found out on the way.
    """

    rows: list[Row] = field(default_factory=list)
    read: set[str] = field(default_factory=set)
    refusals: list[Refusal] = field(default_factory=list)
    handled: int = 0
    end: End = field(default_factory=End)


class ReadingProcess:
    """A process that holds a reader; one that dies is followed by another.

    Parameters
    ----------
    settings
        How it reads.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    def hello(self) -> Hello:
        """Return what the process says of itself; it is started where it is not yet.

        Raises
        ------
        geo_nk.errors.GeoNKError
            If it cannot read.
        """
        self.close()
        paths = os.pathsep.join(path for path in sys.path if path)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "geo_nk.scale.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": paths},
        )
        self._send(self.settings)
        said = self._next()
        if isinstance(said, Hello):
            return said
        reason = said.reason if isinstance(said, Failed) else f"it ended with status {self._process.wait()}"
        raise GeoNKError(f"the process that reads could not begin: {reason}")

    def read(self, shard: Shard, taken: Taken) -> ShardReading:
        """Read a shard; what ends the process, or takes longer than it may, is set aside and named.

        Parameters
        ----------
        shard
            The reports.
        taken
            Ids that others of them have.

        Returns
        -------
        ShardReading

        Raises
        ------
        geo_nk.errors.GeoNKError
            If the process cannot read at all.
        """
        job, held, aside = Job(shard, taken), ShardReading(), list[Refusal]()
        while True:
            if self._process is None:
                self.hello()
            self._send(job)
            at = self._follow(held)
            if isinstance(at, End):
                held.end = at
                held.refusals = [*aside, *at.refusals, *held.refusals]
                return held
            why = _why(self._died(), self.settings)
            if held.handled >= job.careful:  # not yet known which of several it was
                job = replace(job, done=held.handled, careful=held.handled + REPORTS_AT_ONCE)
            elif at.report_ids:
                held.refusals.append(Refusal(at.report_ids[0], why))
                held.handled += 1
                job = replace(job, done=held.handled)
            elif at.file is not None:
                aside.append(Refusal(str(at.file), why))
                held, job = ShardReading(), Job(shard, taken, aside=job.aside | {at.file})
            else:
                raise GeoNKError(f"{shard.shown}: nothing of it could be read: it {why}")

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._died()

    def _follow(self, held: ShardReading) -> At | End:
        """Take what the process says until it is done with a shard; where it dies, return what it was at."""
        at = At()
        while True:
            said = self._next()
            if isinstance(said, At):
                at = replace(at, file=said.file or at.file, report_ids=said.report_ids)
            elif isinstance(said, Batch):
                held.rows += sure_rows(said, self.settings.threshold)
                held.read.update(said.report_ids)
                held.refusals += said.refusals
                held.handled += len(at.report_ids)
                at = replace(at, report_ids=())
            elif isinstance(said, Failed):
                raise GeoNKError(f"a shard could not be read because of a fault in the program ({said.reason})")
            else:
                return at if said is None else said

    def _send(self, message: object) -> None:
        if self._process is None or self._process.stdin is None:
            return
        try:
            pickle.dump(message, self._process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()
        except OSError:  # it is gone, as what it says next will show
            return

    def _next(self) -> Any:  # noqa: ANN401 - one of the messages, or None
        if self._process is None or self._process.stdout is None:
            return None
        try:
            return pickle.load(self._process.stdout)  # noqa: S301 - from our own process
        except (EOFError, pickle.UnpicklingError):  # cut short
            return None

    def _died(self) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()
        return process.wait()


def _why(status: int, settings: Settings) -> str:
    if status == _TIMED_OUT:
        return f"took longer than {settings.limit_s:g} s and was set aside; read it alone, with a larger limit"
    ended = f"signal {-status}" if status < 0 else f"status {status}"
    return f"ended the process that read it ({ended}) and was set aside; read it alone to see why"
