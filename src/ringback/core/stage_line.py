"""One employer's process told in a line or two: "phone screen, take-home exercise, then the team".

The line is cut into chunks at its commas, stops, arrows and joining words; a chunk becomes a stage, is
taken into its neighbour, or tells nothing. Which, and of what kind, follows the annotation guideline of
the labelled lines: content before who, who before medium, medium before place.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ringback.core.document import fold
from ringback.core.stage_kinds import Told, kind_of, same_activity
from ringback.core.stage_words import StageWords, Term
from ringback.core.stages import Stage

_ADDRESS = re.compile(r"(?<=\])\([^()\s]*\)|\bhttps?://[^\s)\]]+|\bwww\.[^\s)\]]+")
_CLOSES = frozenset({"stop", "arrow", "sequence"})
_FORMS = frozenset({"meeting", "chat"})
_WHO = frozenset({"hr", "manager", "executive", "engineer", "team"})
_PLACES = frozenset({"phone", "video", "onsite", "remote"})
_CONTENT = frozenset({"culture", "technical", "design", "live_code", "work_talk", "not_technical"})
_COLOURS = frozenset({*_CONTENT, *_WHO, *_PLACES})
_HANDED_IN = frozenset({"take_home", "task", "online_assessment"})
_TALKED_OVER = frozenset({"review", "presentation"})
_ONE_OF_A_SORT = frozenset({"culture", "reference", "application", "offer"})
"""What is one stage however many of it are named together: "CV and cover letter", "dinner and drinks"."""
_SLOTS_OF_A_LIST = 3


@dataclass
class Chunk:
    """A stretch between two joints. `joint` is how it follows on: start, comma, stop, sequence, and, or."""

    joint: str
    told: list[Told] = field(default_factory=list)
    optional: bool = False
    ordinal: bool = False
    choice: bool = False
    holds: bool = False
    part: str = "head"
    denied: bool = False
    either: bool = False
    lists: bool = False
    sometimes: bool = False

    def add(self, term: Term) -> None:
        """Take in a term, as part of the head or of what follows "with" or "about"."""
        self.told.append(Told(term, self.part))

    @property
    def heads(self) -> list[Term]:
        """What can be a stage by itself, in the main part."""
        return [one.term for one in self.told if one.term.head and one.part == "head"]

    @property
    def whats(self) -> set[str]:
        return {one.term.what for one in self.told}

    @property
    def plural(self) -> bool:
        return any(head.plural for head in self.heads)


@dataclass
class Unit:
    """Chunks that make up one stage. `slot`: it takes a place of its own in the line; `own` is what is quoted."""

    chunk: Chunk
    joint: str
    slot: bool = True
    optional: bool = False
    own: Chunk | None = None

    @property
    def span(self) -> tuple[int, int]:
        """From the first to the last of its own words."""
        terms = [one.term for one in (self.own or self.chunk).told]
        return terms[0].start, max(term.end for term in terms)


def read_line(text: str, source: str, words: StageWords, start: int = 0) -> tuple[tuple[Stage, ...], bool]:
    """The stages of a short description in order, and whether their order is told.

    `start` is where the text begins in its source, for the offsets.
    """
    folded = fold(_ADDRESS.sub(lambda found: " " * len(found[0]), text))
    chunks = list(_chunks(words.find(folded)))
    units = _units(chunks)
    kinds: list[str] = []
    stages = []
    for unit in units:
        kind, sure = kind_of(unit.chunk.told, kinds)
        first, last = unit.span
        kinds.append(kind)
        stages.append(
            Stage(kind, text[first:last], source, start + first, start + last, unit.optional, sure=sure)
        )
    return _without_twins(units, stages), _order_known(chunks, units, kinds)


def _chunks(terms: Iterator[Term]) -> Iterator[Chunk]:
    """The line in chunks; what stands in brackets belongs to the chunk before them."""
    chunk = Chunk("start")
    depth = 0
    for term in terms:
        what = _JOINTS.get(term.what, term.what)
        if what in {"open", "close"}:
            depth = depth + 1 if what == "open" else max(0, depth - 1)
        elif depth:
            chunk.optional |= what == "optional"
            if what not in _JOINING:
                chunk.told.append(Told(term, "aside"))
        elif term.what == "slash" and not chunk.told:
            continue
        elif what in _JOINING - {"about", "with"}:
            chunk.lists |= term.what == "colon"
            if chunk.told or chunk.optional or chunk.choice:
                yield chunk
                chunk = Chunk(what)
            else:
                chunk.either |= (chunk.joint, term.what) == ("and", "or")
                chunk.joint = min(chunk.joint, what, key=_STRENGTH.index)
        elif what in _TALKED_OVER and _hands_in(chunk):
            yield chunk
            chunk = Chunk("and", [Told(term, "head")])
        else:
            _take(chunk, term)
    if chunk.told:
        yield chunk


_JOINTS = {"slash": "or", "arrow": "sequence", "dash": "comma", "colon": "comma"}
_STRENGTH = ("start", "sequence", "stop", "or", "and", "comma")
_JOINING = frozenset({*_STRENGTH, "about", "with"})


def _hands_in(chunk: Chunk) -> bool:
    """Whether a chunk is work handed in, up to its "with": "a task with code review"."""
    return chunk.part == "with" and {one.term.what for one in chunk.told} <= {
        *_HANDED_IN,
        "technical",
        "live_code",
        "onsite",
    }


_CONDITIONS = ("if", "depend", "as ", "where", "for ", "in some", "sometimes")
_SILENT = frozenset({"not_stage", "passing"})


def _take(chunk: Chunk, term: Term) -> None:
    what = term.what
    if what == "not":
        chunk.denied = chunk.denied or not chunk.heads
        chunk.part = "denied"
    elif what in {"about", "with"}:
        chunk.part = what if chunk.told and chunk.part != "denied" else chunk.part
    elif what == "holds":
        chunk.holds = True
        chunk.part = "inside"
    elif what == "optional":
        chunk.optional |= chunk.part == "head" or term.words.startswith(_CONDITIONS)
        chunk.sometimes |= term.words != "if"
    elif what == "choice":
        chunk.choice = True
    elif what == "ordinal":
        chunk.ordinal = True
    elif what == "last":
        chunk.ordinal = True
        chunk.add(term)
    elif what not in _SILENT and chunk.part != "denied":
        chunk.add(term)


def _units(chunks: Sequence[Chunk]) -> list[Unit]:
    """The stages: every chunk opens one, joins the one before, or lends its words to the one after."""
    units: list[Unit] = []
    lent: Chunk | None = None
    open_visit = False
    opening: Chunk | None = None
    for n, given in enumerate(chunks):
        after = chunks[n + 1] if n + 1 < len(chunks) else None
        if not given.told:
            opening = given
            continue
        if opening is not None:
            given = replace(given, joint=opening.joint, optional=given.optional or opening.sometimes)
            opening = None
        strong = given.joint in _CLOSES or given.joint == "start"
        open_visit = open_visit and not strong
        chunk = given if lent is None else _with_lent(lent, given)
        lent = None
        before = units[-1] if units and not strong else None
        if _is_heading(chunk, after):
            continue
        lends = _lends(chunk, after)
        only_place = chunk.whats <= _PLACES
        if (
            before is not None
            and not (lends and only_place)
            and (open_visit or _belongs(before.chunk, chunk))
        ):
            _merge(before, chunk)
        elif lends:
            if (
                after is not None
                and after.plural
                and after.joint == "and"
                and chunk.whats & _CONTENT | chunk.whats & _WHO
            ):
                units.append(Unit(_borrowed(chunk, after), chunk.joint, optional=chunk.optional, own=chunk))
                after.joint = "also"
            else:
                lent = chunk
        elif before is not None and (shared := _shared_head(before.chunk, chunk)):
            units.append(Unit(shared, chunk.joint, slot=False, own=chunk))
        elif _is_stage(chunk):
            units += _by_who(chunk)
            open_visit = _opens_visit(chunk, chunks[n + 1 :])
    _mark_choices(units)
    return units


def _is_heading(chunk: Chunk, after: Chunk | None) -> bool:
    """ "Four interviews: ...", "Three short talks. The first ...": what is counted here is told after it."""
    bare = chunk.plural and chunk.whats <= _FORMS and after is not None
    return bare and (
        chunk.lists or (after is not None and after.joint in {"stop", "comma"} and after.ordinal)
    )


def _opens_visit(chunk: Chunk, rest: Sequence[Chunk]) -> bool:
    """Whether what follows is told of one visit: "on-site: pairing, lunch", "in office pairing, a talk, and lunch"."""
    at_place = "onsite" in chunk.whats
    return at_place and (chunk.holds or chunk.lists or _is_office_list(chunk, rest))


def _with_lent(lent: Chunk, chunk: Chunk) -> Chunk:
    """A chunk with the words of the one before it that had no stage of their own: "remote or on-site interview"."""
    told = [*lent.told, *chunk.told]
    return replace(
        chunk,
        joint=lent.joint,
        told=told,
        optional=lent.optional or chunk.optional,
        choice=lent.choice or chunk.choice,
    )


def _merge(unit: Unit, chunk: Chunk) -> None:
    into = unit.chunk
    under = "inside" if into.holds or into.lists else into.part
    into.told += [replace(one, part=under) if under != "head" else one for one in chunk.told]
    unit.optional |= chunk.optional and not chunk.heads
    into.part = chunk.part if chunk.part != "head" else into.part


def _belongs(before: Chunk, chunk: Chunk) -> bool:
    """Whether a chunk only says more of the stage before it."""
    if chunk.joint == "also":
        return False
    heads = {head.what for head in chunk.heads}
    return _adds_to(before, chunk, heads) if heads else _colours(before, chunk)


def _colours(before: Chunk, chunk: Chunk) -> bool:
    """Of a chunk that can't be a stage by itself: whether it tells more of the one before."""
    whats = {one.term.what for one in chunk.told}
    if before.part == "about" and whats <= {*_CONTENT, "team", "handed_in", "engineer"}:
        return True
    if whats <= _PLACES:
        return chunk.joint == "comma" or before.part != "head" or "onsite" in before.whats
    if before.part == "with" and whats <= _WHO:
        return not before.plural
    return not whats & {*_COLOURS, "last"}


