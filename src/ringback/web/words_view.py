"""The words as the case's page shows them: each draft as it stands, looked over, with what it rests on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from ringback.core.hand_over import TOLD_AS, Gap, ToSend, correspondents, gaps_of, message_of
from ringback.core.moves import Asked
from ringback.core.own_words import with_own
from ringback.core.rests import Rest, rests_of
from ringback.core.swaps import Swap, swap_for
from ringback.core.voicing import Ear
from ringback.web.case_view import paragraphs
from ringback.web.typeset import without_commands

if TYPE_CHECKING:
    from ringback.core.catalogue import Catalogue
    from ringback.core.material import Address
    from ringback.core.review_case import CaseTold
    from ringback.store.records import Edit
    from ringback.web.case_view import CasePage

Record = Mapping[str, Any]

KIND = {"stop": "Stop", "mend": "To mend", "consider": "To consider"}
COUNTED = {"stop": ("stop", "stops"), "mend": ("to mend",) * 2, "consider": ("to consider",) * 2}
NOT_ON_THE_SHEET = "faults/case/not_on_the_sheet"
BLANKS = "faults/whole/blanks"
GAP = re.compile(r"\[[^\[\]]+\]")
"""What stands in square brackets is left for its owner to fill."""
LONGEST_BUTTON = 120
OWN_FACTS = " From your own facts:"
A_LINE, FEWEST_ROWS = 52, 6


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding of a review, as it stands beside the text. `key` names it as long as its words stay."""

    letter: str
    weight: str
    says: str
    why: str
    fix: str
    quote: str
    start: int
    end: int
    key: str
    swap: Swap | None
    to_facts: bool

    @property
    def kind(self) -> str:
        """What is to be done about it, in a word or two."""
        return KIND[self.weight]

    @property
    def button(self) -> str:
        """What the button that mends it says; empty where nothing mends it by itself."""
        if self.swap is None:
            return ""
        if self.swap.strikes:
            return "Strike that sentence"
        return f"{'Add' if self.swap.adds else 'Use'}: “{_cut(self.swap.words.strip())}”"


@dataclass(frozen=True)
class Looked:
    """A text looked over: its remarks, its length, what its sentences rest on; `wrong` where it can't be."""

    text: str
    remarks: tuple[Remark, ...] = ()
    seconds: int = 0
    words: int = 0
    rests: tuple[Rest, ...] = ()
    left: tuple[str, ...] = ()
    wrong: str = ""

    @property
    def counts(self) -> str:
        """ "1 stop, 2 to mend", or that there is nothing; empty where only gaps are left."""
        if self.wrong:
            return self.wrong
        found = [one.weight for one in self.remarks]
        counts = {weight: found.count(weight) for weight in COUNTED if weight in found}
        told = [f"{count} {COUNTED[weight][count > 1]}" for weight, count in counts.items()]
        return ", ".join(told) or ("" if self.gaps else "Nothing to mend")

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is left to fill, as the text shows it."""
        return tuple(dict.fromkeys(GAP.findall(self.text)))


@dataclass(frozen=True, slots=True)
class OpenGap:
    """One gap of a draft: how it shows, the facts that wait for a yes, the kind that would fill it."""

    says: str
    waiting: tuple[Record, ...] = ()
    kind: str = ""


@dataclass(frozen=True)
class Desk:
    """What a look over a draft goes by: the catalogue, what the case tells, the case's name and facts."""

    catalogue: Catalogue
    told: CaseTold | None
    name: str | None
    page: CasePage

    @property
    def facts(self) -> list[tuple[int, str]]:
        """The facts that may be claimed, by number."""
        return [
            (number, fact["text"])
            for number, fact in self.page.facts.items()
            if fact["provenance"] == "told" or fact["confirmed"]
        ]

    @property
    def forms(self) -> Mapping[str, str]:
        """How gaps are shown, by their names."""
        forms: Mapping[str, str] = self.catalogue.phrases["phrases/drafts"]["gap"]
        return forms

    @cached_property
    def known(self) -> tuple[Address, ...]:
        """Who wrote for the employer."""
        from ringback.app.keep import read_again

        if self.page.kept is None:
            return ()
        read = read_again(self.page.kept, None)
        return correspondents(one.message for one in read if one.message)

    def in_own_words(self, ours: Record, words: str) -> Record:
        """A draft in its owner's words."""
        record = with_own({"drafts": [ours]}, {ours["kind"]: words})
        draft: Record = record["drafts"][0]
        return draft

    def message(self, draft: Record) -> ToSend:
        """A draft as a message."""
        record = {**self.page.record, "drafts": [draft]}
        return message_of(record, draft["kind"], self.known, self.forms)

    def sent(self, draft: Record) -> ToSend | None:
        """A draft as a message; None for what is said, or not kept."""
        if draft["form"] != "email" or self.page.kept is None:
            return None
        return self.message(draft)

    def look_over(self, draft: Record, text: str, left: Sequence[str] = ()) -> Looked:
        """A text in the place of a draft, looked over; what was left alone is in `left`."""
        from ringback.app.circumstances import Circumstances
        from ringback.app.review import NoDraft, look_over, look_over_with
        from ringback.core.errors import HelpFirst

        told = self.told
        asked = Asked(text, draft["form"], noticed=told.noticed if told else "unknown")
        rests = rests_of(text, draft, self.facts)
        around = Circumstances(self.page.now, str(self.page.record["zone"]))
        try:
            if told is None:
                judged = look_over(asked, around, self.catalogue)
            else:
                judged = look_over_with(asked, told, self.name or "", around, self.catalogue)
        except (NoDraft, HelpFirst) as error:
            return Looked(text, rests=rests, left=tuple(left), wrong=error.message)
        remarks = self._remarks(judged["findings"], text, left)
        return Looked(text, remarks, judged["seconds"], judged["words"], rests, tuple(left))

    def _remarks(self, found: Sequence[Record], text: str, left: Sequence[str]) -> tuple[Remark, ...]:
        kept = [one for one in found if _key(one) not in left and not _shown_as_gap(one)]
        in_order = sorted(kept, key=lambda one: (one["start"], one["end"]))
        return tuple(self._remark(_letter(number), one, text) for number, one in enumerate(in_order))

    def _remark(self, letter: str, found: Record, text: str) -> Remark:
        ear = Ear(self.catalogue.phrases["phrases/reading"])
        swap = swap_for(found, text, self.told.facts if self.told else (), ear)
        return Remark(
            letter=letter,
            weight=found["weight"],
            says=found["says"],
            why=found["why"],
            fix=_advice(found["fix"], swap),
            quote=found["quote"],
            start=found["start"],
            end=found["end"],
            key=_key(found),
            swap=swap,
            to_facts=found["rule"] == NOT_ON_THE_SHEET and self.name is not None,
        )


