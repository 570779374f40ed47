from __future__ import annotations

import inspect

import pytest

from geo_nk import errors

TREE = [thing for name in errors.__all__ if isinstance(thing := getattr(errors, name), type)]


@pytest.mark.parametrize("error", TREE)
def test_all_are_one_tree(error: type[Exception]) -> None:
    assert issubclass(error, errors.GeoNKError | UserWarning)
    assert inspect.getdoc(error)


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (errors.UnknownPlaceError, LookupError),
        (errors.AmbiguousPlaceError, LookupError),
        (errors.EventSchemaError, ValueError),
        (errors.ReadError, ValueError),
        (errors.OutputError, OSError),
        (errors.WrongTypeError, TypeError),
    ],
)
def test_each_is_the_builtin_it_resembles(error: type[Exception], builtin: type[Exception]) -> None:
    with pytest.raises(builtin, match="why"):
        raise error("why")


def test_facts_travel_with_the_error() -> None:
    assert errors.UnknownPlaceError("why", name="Hyesann", suggestions=["Hyesan"]).suggestions == ("Hyesan",)
    assert errors.AmbiguousPlaceError("why", candidates=[1, 2]).candidates == (1, 2)
    assert errors.EventSchemaError("why", faults=["one"]).faults == ("one",)
    assert errors.ReadError("why").path is None


def test_a_line_of_a_stranger_begins_no_line_of_a_message() -> None:
    assert errors.faults_message("a\nerror: b", ["x\nerror: y"]) == "a error: b: x error: y"