def _adds_to(before: Chunk, chunk: Chunk, heads: set[str]) -> bool:
    """Of a chunk with a head: whether it is the same activity, or adds nothing to a visit."""
    said = before.whats
    if chunk.joint == "or":
        return same_activity(before.told, chunk.told) or (
            before.part == "about" and heads <= {"task", "onsite", "trial"}
        )
    about = {one.term.what for one in before.told if one.part == "about"}
    if before.part == "about" and about and about <= _CONTENT and heads <= {"culture", "live_code", "design"}:
        return True
    if chunk.joint != "and":
        return False
    if len(heads) == 1 and heads <= _ONE_OF_A_SORT & {head.what for head in before.heads}:
        return True
    placed = "onsite" in said or "onsite" in chunk.whats
    bare = heads <= _FORMS and not chunk.whats - {*_FORMS, "team", "onsite"}
    if "review" in said and bare and "chat" not in heads:
        return True
    if bare and (
        said & {"live_code"} or (placed and said & {"pairing", "culture", "live_code", "design", "task"})
    ):
        return "team" not in chunk.whats
    if placed and heads == {"task"} and said & {"pairing", "live_code"}:
        return True
    plain = said <= {"onsite", *_FORMS}
    if plain and "review" in heads and not before.plural:
        return "onsite" in chunk.whats
    if (
        plain
        and "onsite" in said
        and chunk.whats & {"pairing", "live_code", "design", "culture", "technical"}
    ):
        return "onsite" not in chunk.whats
    one_talk = not before.plural and {head.what for head in before.heads} <= {
        "design",
        "culture",
        "live_code",
    }
    return one_talk and before.part == "head" and not _has_form(before) and _is_content_talk(chunk)


