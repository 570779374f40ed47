"""The weights that the reader has learned, as they ship: plain arrays, made by ``training/train.py``."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from geo_nk.data import file
from geo_nk.extract.linear import Linear

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from geo_nk.extract.toponyms.mention import Role

__all__ = ["ROLES", "Weights", "load_weights"]

ROLES: tuple[Role, ...] = ("event", "source", "authority", "origin_destination", "background", "not_event")
"""The roles of a toponym, in the order of the model's outputs."""


_DIGITS = 8


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """The linear models of the reader.

    Attributes
    ----------
    pair : Linear
        Of a paragraph and a place; the first output is "something happened there", the others are `categories`.
    mention : Linear
        Of a toponym; its outputs are `ROLES`.
    sentence : Linear
        Of a sentence: whether it tells of a happening.
    date : Linear
        Of a temporal expression and a happening: whether the one dates the other.
    happening : numpy.ndarray
        Of a place and a category in a report, over the features of `geo_nk.extract.happenings`: their means, their
        scales and their weights, shape (3, features).
    bias : float
        Of `happening`.
    calibration, unplaced : tuple of float
        Slope and offset that make the log odds of a happening the confidence that readers see; those of one of which no
        place is told.
    threshold : float
        The confidence from which a happening is an event.
    categories : tuple of str
    version : str
        The beginning of the checksum of the file they come from; empty where they come from none.
    """

    pair: Linear
    mention: Linear
    sentence: Linear
    date: Linear
    happening: npt.NDArray[np.float32]
    bias: float
    calibration: tuple[float, float]
    unplaced: tuple[float, float]
    threshold: float
    categories: tuple[str, ...]
    version: str = ""

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[np.generic]], *, version: str = "") -> Weights:
        """Make the models of the arrays of a file."""

        def linear(name: str) -> Linear:
            words = bytes(arrays[f"{name}_words"].astype(np.uint8)).decode("utf-8").split("\n")
            vocabulary = dict(zip(words, range(len(words)), strict=True))
            idf, weights, bias = (arrays[f"{name}_{part}"].astype(np.float32) for part in ("idf", "weights", "bias"))
            return Linear(vocabulary, idf, weights, bias)

        calibration, unplaced = (tuple(arrays[name].astype(float).tolist()) for name in ("calibration", "unplaced"))
        return cls(
            pair=linear("pair"),
            mention=linear("mention"),
            sentence=linear("sentence"),
            date=linear("date"),
            happening=arrays["happening"].astype(np.float32),
            bias=float(arrays["happening_bias"].astype(float)[0]),
            calibration=calibration,
            unplaced=unplaced,
            threshold=float(arrays["threshold"].astype(float)[0]),
            categories=tuple(bytes(arrays["categories"].astype(np.uint8)).decode("utf-8").split("\n")),
            version=version,
        )


@cache
def load_weights() -> Weights:
    """Return the weights that ship with the package.

    Returns
    -------
    Weights

    Examples
    --------
    >>> load_weights().mention.bias.shape
    (6,)
    """
    data = file("reader.npz").read_bytes()
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        return Weights.from_arrays(arrays, version=hashlib.sha256(data).hexdigest()[:_DIGITS])
