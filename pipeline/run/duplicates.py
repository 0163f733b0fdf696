"""Which articles of a run repeat, or nearly repeat, an earlier one.

Texts whose sketches agree in a band are compared by their shingles. "Earlier" is by (published, path); an article
without a day comes after all that have one. An article that repeats none is an original; one that repeats an original
is marked with that original's id, so nothing is ever said to repeat a copy.

Records of one id are one article read more than once: they do not repeat each other (`duplicate_of` is never a
record's own id), and what the earliest of them repeats, all of them do.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from pipeline.errors import OutputError
from pipeline.run.shingles import shingles, similarity
from pipeline.run.sketches import BANDS, ROW, Rows, Sketches
from pipeline.sinks import JsonLines
from pipeline.sinks.commit import committed

SIMILAR = 0.6
"""Jaccard similarity from which a text repeats another: a wire story cut by a third, or edited throughout, is above it;
two stories on one event, which share quotes and background, are below 0.4."""

COMPARED = 8
"""Originals of one band's number that a text is compared with, the earliest: a bound on what hostile texts can cost."""

TEXTS_HELD = 1000
"""Texts whose shingles are in memory at once, some 40 KB each."""


class _Candidate(Struct, frozen=True):
    """A record whose sketch agrees with another's: when it comes, and where its line is."""

    when: dt.datetime
    path: str
    id: str
    bands: tuple[tuple[int, int], ...]
    file: Path
    offset: int


class _Line(Struct):
    """What of a record's line says when it comes, and what it tells."""

    class _Source(Struct):
        path: str

    class _Article(Struct):
        published: str | None
        text: str

    id: str
    source: _Source
    article: _Article


def mark_duplicates(records: JsonLines, sketches: Sketches, marked: Path, names: Sequence[str]) -> dict[str, str]:
    """Sets `duplicate_of` in the shards *names* of *records*, all of them committed; the same by the ids of records.

    *marked* is a file that lists the shards with marks. Killed at any moment and done again, it leaves the same bytes.
    Raises OutputError where the shards can't be read or written.
    """
    if not names:
        return {}
    try:
        rows = [sketches.read(name) for name in names]
        originals = find_duplicates(records, names, rows)
        repeating = np.array([bytes.fromhex(id_) for id_ in originals], dtype=ROW["id"])
        with_marks = [name for name, shard in zip(names, rows, strict=True) if np.isin(shard["id"], repeating).any()]
        before = _read(marked)
        # Shards that were marked before, in a session that did not come to its end or one that is retried, may have
        # marks that no longer hold. Until all is right, both are listed.
        _write(marked, sorted({*before, *with_marks}))
        for name in sorted({*before, *with_marks}):
            records.mark_shard(name, originals)
        _write(marked, with_marks)
    except OSError as error:
        raise OutputError(f"{error.filename or marked} can't be used: {error.strerror}") from error
    return originals


def find_duplicates(records: JsonLines, names: Sequence[str], rows: Sequence[Rows]) -> dict[str, str]:
    """The id of every article that repeats another, and of the original that it repeats.

    *rows* are the sketches of the shards *names*; of the records, only those are read that sketches bring together.
    """
    together = _brought_together(np.concatenate(rows))
    ends = np.cumsum([len(shard) for shard in rows])
    candidates: list[_Candidate] = []
    for name, shard, wanted in zip(names, rows, np.split(together, ends[:-1]), strict=True):
        if wanted.any():
            candidates.extend(_candidates(records.path(name), shard, wanted))
    candidates.sort(key=lambda candidate: (candidate.when, candidate.path))
    return _originals(candidates)


def _originals(candidates: Iterable[_Candidate]) -> dict[str, str]:
    """find_duplicates, of *candidates* in their order."""
    found: dict[str, str | None] = {}
    by_band: dict[tuple[int, int], list[_Candidate]] = {}
    for candidate in candidates:
        if candidate.id not in found:
            found[candidate.id] = _most_similar(candidate, by_band)
        if found[candidate.id] is None:
            for band in candidate.bands:
                there = by_band.setdefault(band, [])
                if len(there) < COMPARED:
                    there.append(candidate)
    return {id_: original for id_, original in found.items() if original is not None}


def _most_similar(candidate: _Candidate, by_band: Mapping[tuple[int, int], Sequence[_Candidate]]) -> str | None:
    """The id of the original that *candidate* repeats; of several, the most similar, and of those the earliest."""
    originals = {(each.when, each.path): each for band in candidate.bands for each in by_band.get(band, ())}
    own = _shingles(candidate.file, candidate.offset) if originals else frozenset()
    best, most = None, SIMILAR
    for _, original in sorted(originals.items()):
        similar = similarity(own, _shingles(original.file, original.offset))
        if similar > most or (similar == most and best is None):
            best, most = original.id, similar
    return best


def _brought_together(rows: Rows) -> NDArray[np.bool]:
    """Which of *rows* agree with another in a band, or in their id."""
    together = _repeated(rows["id"])
    for n in range(BANDS):
        band = rows["bands"][:, n]
        together |= _repeated(band) & (band != 0)
    return together


def _repeated(values: NDArray[Any]) -> NDArray[np.bool]:
    """Which of *values* stand there more than once."""
    _, where, times = np.unique(values, return_inverse=True, return_counts=True)
    repeated: NDArray[np.bool] = times[where] > 1
    return repeated


def _candidates(path: Path, rows: Rows, wanted: NDArray[np.bool]) -> Iterator[_Candidate]:
    """The records of the shard at *path* that are *wanted*."""
    with path.open("rb") as file:
        offset = 0
        for line, row, want in zip(file, rows, wanted, strict=True):
            if want:
                record = msgspec.json.decode(line, type=_Line)
                bands = tuple((n, int(band)) for n, band in enumerate(row["bands"]) if band)
                when = _when(record.article.published)
                yield _Candidate(when, record.source.path, record.id, bands, path, offset)
            offset += len(line)


def _when(published: str | None) -> dt.datetime:
    """When an article that says *published* comes, to compare: in UTC, where an offset is given; a day at its start.

    >>> _when("2018-06-25T01:00:00+08:00") < _when("2018-06-25") < _when(None)
    True
    """
    if published is None:
        return dt.datetime.max  # noqa: DTZ901 -- only compared
    when = dt.datetime.fromisoformat(published)
    try:
        return when.astimezone(dt.UTC).replace(tzinfo=None) if when.tzinfo else when
    except OverflowError:  # the first and the last day of the calendar, in another time zone
        return when.replace(tzinfo=None)


@lru_cache(maxsize=TEXTS_HELD)
def _shingles(path: Path, offset: int) -> frozenset[int]:
    with path.open("rb") as file:
        file.seek(offset)
        return shingles(msgspec.json.decode(file.readline(), type=_Line).article.text)


def _read(marked: Path) -> list[str]:
    try:
        return msgspec.json.decode(marked.read_bytes(), type=list[str])
    except FileNotFoundError:
        return []


def _write(marked: Path, names: Sequence[str]) -> None:
    with committed(marked) as file:
        file.write(msgspec.json.encode(names))
