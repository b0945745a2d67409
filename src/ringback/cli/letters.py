"""Drafts in a terminal: within a report with the numbers of their facts, or alone and ready to copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ringback.cli.layout import accent, bold, dim, with_command, wrap
from ringback.cli.numbers import as_given
from ringback.core.hand_over import NOTHING, NoSuchDraft, not_called_for
from ringback.telling import said

Record = Mapping[str, Any]


_PARAGRAPHS = {
    "greeting": 0,
    "thanks": 1,
    "restate_interest": 3,
    "hand_back_control": 3,
    "close": 4,
}


def openers_of(record: Record) -> list[Record]:
    """The two openers of a report, ours first; none for who hasn't advanced."""
    return [draft for draft in record["drafts"] if draft["kind"].startswith("opener_")]


def words_section(record: Record, *, whole: bool, command: str, confirm: str = "") -> Iterator[str]:
    """The words of a report: both openers, or the first message; the others in full or by name.

    `command` prints the words, `confirm` says yes to facts; empty where the case isn't kept.
    """
    openers = openers_of(record)
    drafts: list[Record] = record["drafts"]
    shown = openers or drafts[:1]
    others = [draft for draft in drafts if draft not in shown]
    if not shown:
        return
    yield bold(_heading(record, shown, openers))
    for number, draft in enumerate(openers, 1):
        yield from _opener(record, draft, number)
    for draft in [] if openers else shown:
        yield from _message(draft)
    yield from _to_confirm(record, drafts if whole else shown, confirm)
    yield from _rest(others, whole=whole, command=command)


def confirming(case: str | None) -> str:
    """The command that says yes to facts of a case, with room for their numbers."""
    return "ringback facts confirm {}" + (f" --case {case}" if case else "")


def _to_confirm(record: Record, drafts: Sequence[Record], confirm: str) -> Iterator[str]:
    """The command that says yes to the facts which these drafts show as gaps."""
    waiting = {
        one["number"] for one in record["facts"] if one["provenance"] != "told" and not one["confirmed"]
    }
    sentences = [one for draft in drafts for one in [*draft["sentences"], *_more(draft)] if one["gap"]]
    numbers = waiting.intersection(n for one in sentences for n in one["facts"])
    if numbers and confirm:
        which = "It waits for your yes" if len(numbers) == 1 else "They wait for your yes"
        yield from with_command(f"{which}: {confirm.format(as_given(numbers))}", "    ")


def _more(draft: Record) -> list[Record]:
    """What is said to their replies, and by phone."""
    replied = [one for reply in draft["answers_to"] for one in reply["sentences"]]
    by_phone = draft.get("by_phone")
    return [*replied, *(by_phone["sentences"] if by_phone else ())]


def _heading(record: Record, shown: Sequence[Record], openers: Sequence[Record]) -> str:
    if len(openers) > 1:
        return f"The words: {said.number(len(openers))} openers, the first is our choice"
    if record["verdict"] == "closed":
        return "A few lines, if you want them"
    return f"The words: {said.DRAFT[shown[0]['kind']]}, {said.FORM[shown[0]['form']]}"


def _opener(record: Record, draft: Record, number: int) -> Iterator[str]:
    ours = draft["kind"] == f"opener_{record['plan']['opener']}"
    does = "names it" if draft["kind"] == "opener_named" else "doesn't name it"
    why = record["plan"]["opener_why" if ours else "switch"] or draft["why"]
    choice = accent("our choice") + ", " if ours else ""
    yield from wrap(f"{number} {choice}{does}, {draft['seconds']} seconds. {why}", "  ", "    ")
    yield from wrap(" ".join(_numbered(draft["sentences"])), "    ")
    yield from _unfinished(draft)


def _numbered(sentences: Iterable[Record]) -> Iterator[str]:
    for sentence in sentences:
        yield sentence["text"]
        if sentence["facts"]:
            yield dim(f"[{','.join(str(number) for number in sentence['facts'])}]")


def _message(draft: Record) -> Iterator[str]:
    if draft["subject"]:
        yield from wrap(f"{dim('Subject:')} {draft['subject']}", "    ", "      ")
    for paragraph in _paragraphs(draft):
        text = "\n".join(" ".join(_numbered([sentence])) for sentence in paragraph)
        for line in text.split("\n") if draft.get("own") or paragraph[0]["move"] == "close" else [text]:
            yield from wrap(line, "    ")
    yield from _unfinished(draft)


def _unfinished(draft: Record) -> Iterator[str]:
    if draft["unfinished"]:
        yield from wrap(
            dim("Not finished: what stands in square brackets is yours to fill or strike."), "    "
        )


