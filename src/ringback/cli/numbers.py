"""Numbers of a list as they are given on the command line: "3 5-7"."""

from __future__ import annotations

from collections.abc import Iterable

from ringback.cli.options import WrongUse

LONGEST_RUN = 1000


def as_given(numbers: Iterable[int]) -> str:
    """Numbers as they can be given again."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return " ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def numbers_in(words: Iterable[str]) -> set[int]:
    """The numbers named, one by one or as runs. Raises WrongUse."""
    found: set[int] = set()
    for word in ",".join(words).split(","):
        first, _, last = word.strip().partition("-")
        if not (first.isdecimal() and (last or first).isdecimal()):
            raise WrongUse(f'"{word}" is no number.', "Give the numbers of the list, as in 3 5-7.", "NUMBERS")
        low, high = int(first), int(last or first)
        if not low <= high <= low + LONGEST_RUN:
            raise WrongUse(f'"{word}" is no run of numbers.', "The smaller comes first: 5-7.", "NUMBERS")
        found.update(range(low, high + 1))
    return found
