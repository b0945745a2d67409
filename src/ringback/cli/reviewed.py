"""A review in a terminal: the overall word, then each finding on a line that editors know, the fix below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ringback.cli.layout import COLUMNS, accent, bold, cut, dim, safe, width, wrap

Record = Mapping[str, Any]

OVERALL = {"good": "Send it", "mixed": "Mend it first", "poor": "Don't send it as it is"}
STOPPED = "Don't send it"
MOVE = {
    "thanks": "thanks",
    "acknowledge": "names what went wrong",
    "reason": "gives a cause of your own",
    "excuse": "gives a cause beyond control",
    "reassure_atypical": "says it was not typical",
    "correct_answer": "puts an answer right",
    "offer_proof": "offers proof",
    "restate_interest": "wants the job",
    "hand_back_control": "leaves the next word to them",
    "ask_second_chance": "asks for another chance",
}
KIND = {"email": "e-mail", "spoken": "spoken words", "voicemail": "voicemail", "letter": "letter"}
SEVERITY = {"stop": "error", "mend": "warning", "consider": "info"}
"""The weights in the words that editors know."""
LONGEST_HEAD = 56
LONGEST_QUOTE = 160
INDENT = "    "
WITHOUT_A_CASE = (
    "Whether the time is right, and whether the claims are yours, only your kept case tells: --case ID"
    " (ringback case list)"
)
NOTHING_FOUND = (
    "None of the faults that it knows is heard. It understands little: a lie, a threat or a secret in new"
    " words may pass."
)


def lines(record: Record, file: str, *, why: bool = False) -> Iterator[str]:
    """The review in lines of at most 80 columns, but where a path alone is longer."""
    found = safe(record)
    yield from _overall(found)
    quoted = ""
    for first, *others in _by_rule(found["findings"]):
        yield from _finding(first, others, safe(file), quoted, why=why)
        quoted = "" if others else first["quote"]
    yield ""
    if not found["findings"]:
        yield from wrap(dim(NOTHING_FOUND))
    if found["case"] is None:
        yield from wrap(dim(WITHOUT_A_CASE))
    if found["findings"] and not why:
        yield from wrap(dim("Why, and what each rests on: --why"))


def compiler_lines(record: Record, file: str) -> Iterator[str]:
    """One line a finding, `FILE:LINE:COLUMN-END.COLUMN: SEVERITY: MESSAGE [RULE]`, as GNU compilers write.

    The last column is the one after the last character, so that nothing has the width 0 but what is missing.
    """
    found = safe(record)
    for one in found["findings"]:
        place = f"{one['line']}:{one['column']}-{one['end_line']}.{one['end_column']}"
        message = " ".join(f"{one['says']} {one['fix']}".split())
        yield f"{safe(file)}:{place}: {SEVERITY[one['weight']]}: {message} [{one['rule']}]"


def _overall(record: Record) -> Iterator[str]:
    length = "1 word" if record["words"] == 1 else f"{record['words']} words"
    if record["kind"] in ("spoken", "voicemail"):
        length += f", about {record['seconds']} seconds aloud"
    about = f"({KIND[record['kind']]}, {length})"
    yield from wrap(f"{accent(word_for(record))} {dim(about)}")
    does = ", ".join(MOVE[move] for move in record["moves"])
    yield from wrap(f"It {'does this: ' + does if does else 'makes no move that we know of'}.")


def word_for(record: Record) -> str:
    """What to do with the draft: a stop stops it, and where nothing is heard there is nothing to judge."""
    if any(one["weight"] == "stop" for one in record["findings"]):
        return f"{STOPPED}."
    if not record["moves"] and not record["findings"]:
        return "Too little to judge."
    if record["quality"] == "good" and to_mend(record):
        return "Send it once this is mended."
    if record["quality"] != "good" and not to_mend(record):
        count = len(_by_rule(record["findings"]))
        return f"You can send it, with {'one thing' if count == 1 else f'{count} things'} to consider."
    return f"{OVERALL[record['quality']]}."


def to_mend(record: Record) -> bool:
    """Whether something in the draft should be mended before it goes, and not just considered."""
    return any(one["weight"] != "consider" for one in record["findings"])


def _by_rule(findings: Sequence[Record]) -> list[list[Record]]:
    """What one rule says of several places in the same words stands together, at the first of them."""
    groups: dict[tuple[str, str, str], list[Record]] = {}
    for one in findings:
        groups.setdefault((one["rule"], one["says"], one["fix"]), []).append(one)
    return list(groups.values())


def _finding(finding: Record, again: Sequence[Record], file: str, quoted: str, *, why: bool) -> Iterator[str]:
    """One rule's findings; what was quoted just before isn't quoted again."""
    rule = finding["rule"].removeprefix("faults/")
    head = f"{file}:{finding['line']}:{finding['column']}: "
    told = f"{bold(finding['weight'])} {rule}: {finding['says']}"
    if width(head) > LONGEST_HEAD or width(head) + width(told) <= COLUMNS:
        yield head + told
    else:
        yield from wrap(told, head, INDENT)
    if finding["quote"].strip() and finding["quote"] != quoted:
        yield from wrap(f'"{cut(finding["quote"], LONGEST_QUOTE)}"', INDENT, f"{INDENT} ")
    for one in again:
        place, quote = f"{file}:{one['line']}:{one['column']}:", f'"{cut(one["quote"], LONGEST_QUOTE)}"'
        if width(place) > LONGEST_HEAD:
            yield f"{INDENT}{place}"
            yield from wrap(quote, INDENT, f"{INDENT} ")
        else:
            yield from wrap(f"{place} {quote}", INDENT, f"{INDENT} ")
    yield from wrap(finding["fix"], INDENT)
    if why:
        yield from wrap(f"Why: {finding['why']}", INDENT, f"{INDENT}  ")
        rests = ", ".join("our judgement" if one == "judgement" else one for one in finding["sources"])
        yield from wrap(
            dim(f"Rests on {rests}. ringback catalogue show faults/{rule}"), INDENT, f"{INDENT}  "
        )
