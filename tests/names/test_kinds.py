"""Names and the words for what they name."""

from __future__ import annotations

import pytest

from geo_nk.names.folding import fold
from geo_nk.names.kinds import analyse, split_kind


@pytest.mark.parametrize(
    ("name", "stem", "kind"),
    [
        ("Pochon County", "Pochon", "county"),
        ("Hoeryŏng-si", "Hoeryŏng", "city"),
        ("Kimhyŏngjik-kun", "Kimhyŏngjik", "county"),
        ("North Hamkyung Province", "North Hamkyung", "province"),
        ("Northern Hamgyong", "North Hamgyong", None),
        ("N. Hamgyong", "North Hamgyong", None),
        ("Hamgyongbuk-do", "North Hamgyong", "province"),
        ("P'yŏngan-bukto", "North P'yŏngan", "province"),
        ("Namyang Workers' District", "Namyang", "workers_district"),
        ("Yusŏn worker’s region", "Yusŏn", "workers_district"),
        ("P'yŏngsal-lodongjagu", "P'yŏngsal", "workers_district"),
        ("Hwajonri", "Hwajon", "ri"),
        ("Kasal-li", "Kasal", "ri"),
        ("Kumsandong", "Kumsan", "neighbourhood"),
        ("Mt. Paektu", "Paektu", "mountain"),
        ("AmnokRiver", "Amnok", "river"),
        ("Amnokkang", "Amnok", "river"),
        ("Namyang Customs House", "Namyang", "customs"),
        ("Longcheng township", "Longcheng", "township"),
        ("Jung District", "Jung", "district"),
        ("남양로동자구", "남양", "workers_district"),
        ("압록강", "압록", "river"),
        ("图们市", "图们", "city"),
        ("长白朝鲜族自治县", "长白", "county"),
        ("уезд Ыйджу", "Ыйджу", "county"),
    ],
)
def test_split_kind_takes_the_unit_word_off(name: str, stem: str, kind: str | None) -> None:
    assert split_kind(name) == (stem, kind)


@pytest.mark.parametrize(
    "name", ["Sindo", "Manpo", "Hyesan", "Musan", "Chosan", "Chunggang", "Usi", "신도", "중강", "Komusan"]
)
def test_split_kind_leaves_names_whole_that_only_end_like_a_unit(name: str) -> None:
    assert split_kind(name) == (name, None)


def test_a_hyphen_before_a_short_name_is_evidence_but_cuts_nothing() -> None:
    parts = analyse("Chun-dong")
    assert parts.kind == "neighbourhood"
    assert fold(parts.stem) == "chundong"