def _rest(others: Sequence[Record], *, whole: bool, command: str) -> Iterator[str]:
    if whole:
        for draft in others:
            yield from wrap(f"{said.capital(said.DRAFT[draft['kind']])}, {said.FORM[draft['form']]}:", "  ")
            yield from _message(draft)
    elif others:
        names = "; ".join(said.DRAFT[draft["kind"]] for draft in others)
        yield from wrap(f"Also ready: {names}.", "  ")
        yield from [f"    {command}"] if command else []


def _paragraphs(draft: Record) -> list[list[Record]]:
    """The sentences in paragraphs, by what they do; what is said stays in one."""
    if draft["form"] != "email" and not draft.get("own"):
        return [list(draft["sentences"])]
    found: list[list[Record]] = []
    last = -1
    for sentence in draft["sentences"]:
        place = sentence.get("paragraph", _PARAGRAPHS.get(sentence["move"], 2))
        if place != last:
            found.append([])
        found[-1].append(sentence)
        last = place
    return found


def to_copy(draft: Record) -> str:
    """A draft as it is sent or said: its subject, its paragraphs, nothing else."""
    paragraphs = [" ".join(s["text"].strip() for s in paragraph) for paragraph in _paragraphs(draft)]
    subject = [f"Subject: {draft['subject']}"] if draft["subject"] else []
    return "\n\n".join([*subject, *paragraphs])


def copies(record: Record, *, wrapped: bool, confirm: str = "") -> Iterator[str]:
    """The drafts of a report ready to copy, each under a heading, with what they may answer."""
    for number, draft in enumerate(record["drafts"]):
        if number:
            yield ""
            yield ""
        yield from wrap(_copy_heading(record, draft))
        yield from _unfinished(draft)
        yield from _to_confirm(record, [draft], confirm)
        yield ""
        yield from _body(draft, wrapped=wrapped)
        yield from _replies(draft)
        yield from _by_phone(draft)
    if not record["drafts"]:
        yield NOTHING


def one_draft(record: Record, kind: str, case: str, *, wrapped: bool) -> Iterator[str]:
    """One draft alone. Raises NoSuchDraft."""
    found = next((draft for draft in record["drafts"] if draft["kind"] == kind), None)
    if found is None:
        if not kind.startswith("opener_"):
            raise not_called_for(kind, record["drafts"], case)
        raise NoSuchDraft(
            "This case has no opener: openers are for who is through to the next stage.",
            f"Its other words: ringback words {case}",
            case,
        )
    yield from _body(found, wrapped=wrapped)


def one_way(draft: Record, *, wrapped: bool) -> Iterator[str]:
    """The draft of a way that its owner chose, and what it may be answered."""
    yield from _body(draft, wrapped=wrapped)
    yield from _replies(draft)
    yield from _by_phone(draft)


def said_by_phone(record: Record, kind: str | None, case: str, *, wrapped: bool) -> Iterator[str]:
    """What to say on ringing, of a kind of draft or else the first that has it. Raises NoSuchDraft."""
    drafts = [draft for draft in record["drafts"] if kind in (None, draft["kind"])]
    if kind and not drafts:
        raise not_called_for(kind, record["drafts"], case)
    by_phone = next((draft["by_phone"] for draft in drafts if draft.get("by_phone")), None)
    if by_phone is None:
        raise NoSuchDraft(
            "These words are better written, or said when you meet.",
            f"Read them: ringback words {case}",
            case,
        )
    yield from wrap(reply_text(by_phone)) if wrapped else [reply_text(by_phone)]


def _body(draft: Record, *, wrapped: bool) -> Iterator[str]:
    """The words to copy; in a pipe a paragraph is one line, so that it can be pasted anywhere."""
    for line in to_copy(draft).split("\n"):
        yield from wrap(line) if wrapped and line else [line]


def _copy_heading(record: Record, draft: Record) -> str:
    name = said.capital(said.DRAFT[draft["kind"]])
    ours = draft["kind"] == f"opener_{record['plan']['opener']}"
    seconds = f", {draft['seconds']} seconds" if draft["form"] != "email" else ""
    return f"{bold(name)}, {said.FORM[draft['form']]}{seconds}{', ' + accent('our choice') if ours else ''}"


def _replies(draft: Record) -> Iterator[str]:
    """What they may answer, and what to say then."""
    for reply in draft["answers_to"]:
        yield ""
        yield from wrap(f"{dim('If they say:')} {reply['they_say']}", "  ", "    ")
        yield from wrap(f"{dim('you say:')} {reply_text(reply)}", "  ", "    ")


def _by_phone(draft: Record) -> Iterator[str]:
    """What to say on ringing instead."""
    by_phone = draft.get("by_phone")
    if by_phone:
        yield ""
        yield from wrap(dim(f"{said.BY_PHONE}, {by_phone['seconds']} seconds:"), "  ", "    ")
        yield from wrap(reply_text(by_phone), "    ")


def reply_text(reply: Record) -> str:
    """What to say to a reply, or by phone."""
    return " ".join(sentence["text"] for sentence in reply["sentences"])