def _shown_as_gap(found: Record) -> bool:
    """Whether a finding says what the list of gaps below the text says already."""
    return found["rule"] == BLANKS and GAP.search(found["quote"]) is not None


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed in the place of a draft and isn't kept: its text, its subject, what was left alone."""

    text: str
    subject: str = ""
    left: tuple[str, ...] = ()

    def whole(self, ours: Record) -> str:
        """The text as it is kept: a message with its subject above it."""
        if ours["form"] != "email":
            return self.text
        return f"Subject: {self.subject or ours['subject'] or ''}\n\n{self.text}"


@dataclass(frozen=True)
class Editor:
    """One draft on the page: as it stands or was typed, ours beside it, and what can be done with it.

    `standing` is its owner's version, None where ours stands; `asides` are versions that clash with it.
    """

    place: str
    ours: Record
    draft: Record
    looked: Looked
    gaps: tuple[OpenGap, ...]
    state: str
    to: str = ""
    mailto: str = ""
    standing: Edit | None = None
    asides: tuple[Edit, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of draft."""
        return str(self.ours["kind"])

    @property
    def spoken(self) -> bool:
        """Whether it is to be said rather than sent."""
        return bool(self.ours["form"] != "email")

    @property
    def subject(self) -> str:
        """What a message is about."""
        return str(self.draft["subject"] or "")

    @property
    def own(self) -> bool:
        """Whether its owner's version stands."""
        return self.standing is not None

    @property
    def base(self) -> int:
        """The number of the version that is shown, 0 for ours."""
        return self.standing.id if self.standing else 0

    @property
    def changed(self) -> bool:
        """Whether it isn't ours that is shown."""
        return self.own or self.looked.text != self.ours["text"]

    @property
    def rows(self) -> int:
        """How high a plain text field has to be, in lines."""
        lines = sum(1 + len(line) // A_LINE for line in self.looked.text.split("\n"))
        return max(FEWEST_ROWS, lines + 1)

    @property
    def paragraphs(self) -> list[list[Record]]:
        """Our sentences in their paragraphs."""
        return paragraphs(self.ours)

    @property
    def stands(self) -> str:
        """The words of the version that stands."""
        return self.standing.text if self.standing else str(self.ours["text"])


def editors(page: CasePage, catalogue: Catalogue) -> tuple[Editor, ...]:
    """Every draft of a page, the openers first; in the place of each what was typed just now."""
    desk = desk_of(page, catalogue)
    typed: Mapping[str, Typed] = page.typed
    ordered = (*page.openers, *page.messages)
    return tuple(editor_of(desk, draft, typed.get(draft["kind"])) for draft in ordered)


def editor_of(desk: Desk, ours: Record, typed: Typed | None = None) -> Editor:
    """One draft: what was typed, else the version that stands, else ours."""
    page, kind = desk.page, ours["kind"]
    standing, asides = _versions(page, kind)
    words = typed.whole(ours) if typed else standing.text if standing else None
    draft = ours if words is None else desk.in_own_words(ours, words)
    looked = desk.look_over(ours, typed.text if typed else draft["text"], typed.left if typed else ())
    gaps = open_gaps(page, ours, looked, desk.forms)
    sent = desk.sent(draft)
    return Editor(
        place=f"{page.place}/words/{kind}",
        ours=ours,
        draft=draft,
        looked=looked,
        gaps=gaps,
        state=_state(page, typed, standing),
        to=(sent.to or "") if sent else "",
        mailto=_link(sent) if sent and not gaps and not looked.wrong else "",
        standing=standing,
        asides=asides,
    )


def _link(message: ToSend) -> str:
    """The link that opens a message in a mail program; none where it's too long."""
    from ringback.handing.mail import LONGEST_LINK, mailto

    link = mailto(message)
    return link if len(link) <= LONGEST_LINK else ""


def filled(text: str, before: Record, now: Record) -> str:
    """A text with each gap of ours filled as our draft fills it now."""
    for gap in (one for one in before["sentences"] if one["gap"]):
        same = (
            one["text"]
            for one in now["sentences"]
            if not one["gap"] and one["move"] == gap["move"] and set(gap["facts"]) <= set(one["facts"])
        )
        text = text.replace(gap["text"], next(same, gap["text"]))
    return text


def _versions(page: CasePage, kind: str) -> tuple[Edit | None, tuple[Edit, ...]]:
    """The version of its owner's that stands, and those that clash with it."""
    from ringback.app import edits

    if page.kept is None:
        return None, ()
    return edits.current(page.kept, kind), edits.set_aside(page.kept, kind)


def _state(page: CasePage, typed: Typed | None, standing: Edit | None) -> str:
    """Whether what is shown is kept."""
    if page.name is None:
        return "sample"
    if typed:
        return "unsaved"
    return "own" if standing else "ours"


def open_gaps(page: CasePage, ours: Record, looked: Looked, forms: Mapping[str, str]) -> tuple[OpenGap, ...]:
    """The gaps that a text still shows, each with what would fill it."""
    known = {gap.says: gap for gap in gaps_of(ours["sentences"], forms)}
    return tuple(_open_gap(page, known.get(says, Gap("", says))) for says in looked.gaps)


def _open_gap(page: CasePage, gap: Gap) -> OpenGap:
    facts = [page.facts[number] for number in gap.facts if number in page.facts]
    waiting = tuple(one for one in facts if one["provenance"] != "told" and not one["confirmed"])
    return OpenGap(gap.says, waiting, TOLD_AS.get(gap.name, ""))


def desk_of(page: CasePage, catalogue: Catalogue) -> Desk:
    """What the drafts of a page are looked over by; the sample's by its own texts."""
    from ringback.app import sample
    from ringback.app.told import case_told, told_of

    if page.kept is not None:
        told = case_told(page.kept)
    else:
        told = told_of(page.record, [one.text for one in sample.materials()])
    return Desk(catalogue, told, page.name, page)


def _key(finding: Record) -> str:
    return f"{finding['rule']}: {' '.join(finding['quote'].split())}"


def _letter(number: int) -> str:
    """a, b, ... z, then aa, ab, ..."""
    first, second = divmod(number, 26)
    return (chr(96 + first) if first else "") + chr(97 + second)


def _cut(text: str) -> str:
    return shorten(text, LONGEST_BUTTON, placeholder="…")


def _advice(fix: str, swap: Swap | None) -> str:
    """What to do instead; the words of one's own that a button offers needn't be told twice."""
    told = fix.partition(OWN_FACTS)[0] if swap and not swap.strikes else fix
    return without_commands(told)
