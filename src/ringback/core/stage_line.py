"""One employer's process told in a line or two: "phone screen, take-home exercise, then the team".

The line is cut into chunks (core/stage_chunks.py). A chunk becomes a stage, says more of the stage before
it, or lends its words to the one after it: `RULES`, read from the top. The rules, and the kinds
(core/stage_kinds.py), are those by which the labelled lines were annotated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ringback.core.document import fold
from ringback.core.stage_chunk import Chunk
from ringback.core.stage_chunks import CLOSES, cut
from ringback.core.stage_kinds import kind_of
from ringback.core.stage_marks import plain
from ringback.core.stage_more import SEEN, bare, says_more
from ringback.core.stage_order import (
    Unit,
    fullest,
    in_time,
    mark_choices,
    order_known,
    stands_for,
    without_twins,
)
from ringback.core.stage_remarks import without_remarks
from ringback.core.stage_said import VISIT, Told
from ringback.core.stage_visits import (
    IN_A_VISIT,
    contents_follow,
    is_visit,
    is_visit_with,
    opens_with_a_place,
)
from ringback.core.stage_words import COLOURS, CONTENT, FORMS, PEOPLE, PLACES, StageWords
from ringback.core.stages import Stage

_SUBJECTS = frozenset({"culture", "technical", "not_technical"})
_NAMES_A_STAGE = frozenset({"culture", "design", "live_code", "take_home", "last", "phone", "video", *PEOPLE})
_TAKES_WHAT_IS_LENT = frozenset({*FORMS, *PLACES, "online_assessment", "review", "culture"})
_ADDRESSING = ("meet", "you meet", "talk", "speak", "chat")
_VAGUE = ("every", "colleague", "co worker", "coworker", "staff", "member", "folks", "group", "squad", "crew")
_TO_THE_END = 99
_BACKWARDS = re.compile(
    r"\W*before ((?:the|your|a|an|my|our) [^,.;:!?]{3,60}?),? ?(?<=[ ])"
    r"((?:the|they|we|you|she|he|somebody|someone|there|a|an)\b[^.;]{5,200})[.!]?\s*"
)
""" "Before the visit they ring you": the stage that comes first is told last."""
_COMING = ("come", "drop", "pop", "stop by", "visit us")


class Here(NamedTuple):
    """A chunk where it stands: the stage that it may say more of, and the chunk after it.

    `visiting`: a visit is being told whose contents are listed. `listed`: how many contents follow.
    """

    chunk: Chunk
    before: Unit | None
    after: Chunk | None
    visiting: bool
    listed: int


def read_line(text: str, source: str, words: StageWords, start: int = 0) -> tuple[tuple[Stage, ...], bool]:
    """The stages of a short description in order, and whether their order is told; remarks tell none.

    `start` is where the text begins in its source, for the offsets.
    """
    folded = fold(plain(text))
    backwards = _BACKWARDS.fullmatch(folded)
    if backwards:
        parts = [
            read_item(text[slice(*backwards.span(n))], source, words, start + backwards.start(n))
            for n in (2, 1)
        ]
        if all(parts):
            return (*parts[0], *parts[1]), True
    return _stages(cut(without_remarks(words.find(folded), folded, words)), text, source, start)


def read_item(text: str, source: str, words: StageWords, start: int = 0) -> tuple[Stage, ...]:
    """The stages that an item of a longer text names, or its title: no sentence of it is but a remark."""
    stages, _ = _stages(cut(words.find(fold(plain(text)))), text, source, start)
    return stages


def _stages(chunks: Sequence[Chunk], text: str, source: str, start: int) -> tuple[tuple[Stage, ...], bool]:
    units = _units(chunks)
    before: dict[str, None] = {}  # each kind once, the latest last
    kinds: list[str] = []
    stages = []
    instead: set[str] = set()
    for unit in units:
        instead = instead if unit.joint == "or" else set()
        known = tuple(one for one in before if one not in instead) if stands_for(unit) else tuple(before)
        several = "several" in unit.chunk.marks
        kind, sure = (VISIT, True) if several else kind_of(unit.chunk.told, known)
        instead.add(kind)
        before.pop(kind, None)
        before[kind] = None
        kinds.append(kind)
        first, last = unit.span
        quote = text[first:last]
        stages.append(Stage(kind, quote, source, start + first, start + last, unit.optional, sure=sure))
    return without_twins(units, stages), order_known(chunks, units, kinds)


# From chunks to units.


@dataclass(slots=True)
class _Gatherer:
    """The units gathered so far, and words that wait for the chunk after them."""

    units: list[Unit] = field(default_factory=list)
    lent: Chunk | None = None
    visiting: int = 0
    passes: list[int] = field(default_factory=lambda: [0])

    def read(self, given: Chunk, after: Chunk | None, listed: int) -> None:
        """Do with a chunk what the first rule says that applies to it."""
        if "again" in given.marks:
            self.passes.append(len(self.units))
        closed = given.joint in CLOSES
        inside = self.visiting > 0 and not closed
        self.visiting = self.visiting - 1 if inside else 0
        chunk = given if self.lent is None else _with_lent(self.lent, given)
        self.lent = None
        before = self.units[-1] if self.units and not closed else None
        here = Here(chunk, before, after, inside, listed)
        known = len(self.units)
        for applies, act in RULES:
            if applies(here):
                act(self, here)
                break
        goes_on = not closed and known > 0 and self.units[known - 1].earlier
        for unit in self.units[known:]:
            unit.earlier = known > 0 and ("earlier" in given.marks or goes_on)

    def skip(self, here: Here) -> None:
        """Leave a heading out: its stages are told after it."""

    def join(self, here: Here) -> None:
        """Take a chunk into the stage before it."""
        unit, chunk = here.before, here.chunk
        assert unit is not None  # noqa: S101 (the rule asks for it)
        into = unit.chunk
        inside = here.visiting or into.marks & {"holds", "lists"}
        into.take(chunk, under="inside" if inside else into.part)
        if here.visiting and not bare(chunk):
            into.marks.add("several")
        if "relative" in chunk.marks and here.listed and is_visit_with(into):
            self.visiting = here.listed
        unit.optional |= "optional" in chunk.marks and not chunk.heads
        if chunk.part != "head":
            into.part = chunk.part

    def gather(self, here: Here) -> None:
        """Make one visit of the stage before it and a chunk."""
        unit, chunk = here.before, here.chunk
        assert unit is not None  # noqa: S101 (the rule asks for it)
        if "gathered" not in unit.chunk.marks:
            whole = unit.chunk
            unit.chunk = Chunk(unit.joint, marks={*whole.marks, "gathered"})
            for term, _ in whole.told:
                unit.chunk.add(term, "inside")
            unit.chunk.add(replace(whole.told[-1].term, what="onsite", head=True), "head")
        for term, _ in chunk.told:
            unit.chunk.add(term, "inside")

    def pair(self, here: Here) -> None:
        """Make a stage of a chunk with the head of the one after it."""
        chunk, after = here.chunk, here.after
        assert after is not None  # noqa: S101 (the rule asks for it)
        head = after.heads[0]
        what = head.what if head.what in PLACES else "meeting"
        whole = Chunk(chunk.joint)
        whole.take(chunk)
        whole.add(replace(head, what=what), "head")
        self.units.append(Unit(whole, chunk.joint, "optional" in chunk.marks, own=chunk))
        after.joint = "also"

    def lend(self, here: Here) -> None:
        """Keep a chunk's words for the one after it."""
        self.lent = here.chunk

    def share(self, here: Here) -> None:
        """Make a stage of a chunk with the head of the one before it."""
        chunk, before = here.chunk, here.before
        assert before is not None  # noqa: S101 (the rule asks for it)
        whole = Chunk(chunk.joint, part="with")
        for term, part in _first_of_each(_heads_told(before.chunk)):
            whole.add(term, part)
        whole.take(chunk)
        listed = chunk.joint == "comma" or (before.own is not None and before.slot)
        self.units.append(Unit(whole, chunk.joint, slot=listed, own=chunk))

    def open(self, here: Here) -> None:
        """Make a stage of a chunk, or one for each person listed in brackets."""
        chunk = here.chunk
        self.units += _by_who(chunk) or [Unit(chunk, chunk.joint, "optional" in chunk.marks)]
        told = bool(chunk.marks & {"holds", "lists"})
        told |= here.listed > 1 and opens_with_a_place(chunk)
        told |= here.listed > 0 and (is_visit_with(chunk) or chunk.told[0].term.words.startswith(_COMING))
        if told and is_visit(chunk):
            self.visiting = here.listed or _TO_THE_END


