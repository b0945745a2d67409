"""A short description cut into chunks at its commas, stops, arrows and joining words.

"Phone screen, then a task (2 hours) and a talk about it with the team" is three chunks: "phone screen";
"task", which follows in sequence; "talk ... team", which follows with "and". Brackets belong to the chunk
they stand in. A chunk is no stage yet: core/stage_line.py makes stages of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from ringback.core.stage_chunk import (
    Chunk,
    comes_with_it,
    is_panel,
    is_word,
    names_the_work,
    of_a_department,
    opens_a_subject,
    optional_elsewhere,
    said_aside,
)
from ringback.core.stage_words import PLACES, Term

CLOSES = frozenset({"start", "stop", "arrow", "sequence"})
"""After these a stage is over: what follows can't say more of it."""
_JOINTS = {
    "slash": "or",
    "arrow": "sequence",
    "dash": "comma",
    "colon": "comma",
    "otherwise": "or",
    "clause": "comma",
}
_STRENGTH = ("start", "sequence", "stop", "or", "and", "comma")
_JOINING = frozenset({*_STRENGTH, *_JOINTS})
_CONDITIONS = ("if", "depend", "as ", "where", "for ", "in some", "sometimes")
_LASTING = frozenset({"optional", "choice"})
_HANDED_IN = frozenset({"take_home", "task", "online_assessment", "technical", "live_code"})
_WORK = frozenset({*_HANDED_IN, "trial"})
_HELD_IN = frozenset({"where", "in which", "covering"})
_RELATIVE = frozenset({"where", "in which", "so that", "who", "covering"})
_LASTING_SO_LONG = ("half day", "half-day", "half a day", "full day", "full-day")
_WORK_ITSELF = {
    **dict.fromkeys(("challenge", "task", "exercise", "assignment", "project", "case"), "task"),
    **dict.fromkeys(("homework", "home"), "take_home"),
}
"""Work named by "the", where none was named before: "do the challenge on our site"."""
_POINTING = ("it", "them", "that", "this", "those")
_THE = (" the", " your", " that")
_BESIDE = 2
"""How many characters lie between two marks with no word between them."""