def _has_form(chunk: Chunk) -> bool:
    """Whether the chunk's own words end in what kind of meeting it is."""
    return bool(chunk.heads) and chunk.heads[-1].words.endswith(_MEETING_WORDS)


_MEETING_WORDS = (
    "interview",
    "session",
    "discussion",
    "exercise",
    "round",
    "check",
    "talk",
    "test",
    "fit",
    "lunch",
    "review",
)


def _is_content_talk(chunk: Chunk) -> bool:
    """ "... and cultural interview": one meeting for both."""
    return (
        not chunk.plural
        and chunk.heads[-1].words.endswith("interview")
        and bool(chunk.whats & {"culture", "technical", "design", "live_code"})
    )


def _lends(chunk: Chunk, after: Chunk | None) -> bool:
    """Whether a chunk has no stage of its own and colours the next: "technical and cultural interviews"."""
    if after is None or after.joint not in {"and", "or"} or not after.heads or chunk.part != "head":
        return False
    whats = {one.term.what for one in chunk.told if one.part == "head"}
    placed = {head.what for head in chunk.heads} <= _PLACES
    if whats <= _PLACES:
        return bool(whats) and (after.joint == "or" or not chunk.heads)
    takes = {head.what for head in after.heads} & {
        *_FORMS,
        *_PLACES,
        "online_assessment",
        "review",
        "culture",
    }
    return placed and whats <= _COLOURS and bool(takes)