def _units(chunks: Sequence[Chunk]) -> list[Unit]:
    """The stages: every chunk opens one, joins the one before, or lends its words to the one after."""
    gatherer = _Gatherer()
    for chunk, after, listed in zip(chunks, [*chunks[1:], None], contents_follow(chunks), strict=False):
        gatherer.read(chunk, after, listed)
    units = fullest(gatherer.units, gatherer.passes)
    mark_choices(units)
    return in_time(units)


def _with_lent(lent: Chunk, chunk: Chunk) -> Chunk:
    """A chunk behind the words of the one before it that had no stage of their own.

    "Remote or on-site interview"
    """
    lent.take(chunk)
    lent.marks |= chunk.marks
    lent.part = chunk.part
    return lent


# A heading: "Four interviews: ...", "Three short talks. The first ...".


def _is_heading(here: Here) -> bool:
    chunk, after = here.chunk, here.after
    if after is not None and _is_title(chunk, after):
        return True
    if after is None or not chunk.plural or not chunk.whats <= {*FORMS, "phone", "video", "remote", "onsite"}:
        return False
    if "lists" in chunk.marks:
        return "onsite" not in chunk.whats
    counted = "ordinal" in after.marks or ("each" in after.marks and not after.heads)
    return after.joint in {"stop", "comma"} and counted


