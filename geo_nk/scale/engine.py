"""The engines: Dask, which spreads tasks over processes, and SedonaDB, which joins and counts; loaded on use."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from geo_nk.errors import GeoNKError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["connected", "require"]

_PATIENCE_S = 10


def require(module: str, *, what: str) -> Any:  # noqa: ANN401 - a module, whose names are its own
    """Return a module of the extra, or say how to install it.

    Parameters
    ----------
    module
        Its name.
    what
        What needs it, as the subject of a sentence.

    Returns
    -------
    module

    Raises
    ------
    geo_nk.errors.GeoNKError
        If it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        message = f"{what} needs the package {package}, which is not installed; pip install 'geo_nk[scale]'"
        raise GeoNKError(message) from error


@contextmanager
def connected(scheduler: str | None, workers: int) -> Iterator[Any]:
    """Connect to a Dask cluster that exists, or start one on this machine for as long as it is needed.

    Parameters
    ----------
    scheduler
        Address of the cluster's scheduler, such as ``tcp://10.0.0.1:8786``; None for a cluster of one's own.
    workers
        Processes of one's own.

    Yields
    ------
    distributed.Client

    Raises
    ------
    geo_nk.errors.GeoNKError
        If Dask is not installed, or no scheduler answers, or it has no worker.
    """
    distributed = require("distributed", what="reading on many machines")
    with _quiet():
        if scheduler is None:
            with (
                distributed.LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    host="127.0.0.1",
                    dashboard_address="127.0.0.1:0",  # any port that is free
                    silence_logs=logging.CRITICAL,
                ) as cluster,
                distributed.Client(cluster, set_as_default=False) as client,
            ):
                yield client
            return
        try:
            client = distributed.Client(scheduler, timeout=_PATIENCE_S, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            message = f"{scheduler}: no Dask scheduler answers there ({error}); start one with: dask scheduler"
            raise GeoNKError(message) from error
        with client:
            try:
                client.wait_for_workers(1, timeout=_PATIENCE_S)
            except TimeoutError as error:
                message = f"{scheduler}: this Dask cluster has no worker; start one with: dask worker {scheduler}"
                raise GeoNKError(message) from error
            yield client


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dask from telling in tracebacks what is told in an error."""
    logger = logging.getLogger("distributed")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)