@dataclass(slots=True)
class _Cutter:
    """Takes the terms of a line one by one, and keeps the chunks."""

    open_ahead: int
    chunks: list[Chunk] = field(default_factory=list)
    chunk: Chunk = field(default_factory=lambda: Chunk("start"))
    depth: int = 0
    last: Term | None = None
    optional_next: bool = False
    denied_aside: bool = False
    opened: int = -1
    work_named: bool = False

    def read(self, term: Term) -> None:
        handle = (_IN_BRACKETS if self.depth else _HANDLERS).get(term.what)
        if handle is not None:
            handle(self, term)
        elif self.depth:
            if not self.denied_aside and is_word(term) and not term.words.startswith(_LASTING_SO_LONG):
                if not self.chunk.told and term.start == self.opened:
                    self.chunk.marks.add("titled")
                self.chunk.add(term, "aside")
        else:
            self.take(term)
        self.last = term

    def take(self, term: Term) -> None:
        """Take a word in; content that comes with a meeting is inside it: "interview with pairing"."""
        chunk = self.chunk
        if chunk.told and not is_word(term):
            return
        if len(chunk.told) == 1 and not is_word(chunk.told[0].term):
            chunk = self.chunk = Chunk(chunk.joint, marks=chunk.marks)  # a picture of what is named next
        if term.what == "take_home" and term.head and not chunk.heads and chunk.part != "denied":
            chunk.part = "head"  # "a problem from our backlog that you solve at home"
        term = self.work(of_a_department(term, chunk, self.chunks[-1:], self.last))
        chunk = self.chunk
        self.work_named |= term.what in _WORK
        if chunk.part == "with" and comes_with_it(chunk, term):
            chunk.add(term, "inside")
        elif chunk.part != "denied":
            chunk.add(term, chunk.part)
            if opens_a_subject(term):
                chunk.part = "about"
            elif term.head and term.what == "phone" and term.words.endswith(" with"):
                chunk.part = "with"

    def work(self, term: Term) -> Term:
        """Work to do by its whole name: "code task", and "do the challenge" where none was named before."""
        chunk = self.chunk
        if term.what == "task" and chunk.told and names_the_work(chunk.told[-1].term, term):
            self.chunk = chunk.without_last()
            return replace(term, start=chunk.told[-1].term.start)
        over = chunk.told[-1].term if chunk.told else term
        if over.what == "review" and over.words.endswith(_THE) and term.what in {"take_home", "task"}:
            return replace(term, what="handed_in", head=False) if self.work_named else term
        if term.what != "handed_in" or chunk.part != "head" or self.work_named:
            return term
        what = _WORK_ITSELF.get(term.words.replace("-", " ").split()[-1], term.what)
        return replace(term, what=what, head=what != term.what)

    def joint(self, term: Term) -> None:
        """A joint ends a chunk that tells something."""
        chunk = self.chunk
        what = _JOINTS.get(term.what, term.what)
        if chunk.told:
            self.end(term, what)
            return
        if term.what == "colon" and self.chunks and self.chunks[-1].plural:
            self.chunks[-1].marks.add("lists")
        if "denied" in chunk.marks:
            if what not in {"or", "and"}:
                self.chunk = Chunk(what)
        elif chunk.marks & _LASTING:
            self.last_on(what, opens=term.what == "colon" and not self.chunks)
        elif term.what != "slash":
            self.join_again(term, what)

    def last_on(self, what: str, *, opens: bool) -> None:
        """Whether a choice, or a condition, holds beyond a joint: "sometimes, for seniors, a talk"."""
        chunk = self.chunk
        if "choice" in chunk.marks and what in CLOSES:
            self.chunk = Chunk(what)
        elif "sometimes" not in chunk.marks or opens:  # "It depends on you: a call, ..."
            chunk.marks.discard("optional")

    def end(self, term: Term, what: str) -> None:
        """End a chunk that tells something, by a colon, a question mark or another joint."""
        if term.what == "colon":
            self.chunk.marks.add("lists")
        self.cut(what)
        if "?" in term.words:
            self.chunk.marks.add("asked")

    def clause(self, term: Term) -> None:
        """ "After a call [you get] homework": another clause; not in what describes a stage."""
        if not self.chunk.told or self.chunk.part in {"head", "with"}:
            self.joint(term)

    def join_again(self, term: Term, what: str) -> None:
        """Of two joints in a row the stronger counts: ", and then"."""
        chunk = self.chunk
        if "relative" in chunk.marks and (what in CLOSES or self.words_since(term)):
            chunk = self.chunk = Chunk(chunk.joint)
        if term.what == "otherwise" or (chunk.joint == "or" and self.words_since(term)):
            chunk.joint = what
            return
        if (chunk.joint, term.what) == ("and", "or"):
            chunk.marks.add("either")
        chunk.joint = min(chunk.joint, what, key=_STRENGTH.index)

    def cut(self, joint: str) -> None:
        if all(part == "aside" for _, part in self.chunk.told):
            self.chunk = said_aside(self.chunk)
        self.chunks.append(self.chunk)
        self.chunk = Chunk(joint)

    def words_since(self, term: Term) -> bool:
        """Whether words that tell nothing lie between the last term and this one: "or other places, and"."""
        return self.last is not None and term.start - self.last.end > _BESIDE

    def open(self, term: Term) -> None:
        """A bracket that is closed holds asides; not that of a link, "[phone screen](...)"."""
        link = term.words == "[" and not self.chunk.told and not self.words_since(term)
        self.opened = term.end
        if self.depth < self.open_ahead and not (link and self.joined()):
            self.depth += 1

    def close(self, _: Term) -> None:
        self.open_ahead -= 1
        self.denied_aside = False
        self.depth = max(0, self.depth - 1)

    def joined(self) -> bool:
        """Whether a joint came last, or nothing yet."""
        return self.last is None or self.last.what in _JOINING

    def follows(self, term: Term) -> bool:
        """Whether a term stands right behind a joint: ", with the founder", ", usually with the team"."""
        usually = self.last is not None and self.last.what == "passing"
        return (self.joined() or usually) and not self.words_since(term)

    def describes(self, term: Term) -> bool:
        """ ", about your work", ", with the founder", but not ", which you present"."""
        return self.follows(term) and term.words not in {"which", "that", "to"}

    def turn(self, term: Term) -> None:
        """ "About", "with": what follows describes the stage, or says who holds it.

        "An interview, where we discuss ...": after a comma it still describes the stage before.
        """
        chunk = self.chunk
        if term.words in _RELATIVE and (chunk.head_whats == {"onsite"} or is_panel(chunk)):
            self.hold(term)
        elif chunk.told and chunk.part == "with" and term.words == "from":
            return  # "with people from sales"
        elif chunk.told and chunk.part != "denied":
            chunk.part = term.what
        elif chunk.joint == "comma" and not chunk.told and (term.words in _RELATIVE or self.describes(term)):
            chunk.marks.add("relative")
            visit = term.words in _HELD_IN and self.chunks and self.chunks[-1].head_whats == {"onsite"}
            chunk.part = "inside" if visit else term.what
        elif term.words.startswith("w") and not chunk.told and self.joined() and self.words_since(term):
            chunk.marks.add("talk")  # "a word with the owner": whatever it is called

    def hold(self, _: Term) -> None:
        """ "Including": what follows is inside the visit; "the process consists of ..." holds nothing."""
        if not self.chunk.told:
            if self.chunk.joint != "comma" or not self.chunks:
                return
            self.chunks[-1].marks.add("holds")  # "half a day with the team, including ..."
            self.chunk.marks.add("relative")
        self.chunk.marks.add("holds")
        self.chunk.part = "inside"

    def deny(self, _: Term) -> None:
        """ "No homework", "homework? Never": nothing told after it counts, nor what was asked before."""
        if "asked" in self.chunk.marks and not self.chunk.told:
            self.unsay()
        if not self.chunk.heads:
            self.chunk.marks.add("denied")
        self.chunk.part = "denied"

    def unsay(self) -> None:
        """Take back the chunk before."""
        self.chunk.marks.discard("asked")
        if self.chunks:
            self.chunks.pop()

    def gone(self, term: Term) -> None:
        """ "Homework? We dropped it", "a test (scrapped last year)": what was just named is no more."""
        chunk = self.chunk
        pointed = term.words.endswith(_POINTING)
        if chunk.told:
            self.chunk = Chunk(chunk.joint)
        elif pointed or chunk.joint != "stop" or "asked" in chunk.marks:
            self.unsay()
        self.chunk.marks.add("denied")
        self.chunk.part = "denied"

    def earlier(self, term: Term) -> None:
        """ "Preceded by": what follows comes before the stage just named; "after a call" may open a line."""
        opens = not self.chunk.told and self.chunk.joint in CLOSES
        if self.chunk.told:
            self.cut("sequence")
        elif self.chunks and not opens:
            self.chunk.joint = "sequence"
        if not (opens and term.words.startswith("after")):
            self.chunk.marks.add("earlier")

    def again(self, _: Term) -> None:
        """ "In full": the process is told once more."""
        if self.chunk.told:
            self.cut("stop")
        else:
            self.chunk = Chunk("stop" if self.chunks else "start")
        self.chunk.marks.add("again")

    def each(self, _: Term) -> None:
        self.chunk.marks.add("each")

    def one_visit(self, _: Term) -> None:
        """ "All on the same day" may stand behind the last of them."""
        self.chunk.marks.add("one_visit")
        if self.chunk.told or self.chunk.joint in CLOSES:
            return
        for chunk in reversed(self.chunks):
            if "one_visit" in chunk.marks:
                return
            chunk.marks.add("one_visit")
            if chunk.joint in CLOSES:
                return

    def deny_aside(self, _: Term) -> None:
        self.denied_aside = True

    def next_aside(self, _: Term) -> None:
        self.denied_aside = False

    def optional(self, term: Term) -> None:
        """ "Sometimes", "if needed"; in what describes a stage only a condition counts."""
        chunk = self.chunk
        number_varies = chunk.plural and term.words.startswith("depend")
        if number_varies:
            return
        if optional_elsewhere(term, chunk, self.chunks[-1:], self.last):
            return
        if not (chunk.part == "head" or term.words.startswith(_CONDITIONS)):
            self.optional_next = chunk.part == "with"
            return
        chunk.marks.add("optional")
        if term.words != "if":
            chunk.marks.add("sometimes")
        if not chunk.told and (term.words == "sometimes" or not term.words.startswith(_CONDITIONS)):
            chunk.marks.add("apart")

    def optional_aside(self, _: Term) -> None:
        self.chunk.marks.add("optional")

    def choice(self, _: Term) -> None:
        self.chunk.marks.add("choice")

    def ordinal(self, _: Term) -> None:
        self.chunk.marks.add("ordinal")

    def last_of_all(self, term: Term) -> None:
        self.chunk.marks.add("ordinal")
        self.take(term)

    def talked_over(self, term: Term) -> None:
        """ "A task with code review": the review is a stage of its own."""
        base = self.chunk if self.chunk.told or not self.chunks else self.chunks[-1]
        work = base.head_whats <= _HANDED_IN and base.whats - PLACES <= _HANDED_IN
        if self.chunk.part == "with" and work:
            self.cut("and")
            if self.optional_next:
                self.chunk.marks.add("optional")
        self.take(term)

    def pass_over(self, _: Term) -> None:
        """Words that sound like a stage and are none: "onboarding", "if successful"."""


