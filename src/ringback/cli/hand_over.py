"""`ringback words` with a file or a link asked for: what is made is checked first, then written whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ringback.cli import options, screen
from ringback.cli.layout import safe
from ringback.cli.stored import in_own_words, newest_name, say_own
from ringback.core.errors import RingbackError
from ringback.core.hand_over import BY_HAND, TOLD_AS, Gap, NotFinished, ToSend, correspondents, message_of
from ringback.core.hand_over import unfinished as marked
from ringback.telling import said

if TYPE_CHECKING:
    from ringback.core.material import Address
    from ringback.store.records import CaseFile
    from ringback.wiring import World

Record = Mapping[str, Any]


class NothingToDo(RingbackError):
    """A calendar of a plan without days."""

    code = "nothing_to_do"


@dataclass(frozen=True)
class Asked:
    """What is to be made: files by their paths, and a link; `draft` is sent, `opener` is on the card.

    `ours`: in our words, where there is an own version.
    """

    eml: str | None
    mailto: bool
    ics: str | None
    card: str | None
    draft: str | None
    opener: str | None
    unfinished: bool
    force: bool
    ours: bool

    @property
    def paths(self) -> list[Path]:
        return [Path(path) for path in (self.eml, self.ics, self.card) if path]


@dataclass(frozen=True)
class Kept:
    """A case as it is handed over: its file, its newest report, safe to print, and the catalogue's gaps."""

    file: CaseFile
    record: Record
    forms: Mapping[str, str]

    @property
    def name(self) -> str:
        return self.file.case.id


def hand_over(
    here: World, case: str | None, asked: Asked, anew: Callable[[CaseFile], Record] | None = None
) -> None:
    """Make everything that is asked for, then write it. Raises NotFinished, NoSuchDraft, FileExists.

    `anew` gives the report with its words made anew; without it they are as they are kept.
    """
    from ringback.cli.files import refuse_existing, write_whole

    _refuse_mixtures(asked)
    if not asked.force:
        refuse_existing(asked.paths)
    kept = _kept(here, case, anew or (_as_kept if asked.ours else in_own_words))
    link, made = "", dict[Path, str | bytes]()
    if asked.eml or asked.mailto:
        message = _message(here, kept, asked)
        link = _link(message) if asked.mailto else ""
        made |= {Path(asked.eml): _eml(message)} if asked.eml else {}
    if asked.ics:
        made[Path(asked.ics)] = _calendar(kept)
    if asked.card:
        made[Path(asked.card)] = _card(here, kept, asked)
    for path, content in made.items():
        write_whole(path, content)
        screen.notice(f"Written: {path}")
    if link:
        screen.put(link, end="\n")


def _refuse_mixtures(asked: Asked) -> None:
    if len(set(asked.paths)) < len(asked.paths):
        raise options.WrongUse("Two files of one name are asked for.", "Give each a name of its own.")
    if asked.opener and not asked.card:
        raise options.WrongUse("An opener is said, not sent.", "Put it on a card: --card FILE.", "--opener")
    if asked.draft and not (asked.eml or asked.mailto):
        raise options.WrongUse(
            "--draft names what is sent.", "Add --eml FILE or --mailto; for a card: --opener.", "--draft"
        )


def _kept(here: World, case: str | None, record_of: Callable[[CaseFile], Record]) -> Kept:
    from ringback.app import cases

    with here.store() as store:
        file = cases.show(store, case or newest_name(store))
    return Kept(file, safe(record_of(file)), here.catalogue().phrases["phrases/drafts"]["gap"])


def _as_kept(file: CaseFile) -> Record:
    from ringback.app.keep import report_of

    return report_of(file)


def _say_own(kept: Kept, kind: str) -> None:
    say_own(kept.name, (draft for draft in kept.record["drafts"] if draft["kind"] == kind))


def _message(here: World, kept: Kept, asked: Asked) -> ToSend:
    message = message_of(kept.record, asked.draft, _correspondents(here, kept.file), kept.forms)
    if message.gaps and not asked.unfinished:
        raise _not_finished(said.DRAFT[message.kind], message.gaps, kept.name)
    if message.to is None:
        screen.notice("It has no address yet: no mail of theirs shows one for whoever it greets.")
    _say_own(kept, message.kind)
    return marked(message) if message.gaps else message


def _correspondents(here: World, file: CaseFile) -> Sequence[Address]:
    from ringback.app.keep import read_again

    read = read_again(file, here.chosen.me)
    return correspondents(one.message for one in read if one.message)


def _eml(message: ToSend) -> bytes:
    from ringback.handing.mail import eml

    return eml(message)


def _link(message: ToSend) -> str:
    from ringback.handing.mail import LONGEST_LINK, mailto

    link = mailto(message)
    if len(link) > LONGEST_LINK:
        screen.notice(
            f"The link has {len(link):,} characters, and some programs cut what is past {LONGEST_LINK:,}."
            " A file is taken whole: --eml FILE."
        )
    return link


def _calendar(kept: Kept) -> bytes:
    from ringback.core.due import diary_of
    from ringback.handing.ics import calendar
    from ringback.telling.days import zone_named

    case = kept.file.case
    diary = diary_of(kept.record, case.id, case.created)
    if not diary.entries:
        raise NothingToDo(
            "The plan has no day to put into a calendar.", "It says what to do, or not to, at any time."
        )
    return calendar(diary, zone_named(kept.record["zone"]))


def _card(here: World, kept: Kept, asked: Asked) -> str:
    from ringback.core.card import card_of
    from ringback.handing.card import page

    card = card_of(kept.record, asked.opener, kept.forms, unfinished=asked.unfinished)
    if card.gaps and not asked.unfinished:
        raise _not_finished(said.DRAFT[card.kind], card.gaps, kept.name)
    if card.left_out:
        screen.notice(
            f"Not on the card, since a gap is left in its words: {said.listed(list(card.left_out))}."
            f" To see them: ringback words {kept.name}"
        )
    _say_own(kept, card.kind)
    return page(card, here.locale)


def _not_finished(what: str, gaps: Sequence[Gap], case: str) -> NotFinished:
    shown = "; ".join(gap.says for gap in gaps)
    return NotFinished(
        f"{said.capital(what)} isn't finished, it still says: {shown}", "\n".join(_remedies(gaps, case)), case
    )


def _remedies(gaps: Sequence[Gap], case: str) -> Iterator[str]:
    from ringback.cli.letters import confirming
    from ringback.cli.numbers import as_given

    names = {gap.name for gap in gaps}
    waiting = {number for gap in gaps if gap.name == "confirm" for number in gap.facts}
    yield ""
    if "me" in names:
        yield f'For your name: ringback recover --case {case} --me "YOUR NAME"'
    if waiting:
        yield f"If it's true: {confirming(case).format(as_given(waiting))}"
    for kind in sorted({TOLD_AS[name] for name in names if name in TOLD_AS}):
        yield f'To tell what is missing: ringback facts add {kind} "IN YOUR WORDS" --case {case}'
    if names - BY_HAND - {"me", "confirm", *TOLD_AS}:
        yield f"What is missing goes into a file, in your own words: ringback recover --case {case} MORE.txt"
    yield "To fill it where you send or say it, marked as not finished: --unfinished"
