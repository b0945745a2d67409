"""Write the gate's lists of words from a copy of WordNet 3.0: python -m scripts.synonyms FOLDER.

FOLDER holds Princeton's `data.*` and `index.sense`. `synonyms.txt`: a line is a group of single words that
mean the same in a sense that is common for each of them, among its first three and met in the tagged texts;
or two words of one family (decide, decision). `colouring.txt`: verbs and adverbs that tell no winning, making
or leading. `persons.txt`: what people are called by trade or standing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).parents[1] / "src/ringback/catalogue/words/synonyms.txt"
PERSONS = OUT.with_name("persons.txt")
WEAK = OUT.with_name("colouring.txt")
PARTS = {"1": "noun", "2": "verb", "3": "adj", "4": "adv", "5": "adj"}
COMMON = 3
PLAIN_VERBS = {"29", "30", "31", "32", "34", "35", "37", "38", "39", "40", "42", "43"}
"""WordNet's files of verbs, without those of contest (33), creation (36) and society (41)."""
WORD = re.compile(r"[a-z]{3,}")


def common_senses(folder: Path) -> dict[tuple[str, str], dict[str, int]]:
    """The words of each synset (part of speech, offset) for which that sense is common, with their counts."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    for line in (folder / "index.sense").read_text().splitlines():
        key, offset, number, count = line.split()
        lemma, rest = key.split("%")
        if WORD.fullmatch(lemma) and int(number) <= COMMON and (int(count) > 0 or int(number) == 1):
            found.setdefault((PARTS[rest[0]], offset), {})[lemma] = int(count)
    return found


def colouring(folder: Path) -> set[str]:
    """Verbs and adverbs that are mostly just that, and that tell no creating, winning or leading."""
    counts: dict[str, dict[str, int]] = {}
    first: dict[str, str] = {}
    for line in (folder / "index.sense").read_text().splitlines():
        key, _, number, count = line.split()
        lemma, rest = key.split("%")
        if not WORD.fullmatch(lemma):
            continue
        part = PARTS[rest[0]]
        counts.setdefault(lemma, {}).setdefault(part, 0)
        counts[lemma][part] += int(count)
        if part == "verb" and number == "1":
            first[lemma] = rest.split(":")[1]
    return {lemma for lemma, seen in counts.items() if adverb(lemma, seen) or verb(seen, first.get(lemma))}


def adverb(lemma: str, seen: dict[str, int]) -> bool:
    """Whether a word is mostly an adverb, and tells nothing as another part of speech."""
    most = max(seen.get("noun", 0), seen.get("adj", 0))
    return seen.get("adv", 0) > most and (lemma.endswith("ly") or not seen.keys() & {"adj", "noun"})


def verb(seen: dict[str, int], file: str | None) -> bool:
    """Whether a word is mostly a verb of a file that makes no claim by itself."""
    return seen.get("verb", 0) > max(seen.get("noun", 0), seen.get("adj", 0)) and file in PLAIN_VERBS


def people(folder: Path) -> set[str]:
    """Nouns that are mostly a person's name by trade or standing."""
    found = set()
    for line in (folder / "index.sense").read_text().splitlines():
        key, _, number, _ = line.split()
        lemma, rest = key.split("%")
        if WORD.fullmatch(lemma) and rest.startswith("1:18") and number == "1":
            found.add(lemma)
    return {
        lemma
        for lemma in found
        if lemma.endswith(
            (
                "er",
                "or",
                "ist",
                "man",
                "ian",
                "ant",
                "ent",
                "ee",
                "head",
                "chief",
                "nurse",
                "clerk",
                "chef",
                "cook",
            )
        )
    }


def relatives(folder: Path, senses: dict[tuple[str, str], dict[str, int]]) -> Iterator[tuple[str, str]]:
    """Pairs of words of one family in other parts of speech: decide and decision."""
    parts = {"n": "noun", "v": "verb", "a": "adj", "s": "adj", "r": "adv"}
    for part in ("noun", "verb", "adj", "adv"):
        lines = (folder / f"data.{part}").read_text().splitlines()
        for fields in (line.split("|")[0].split() for line in lines if not line.startswith(" ")):
            known = senses.get((part, fields[0]), {})
            for one, kind, target in derived(fields):
                others = senses.get((parts[kind], target), {}) if one in known else {}
                yield from ((min(one, two), max(one, two)) for two in others if family(one, two))


def derived(fields: list[str]) -> Iterator[tuple[str, str, str]]:
    """Each word of a line of data with the part and offset of a word that is derived from it."""
    size = int(fields[3], 16)
    words = [fields[4 + 2 * n].lower() for n in range(size)]
    pointers = fields[5 + 2 * size :]
    for n in range(int(fields[4 + 2 * size])):
        sign, target, kind, ends = pointers[4 * n : 4 * n + 4]
        if sign in ("+", "\\") and ends != "0000":
            yield words[int(ends[:2], 16) - 1], kind, target


def family(one: str, two: str) -> bool:
    """Whether two words begin alike, and the gate's stemmer doesn't see one word in both anyhow."""
    from ringback.core.ground import stem

    return one[:3] == two[:3] and stem(one) != stem(two)


def main(folder: Path) -> None:
    """Write the table."""
    senses = common_senses(folder)
    groups = {
        " ".join(sorted(words)) for words in senses.values() if len(words) > 1 and max(words.values()) > 0
    }
    groups |= {" ".join(pair) for pair in relatives(folder, senses)}
    OUT.write_text("\n".join(sorted(groups)) + "\n")
    weak = colouring(folder)
    WEAK.write_text("\n".join(sorted(weak)) + "\n")
    PERSONS.write_text("\n".join(sorted(people(folder))) + "\n")
    print(PERSONS.stat().st_size, len(groups), OUT.stat().st_size, len(weak), WEAK.stat().st_size)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
