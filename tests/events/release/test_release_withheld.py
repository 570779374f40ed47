"""What a release withheld, looked for in titles and stories."""

from __future__ import annotations

import pytest

from geo_nk.events.release.withheld import Withheld


@pytest.mark.parametrize("text", ["김철수", "어제 김철수가 말했다", "김철수에게서", "By Kim-chol"])
def test_a_name_is_found_with_its_particle(text: str) -> None:
    withheld = Withheld()
    withheld.add([("actors", ["김철수", "Kim-chol"])])
    assert withheld.found_in(text) is not None


def test_another_name_is_not_found() -> None:
    withheld = Withheld()
    withheld.add([("actors", ["김철수"])])
    assert withheld.found_in("김영희가 혜산에서") is None
