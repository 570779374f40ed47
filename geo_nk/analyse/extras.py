"""Ask for a library of the extra ``analyse``, and say so where it is missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from geo_nk.errors import MissingExtraError

__all__ = ["need"]


def need(module: str, *, what: str) -> Any:  # noqa: ANN401 - a module, whose names are its own
    """Return a module, or say how to install it.

    Parameters
    ----------
    module
        Its name.
    what
        What is done with it, in the plural: "intervals of a change".

    Returns
    -------
    module

    Raises
    ------
    geo_nk.errors.MissingExtraError
        If it is not installed.

    Examples
    --------
    >>> need("no_such_package", what="clusters")
    Traceback (most recent call last):
    geo_nk.errors.MissingExtraError: clusters need the package no_such_package: pip install 'geo_nk[analyse]'
    """
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise MissingExtraError(f"{what} need the package {package}: pip install 'geo_nk[analyse]'") from error
