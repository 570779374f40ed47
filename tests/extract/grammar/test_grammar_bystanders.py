"""Landmarks and homes are no places of an event."""

from __future__ import annotations

import pytest

from geo_nk.extract.grammar.bystanders import bystanders
from geo_nk.extract.reader import Reader
from geo_nk.reports import Report


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He was caught in Namyang, a town roughly 20.5 miles north of Hoeryong.", {"Hoeryong"}),
        ("They were held in Changbai, across the river from Hyesan.", {"Hyesan"}),
        ("Four were arrested in Uiju near Sinuiju.", {"Sinuiju"}),
        ("Four were arrested in Musan, which faces Nanping.", {"Nanping"}),
        ("Four were arrested in Musan and near Hoeryong.", set()),
        ("Four were arrested on the Yalu near Hyesan.", set()),
        ("A man left Musan, and was seen north of Hoeryong.", set()),
        ("A clerk of the Musan county trade office was arrested by police in Yanji.", {"Musan county"}),
        ("A broker who comes from Kapsan was caught in Hyesan.", {"Kapsan"}),
        ("In Musan two women were arrested at Yonsa.", set()),
        ("A man of Musan was seen and two were arrested in Yonsa.", set()),
        ("The man from Wiyon was arrested in Hyesan.", set()),
    ],
)
def test_the_sentence_itself_names_another_place(text: str, found: set[str]) -> None:
    analysis = Reader().analyse(Report("r", text))
    assert {analysis.mentions[number].surface for number in bystanders(analysis)} == found