def _borrowed(chunk: Chunk, after: Chunk) -> Chunk:
    """A chunk with the head of the one after it."""
    head = next(one for one in after.told if one.term.head)
    plain = Told(
        replace(head.term, what="meeting" if head.term.what not in _PLACES else head.term.what), "head"
    )
    return replace(chunk, told=[*chunk.told, plain])


def _shared_head(before: Chunk, chunk: Chunk) -> Chunk | None:
    """ "Interviews with HR and the team": the second of them, with the first one's head."""
    whats = {one.term.what for one in chunk.told}
    if chunk.heads or before.part != "with" or not whats <= _WHO or not before.plural:
        return None
    head = [one for one in before.told if one.part == "head" and one.term.what in {*_FORMS, *_PLACES}]
    return replace(chunk, told=[*head, *chunk.told], part="with") if head else None


def _is_stage(chunk: Chunk) -> bool:
    """Whether a chunk names a stage at all."""
    if chunk.denied:
        return False
    whats = {one.term.what for one in chunk.told if one.part == "head"}
    named = whats & {"culture", "design", "live_code", "last", "phone", "video", *_WHO}
    technical = whats == {"technical"} and chunk.told[0].term.words.startswith("tech")
    return bool(chunk.heads) or bool(named) or technical


def _by_who(chunk: Chunk) -> list[Unit]:
    """One stage; or one for each person listed in brackets behind a plural: "3 interviews (manager, team, founder)"."""
    listed = [one for one in chunk.told if one.part == "aside" and one.term.what in _WHO]
    only_forms = {head.what for head in chunk.heads} <= {*_FORMS, "phone", "video"}
    if chunk.plural and len({one.term.what for one in listed}) > 1 and only_forms:
        rest = [one for one in chunk.told if one.part != "aside"]
        return [
            Unit(replace(chunk, told=[*rest, Told(one.term, "with")]), chunk.joint if n == 0 else "comma")
            for n, one in enumerate(listed)
        ]
    return [Unit(chunk, chunk.joint, optional=chunk.optional)]


def _is_office_list(chunk: Chunk, rest: Sequence[Chunk]) -> bool:
    """ "In office pairing, a design talk, and a chat": one visit, where its place opens the list of contents."""
    if (
        chunk.told[0].term.what != "onsite"
        or len(chunk.told) < 2
        or chunk.told[1].term.what in {"meeting", "onsite"}
    ):
        return False
    ends = next((n for n, one in enumerate(rest) if one.joint in _CLOSES), len(rest))
    listed = rest[:ends]
    named = all({head.what for head in one.heads} <= _IN_A_VISIT for one in listed)
    return len(listed) > 1 and named and listed[-1].joint == "and"


_IN_A_VISIT = frozenset({"pairing", "presentation", "task", "review", *_FORMS, *_CONTENT})


def _mark_choices(units: list[Unit]) -> None:
    """Both sides of an "or" between different things are optional, and take one place in the line."""
    for before, unit in itertools.pairwise(units):
        unit.slot &= unit.joint not in {"or", "also"}
        if unit.joint == "or":
            before.optional = unit.optional = True


def _without_twins(units: Sequence[Unit], stages: Sequence[Stage]) -> tuple[Stage, ...]:
    """The stages without the second of two alternatives of one kind, which are then not optional."""
    kept: list[Stage] = []
    for unit, stage in zip(units, stages, strict=True):
        if unit.joint == "or" and kept and kept[-1].kind == stage.kind:
            kept[-1] = replace(kept[-1], optional=unit.chunk.optional)
        else:
            kept.append(stage)
    return tuple(kept)


def _order_known(chunks: Sequence[Chunk], units: Sequence[Unit], kinds: Sequence[str]) -> bool:
    """Whether the words tell the order: a cue, three or more in a list, or a task before its review."""
    if len(units) < 2:
        return True
    if units[-1].joint == "stop" and units[-1].optional:
        return False
    told = any(chunk.joint == "sequence" or chunk.ordinal for chunk in chunks if chunk.told)
    stops = any(unit.joint == "stop" for unit in units[1:])
    slots = sum(unit.slot for unit in units) >= _SLOTS_OF_A_LIST
    reviewed = any(
        a == "take_home" and b in {"take_home_review", "presentation"} for a, b in itertools.pairwise(kinds)
    )
    return told or stops or slots or (reviewed and not any(chunk.either for chunk in chunks))
