from pathlib import Path

import pytest

from pipeline.sinks.commit import committed


def test_the_file_is_there_at_the_end_and_not_before(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with committed(path) as file:
        file.write(b"new")
        assert not path.exists()
        assert [each.parent for each in tmp_path.iterdir()] == [tmp_path]
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("fault", [ValueError, KeyboardInterrupt])
def test_where_the_block_raises_all_is_as_before(tmp_path: Path, fault: type[BaseException]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"old")

    def write_half() -> None:
        with committed(path) as file:
            file.write(b"new")
            raise fault

    with pytest.raises(fault):
        write_half()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_writer_left_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.tmp").write_bytes(b"half a shard that was longer")
    with committed(tmp_path / "a.jsonl") as file:
        file.write(b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"new"]
