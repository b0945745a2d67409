"""Hold the gates to rewrites, false and faithful: python -m scripts.rewrites prints what the docs say."""

from __future__ import annotations

from collections.abc import Iterator

from tests.core.rewrites import lines
from tests.core.rewrites.trap import SETS, Share, beside_a_courtesy, score

from ringback.app.reword import doubt_of, lexicon_of
from ringback.catalogue import load


def table() -> Iterator[tuple[str, str, Share]]:
    """Every row: which set, what of it, how much."""
    catalogue = load()
    words, doubt = lexicon_of(catalogue), doubt_of(catalogue)
    by_line = lines.score(words, doubt)
    yield "lines", "caught", by_line.caught
    yield "lines", "left", by_line.left
    yield "lines", "of three, own stays", by_line.stay
    for number, slipped in enumerate(by_line.slipped, 1):
        yield "lines", f"of three, {number} false", slipped
    yield "lines", "claims of the other sets", beside_a_courtesy(words, doubt)
    for name in SETS:
        found = score(name, words)
        for part in ("claims", "rewrites", "alarms", "sentences"):
            yield name, part, getattr(found, part)


def main() -> None:
    """Print the rows."""
    for name, part, share in table():
        low, high = share.interval
        held = f"{share.hits:3} of {share.n:3}  {share.value:.3f} ({low:.2f} to {high:.2f})"
        print(f"{name:7} {part:24} {held}")


if __name__ == "__main__":
    main()