def _is_title(chunk: Chunk, after: Chunk) -> bool:
    """ "Interview loop: ...", "For engineers: ...", "Last, ..."."""
    last = chunk.whats == {"last"} and not chunk.heads and chunk.joint in CLOSES
    if last and after.joint == "comma":
        return True
    whom = chunk.joint == "start" and not chunk.heads and chunk.whats <= {"engineer", "technical"}
    return "lists" in chunk.marks and (whom or chunk.told[-1].term.words == "interview loop")


def _says_whom_they_meet(here: Here) -> bool:
    """ "You meet: HR, a peer, the owner"."""
    chunk, after = here.chunk, here.after
    if after is None or "lists" not in chunk.marks or not chunk.whats <= FORMS:
        return False
    verbs = chunk.heads[-1].words if chunk.heads else ""
    return bool(after.whats & {*PEOPLE, *PLACES}) and verbs.startswith(_ADDRESSING)


# One visit, one stage.


def _in_one_visit(here: Here) -> bool:
    """ "Homework review and a design session in one go"."""
    if here.before is None or "one_visit" not in here.chunk.marks or here.chunk.joint == "or":
        return False
    contents = {*IN_A_VISIT, "onsite"}
    return here.before.chunk.head_whats <= contents and here.chunk.head_whats <= contents


# A chunk that says more of the stage before it.


def _says_more(here: Here) -> bool:
    if here.before is None or (here.chunk.whats <= PLACES and _lends(here)):
        return False
    if "each" in here.chunk.marks and "each" in here.before.chunk.marks:  # "one on Zoom, one in person"
        return False
    if here.visiting:
        return True
    return says_more(here.before.chunk, here.chunk)


# A chunk without a stage of its own, before its head: "technical and cultural interviews".


def _lends(here: Here) -> bool:
    """ "Remote or [on-site interview]": whether a chunk only colours the next."""
    chunk, after = here.chunk, here.after
    if after is None or after.joint not in {"and", "or"} or not after.heads or chunk.part != "head":
        return False
    whats = chunk.main_whats
    if after.joint == "and" and after.whats == {"onsite"}:  # "phone and on-site"
        return False
    if whats <= PLACES:
        if after.joint == "and" and not after.head_whats & {*FORMS, *PLACES, "culture"}:
            return False  # "phone and homework review"
        return bool(whats) and (after.joint == "or" or not chunk.heads)
    placed = chunk.head_whats <= PLACES
    return placed and whats <= COLOURS and bool(after.head_whats & _TAKES_WHAT_IS_LENT)


