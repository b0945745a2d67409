"""From when on what the reader hears counts, on the texts kept apart from its learning.

Usage: python -m scripts.reader_thresholds

Of each label, how often it is there, and how many of those heard from each log-odds on are right. The numbers
in likeness.toml were read off these tables, and of what follows from them (`python -m benchmarks unread`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scripts.reader_lessons import Text, texts

from ringback.catalogue import load

FROM = (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0)
FEWEST = 5


def told(head: str, lessons: Sequence[Text]) -> Iterator[tuple[frozenset[str], dict[str, float]]]:
    """For each text what its sentences tell, and the log-odds of the sentence that tells each label most."""
    reader = load().reader
    for text in lessons:
        if all(head in one for one in text.told):
            pulls = reader.sentences(head, text.sentences)
            most = {label: max(one[label] for one in pulls) for label in pulls[0]}
            yield frozenset().union(*(one[head] for one in text.told)), most


def lines(head: str, lessons: Sequence[Text]) -> Iterator[str]:
    """The table of a head: right of heard, from each log-odds on."""
    read = list(told(head, lessons))
    yield f"{head}: {len(read)} texts; right of heard from {', '.join(map(str, FROM))} on"
    for label in (*sorted({one for has, _ in read for one in has}), ""):
        there = sum(label in has if label else len(has) for has, _ in read)
        counts = [_heard(read, label, least) for least in FROM]
        if there >= FEWEST:
            shown = "  ".join(f"{right:3} of {heard:3}" for right, heard in counts)
            yield f"  {label or 'all':28} {there:4}   {shown}"


def _heard(
    read: Sequence[tuple[frozenset[str], dict[str, float]]], label: str, least: float
) -> tuple[int, int]:
    heard = [
        one in has
        for has, most in read
        for one in ([label] if label else most)
        if most.get(one, least) > least
    ]
    return sum(heard), len(heard)


if __name__ == "__main__":
    apart = texts(apart=True)
    for name, task in (
        ("mistakes", "account"),
        ("states", "account"),
        ("readings", "account"),
        ("employers", "employer"),
    ):
        print("\n".join(lines(name, [one for one in apart if one.task.startswith(task)])))
