from __future__ import annotations

import pickle

import numpy as np
import pytest

from geo_nk.extract.grams import Block, Grams, Headed, KeyTable, gram_keys, headed_keys, keys_of
from geo_nk.extract.linear import Linear

WORDS = ["two", "men", "were", "held", "two", "men"]
BLOCK = Block(
    [Grams("p", WORDS, 3), Grams("m =", ["혜산"]), Grams("p", [], 2)], [Headed(["c <1"], ["in"])], ["c# kind city"]
)


@pytest.fixture
def model() -> Linear:
    vocabulary = {feature: row for row, feature in enumerate(sorted({*BLOCK, "p never", "t two"}))}
    chance = np.random.default_rng(1)
    shape = (len(vocabulary), 3)
    return Linear(
        vocabulary, chance.random(shape[0], np.float32), chance.random(shape, np.float32), np.zeros(3, np.float32)
    )


def test_a_run_has_the_keys_of_its_ngrams() -> None:
    keys, _ = gram_keys(BLOCK.grams)
    written = [feature for grams in BLOCK.grams for feature in grams.written()]
    assert sorted(keys.tolist()) == sorted(keys_of(written).tolist())


def test_each_key_is_of_its_run() -> None:
    keys, which = gram_keys(BLOCK.grams)
    for number, grams in enumerate(BLOCK.grams):
        assert sorted(keys[which == number].tolist()) == sorted(keys_of(grams.written()).tolist())


def test_headed_words_have_the_keys_of_their_features() -> None:
    keys, which = headed_keys([Headed(["a", "a b"], ["x", "y"]), Headed(["c"], ["z"])])
    assert keys.tolist() == keys_of(["a x", "a b y", "c z"]).tolist()
    assert which.tolist() == [0, 0, 1]


def test_no_features_have_no_keys() -> None:
    assert keys_of([]).tolist() == []


def test_a_table_finds_each_key_and_no_other() -> None:
    keys = np.random.default_rng(1).integers(0, 2**64, 5000, dtype=np.uint64)
    table = KeyTable(keys[:4000])
    assert table.numbers(keys).tolist() == [*range(4000), *[-1] * 1000]


def test_keys_that_want_one_slot_are_all_found() -> None:
    keys = np.arange(20, dtype=np.uint64) << np.uint64(32)
    assert KeyTable(keys).numbers(keys).tolist() == list(range(20))


def test_an_empty_table_finds_nothing() -> None:
    assert KeyTable(keys_of([])).numbers(keys_of(["p two"])).tolist() == [-1]


def test_a_block_scores_as_its_features_do(model: Linear) -> None:
    assert np.allclose(model.parts([BLOCK, BLOCK]), model.parts([list(BLOCK), list(BLOCK)]))


def test_the_parts_of_nothing_are_nothing(model: Linear) -> None:
    assert model.parts([Block(), ["p unknown"]]).tolist() == [[0, 0, 0], [0, 0, 0]]


def test_a_vector_of_unit_length_gives_the_same_part(model: Linear) -> None:
    rows, values = model.vector(BLOCK)
    assert np.allclose(values @ model.weights[rows], model.part(BLOCK))


def test_a_model_is_sent_without_its_keys(model: Linear) -> None:
    assert np.array_equal(pickle.loads(pickle.dumps(model)).part(BLOCK), model.part(BLOCK))  # noqa: S301 - our own
