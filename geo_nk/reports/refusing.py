"""What becomes of an input that cannot be read: it raises, it warns, or it goes to a list."""

from __future__ import annotations

import warnings
from typing import Literal, TypeAlias

from geo_nk.errors import RefusalWarning
from geo_nk.reports.report import Refusal

__all__ = ["Errors", "check_errors", "keep", "refuse"]

Errors: TypeAlias = Literal["raise", "warn"] | list[Refusal]


def check_errors(errors: Errors) -> None:
    """Raise if it is none of the three.

    Parameters
    ----------
    errors
        What a caller gave.

    Raises
    ------
    ValueError
        Naming the value.
    """
    if not isinstance(errors, list) and errors not in {"raise", "warn"}:
        raise ValueError(f"errors is {errors!r}; give 'raise', 'warn', or a list that takes the refusals")


def refuse(refusal: Refusal, errors: Errors, *, error: Exception) -> None:
    """Raise the error, or keep the refusal.

    Parameters
    ----------
    refusal
        The input and the reason.
    errors
        ``raise``, ``warn``, or the list.
    error
        What is raised.
    """
    if errors == "raise":
        raise error
    keep(refusal, errors)


def keep(refusal: Refusal, errors: Errors) -> None:
    """Put a refusal into the list, or warn of it.

    Parameters
    ----------
    refusal
        The input and the reason.
    errors
        The list; anything else warns.

    Examples
    --------
    >>> bad = []
    >>> keep(Refusal("a.txt", "is empty; a report needs a text"), bad)
    >>> bad[0].source
    'a.txt'
    """
    if isinstance(errors, list):
        errors.append(refusal)
    else:
        warnings.warn(f"{refusal.source}: {refusal.reason}", RefusalWarning, stacklevel=2)
