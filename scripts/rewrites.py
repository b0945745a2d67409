"""Hold the gate to the trap's rewrites: python -m scripts.rewrites prints both halves."""

from __future__ import annotations

from tests.core.rewrites.trap import HALVES, score

from ringback.app.reword import lexicon_of
from ringback.catalogue import load


def main() -> None:
    """Print the table of docs/reword.md."""
    words = lexicon_of(load())
    for half in HALVES:
        found = score(half, words)
        for name in ("claims", "rewrites", "alarms", "sentences"):
            share = getattr(found, name)
            low, high = share.interval
            held = f"{share.hits:3} of {share.n:3}  {share.value:.3f} ({low:.2f} to {high:.2f})"
            print(f"{half:7} {name:10} {held}")


if __name__ == "__main__":
    main()
