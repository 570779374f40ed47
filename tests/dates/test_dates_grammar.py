"""Each form of a date is tried wherever one may begin."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo_nk.dates.grammar import FORMS, Form


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_form_begins_otherwise_than_it_says(form: Form, data: st.DataObject) -> None:
    at_start = re.compile(rf"\A(?:{form.compile().pattern})", re.ASCII)
    text = data.draw(st.from_regex(at_start))
    assert text[0].lower() in form.begins