def _pairs_up(here: Here) -> bool:
    """ "Technical and cultural interviews": two stages; "technical and cultural interview" is one."""
    after = here.after
    plural = after is not None and after.plural and after.joint == "and"
    return plural and bool(here.chunk.whats & {*CONTENT, *PEOPLE}) and _lends(here)


# Several people, several stages: "interviews with HR and the team", "interviews (manager, team, founder)".


def _shares_head(here: Here) -> bool:
    if here.before is None or here.chunk.heads or not here.chunk.main_whats <= PEOPLE:
        return False
    before = here.before.chunk
    return before.part == "with" and before.plural and bool(_heads_told(before))


def _heads_told(chunk: Chunk) -> list[Told]:
    """The words of a chunk's main part that another stage can share: "phone interviews"."""
    return [one for one in chunk.told if one.part == "head" and one.term.what in {*FORMS, *PLACES}]


def _first_of_each(told: Iterable[Told]) -> list[Told]:
    """The first of the words that tell the same in the same part."""
    kept: dict[tuple[str, str], Told] = {}
    for one in told:
        kept.setdefault((one.term.what, one.part), one)
    return [*kept.values()]


def _by_who(chunk: Chunk) -> list[Unit]:
    """One stage for each person or content listed in brackets behind a plural; none where it is one stage."""
    listed = [one for one in chunk.told if one.part == "aside" and one.term.what in {*PEOPLE, *_SUBJECTS}]
    only_forms = chunk.head_whats <= {*FORMS, "phone", "video"}
    if not chunk.plural or not only_forms or len({one.term.what for one in listed}) < 2:
        return []
    rest = _first_of_each(one for one in chunk.told if one.part != "aside")
    units = []
    for n, one in enumerate(listed):
        whole, own = Chunk(chunk.joint if n == 0 else "comma"), Chunk("comma")
        for term, part in (*rest, Told(one.term, "with" if one.term.what in PEOPLE else "head")):
            whole.add(term, part)
        own.add(one.term, "with")
        units.append(Unit(whole, whole.joint, own=own if n else None))
    return units


# A stage at all, and what becomes of alternatives.


def _is_stage(here: Here) -> bool:
    """Whether a chunk names a stage: "team", "tech", "culture" do, "senior" or "relevant" don't."""
    chunk = here.chunk
    if "denied" in chunk.marks:
        return False
    whats = chunk.main_whats
    met = "onsite" in whats and any(
        one.part == "with" or (one.part == "aside" and one.term.what in PEOPLE) for one in chunk.told
    )  # "face-to-face with the team", "office (team)"
    in_sequence = chunk.joint == "sequence" or (here.after is not None and here.after.joint == "sequence")
    in_sequence |= whats == {"offer"} and here.after is None
    met |= "each" in chunk.marks and bool(whats & {*CONTENT, *PEOPLE})  # "one not technical"
    met |= chunk.joint == "sequence" and whats == {"onsite"}  # "phone, then office"
    met |= in_sequence and whats in ({"offer"}, {"application"})  # "email → ... → contract"
    met |= whats == {"onsite"} and ("each" in chunk.marks or chunk.told[0].term.words.startswith(SEEN))
    if whats == {"team"} and not chunk.heads:
        said = chunk.told[0].term.words
        if said.endswith(" us") or (chunk.joint in {"start", "stop"} and said.startswith(_VAGUE)):
            return False
    technical = whats == {"technical"} and chunk.told[0].term.words.startswith("tech")
    return bool(chunk.heads) or bool(whats & _NAMES_A_STAGE) or technical or met


RULES: tuple[tuple[Callable[[Here], bool], Callable[[_Gatherer, Here], None]], ...] = (
    (_is_heading, _Gatherer.skip),
    (_says_whom_they_meet, _Gatherer.skip),
    (_in_one_visit, _Gatherer.gather),
    (_says_more, _Gatherer.join),
    (_pairs_up, _Gatherer.pair),
    (_lends, _Gatherer.lend),
    (_shares_head, _Gatherer.share),
    (_is_stage, _Gatherer.open),
)
"""What is done with a chunk; where no rule applies, it tells nothing."""
