from hypothesis import given
from hypothesis import strategies as st

from pipeline.run.order import in_order
from pipeline.sources import Entry


@given(st.lists(st.text(max_size=3)), st.integers(1, 5))
def test_by_code_points_and_once(paths: list[str], held: int) -> None:
    entries = [Entry(path, n) for n, path in enumerate(paths)]
    ordered = list(in_order(entries, held))
    assert [entry.path for entry in ordered] == sorted(set(paths))
    assert all(entry.size == paths.index(entry.path) for entry in ordered)
