"""The fast way to canonical JSON writes exactly what RFC 8785 wants."""

import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger.canonical import write_canonical

scalars = (
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text()
    | st.floats(allow_nan=False, allow_infinity=False)
)  # fmt: skip
plain = st.recursive(scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4))


@given(plain)
def test_it_writes_what_the_library_writes(value):
    assert write_canonical(value).encode("utf8") == rfc8785.dumps(value)


def test_numbers_too_large_for_other_programs_become_the_nearest_double():
    assert write_canonical({"best": 10**20}) == '{"best":100000000000000000000}'
    assert write_canonical([2**60]) == "[1152921504606847000]"