_Handler = Callable[[_Cutter, Term], None]
_HANDLERS: Mapping[str, _Handler] = {
    **dict.fromkeys(_JOINING, _Cutter.joint),
    "clause": _Cutter.clause,
    "open": _Cutter.open,
    "close": _Cutter.close,
    "about": _Cutter.turn,
    "with": _Cutter.turn,
    "holds": _Cutter.hold,
    "not": _Cutter.deny,
    "gone": _Cutter.gone,
    "earlier": _Cutter.earlier,
    "again": _Cutter.again,
    "each": _Cutter.each,
    "one_visit": _Cutter.one_visit,
    "optional": _Cutter.optional,
    "choice": _Cutter.choice,
    "ordinal": _Cutter.ordinal,
    "last": _Cutter.last_of_all,
    "review": _Cutter.talked_over,
    "presentation": _Cutter.talked_over,
    "not_stage": _Cutter.pass_over,
    "passing": _Cutter.pass_over,
}
"""What is done with a word outside brackets; all others are taken into the chunk."""
_IN_BRACKETS: Mapping[str, _Handler] = {
    **dict.fromkeys(_JOINING, _Cutter.next_aside),
    **dict.fromkeys(("about", "with", "holds", "choice"), _Cutter.pass_over),
    **dict.fromkeys(("not_stage", "passing", "each", "earlier", "again"), _Cutter.pass_over),
    "not": _Cutter.deny_aside,
    "gone": _Cutter.gone,
    "one_visit": _Cutter.one_visit,
    "ordinal": _Cutter.ordinal,
    "open": _Cutter.open,
    "close": _Cutter.close,
    "optional": _Cutter.optional_aside,
}


def cut(terms: Iterable[Term]) -> list[Chunk]:
    """The terms of a line as chunks, each with something told."""
    kept = list(terms)
    cutter = _Cutter(sum(term.what == "close" for term in kept))
    for term in kept:
        cutter.read(term)
    if cutter.chunk.told:
        cutter.cut("stop")
    return cutter.chunks
