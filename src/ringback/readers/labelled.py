"""Speech with the speaker before each turn: "Name: text", "[name] text", "**Name:** text", "00:12 Q: text",
"<Name> text", "Name - text"; and chats: "30/11/2026, 10:01 - Name: text", "10:01 From Name to All: text".

A label is taken for a speaker's only when the text as a whole looks like a conversation: at
least three labelled lines, two speakers, one of them heard again, and not the heads of a letter.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from ringback.core.transcript import Piece, Turn
from ringback.readers.lines import Line, joined, merged, piece
from ringback.readers.times import TIME, seconds

_STAMP = rf"[\[(]?(?P<before>{TIME})[\])]?[ \t]*(?:[-–|][ \t]*)?"
_NAME = r"[^\W\d_][^\n:<>\"“”?!;|/\\\[\](){{}}*]{0,48}"
_LABEL = re.compile(
    rf"[ \t]*(?:{_STAMP})?"
    rf"(?:\*\*(?P<bold>[^*:\n]{{1,60}}?)[ \t]*(?:[\[(](?P<inside>{TIME})[\])])?:?\*\*"
    rf"(?:[ \t]*[\[(](?P<outside>{TIME})[\])])?:?"
    rf"|\[(?P<square>[^\W\d_][^\]\n:]{{0,58}})\](?=:?[ \t]*[^\s(:]):?"
    rf"|(?P<plain>{_NAME}(?:\[[^\]\n]{{1,20}}\]|\((?!\d)[^)\n]{{1,30}}\))?)"
    rf"[ \t]*(?:[\[(](?P<after>{TIME})[\])][ \t]*)?:(?!//|\d))"
    rf"[ \t]*"
)
_DAY = (
    r"\u200e?\[?\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?[ \t]+\d{1,2}[:.]\d\d(?:[:.]\d\d)?"
    r"(?:\s?[AaPp]\.?\s?[Mm]\.?)?\]?[ \t]*(?:[-–][ \t]*)?"
)
_CHAT = re.compile(
    rf"(?:{_DAY}|{TIME}[ \t]+From[ \t]+)(?:~[ \t]?)?(?P<name>[^\n:]{{1,60}}?)"
    r"(?:[ \t]+to[ \t]+[^\n:]{1,60})?[ \t]*:(?:[ \t]+|$)"
)
_ANGLED = re.compile(rf"[ \t]*(?:{_STAMP})?<(?P<name>{_NAME})>[ \t]+")
_DASHED = re.compile(
    rf"[ \t]*(?:{_STAMP})?(?P<name>{_NAME}?)(?:[ ]+[-–—][ ]+|\t)(?:(?P<after>{TIME})(?:\t|[ ]+[-–—][ ]+))?"
)
_TELLING = re.compile(
    r"(?:me|you|myself|candidate|applicant|interviewee|interviewer|recruiter|hiring manager|manager|hr"
    r"|panel(?:list)?|caller)(?: ?\(?[\w ]{1,12}\)?)?|[dpqai]|speaker[ _]?\w{1,2}|unknown speaker",
    re.IGNORECASE,
)
_NAME_SHAPED = re.compile(
    r"(?:[^\W\d_a-z][\w'’.-]*)(?:,? (?:[^\W\d_a-z][\w'’.-]*|\[[^\]]+\]|\([^)]+\))){0,3}"
)
_HEADS_AND_REMARKS = """
    date time day hour when where slot starts start end ends location venue place address from to cc bcc
    sent subject re fw fwd ref reference reply-to attachments attachment note notes nb ps p.s. edit
    update tl;dr tldr http https role job company position salary phone tel telephone mobile email
    e-mail web website link links duration length attendees participants invitees present title pros
    cons summary background context result outcome verdict example warning important first second third
    finally also then so but and next status stage format type call how who what why which question
    answer inaudible laughs laughter laughing crosstalk pause silence music applause unintelligible
    noise overlapping sighs coughs monday tuesday wednesday thursday friday saturday sunday today
    tomorrow yesterday step
"""
_NOT_NAMES = frozenset(_HEADS_AND_REMARKS.split())
_DROPPED = re.compile(
    r"\s*(?:#{0,4}\s*\**\d{1,2}:\d\d(?::\d\d)?\**\s*$|Transcribed by https?://|Transcription ended after"
    rf"|This editable transcript was|.{{1,60}} (?:started|stopped) transcription\s*$|{_DAY}[^:]+$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line that opens a turn: its index, the speaker, where the words begin, the time or None."""

    index: int
    speaker: str
    words: int
    at: float | None


def labelled_lines(rows: list[Line], least: int = 3) -> list[Labelled]:
    """The lines that open a turn; none unless `least` of them make a conversation."""
    written = ((pattern, _opened(pattern, rows)) for pattern in (_CHAT, _LABEL, _ANGLED, _DASHED))
    return next(
        (
            opened
            for pattern, opened in written
            if _converses(opened, least)
            and _dense(opened)
            and (pattern is not _DASHED or _asks(rows, opened))
        ),
        [],
    )


def _opened(pattern: re.Pattern[str], rows: list[Line]) -> list[Labelled]:
    """The lines with a speaker's label before them; a chat's day and hour make any label one."""
    seen = [
        (index, match)
        for index, row in enumerate(rows)
        if (match := pattern.match(row.text)) and _label(match)
    ]
    counts = Counter(_label(match).casefold() for _, match in seen)
    return [
        Labelled(index, _label(match), rows[index].start + match.end(), _time(match))
        for index, match in seen
        if pattern is _CHAT or is_speaker(_label(match), counts)
    ]


def turns_of(text: str, rows: list[Line], opened: list[Labelled]) -> tuple[Turn, ...]:
    """The turns that `opened` begin; lines without a label belong to the turn above them."""
    ends = [*(one.index for one in opened[1:]), len(rows)]
    found = []
    for one, end in zip(opened, ends, strict=True):
        pieces = _words(text, one, rows[one.index : end])
        if pieces:
            found.append(Turn(one.speaker, pieces, one.at))
    return merged(found)


def speaker_label(text: str) -> tuple[str, int] | None:
    """The label at the head of one cue's text and where the words after it begin, or None."""
    match = _LABEL.match(text)
    if not match or match["square"] or match["before"] or not _label(match):
        return None
    return _label(match), match.end()


def is_speaker(label: str, counts: Counter[str]) -> bool:
    """Whether a label counted in `counts` (by its folded form) can be a speaker's."""
    if label.casefold() in _NOT_NAMES or len(label.split()) > 5:
        return False
    if _TELLING.fullmatch(label) or _NAME_SHAPED.fullmatch(label):
        return True
    return counts[label.casefold()] > 1 and len(label.split()) <= 2


def is_dropped(line: str) -> bool:
    """Whether a line is the exporter's, not anybody's speech: a time heading or a footer."""
    return bool(_DROPPED.match(line))


def _label(match: re.Match[str]) -> str:
    return " ".join(_given(match, "name", "bold", "square", "plain").split()).rstrip(" ,-–")


def _time(match: re.Match[str]) -> float | None:
    written = _given(match, "before", "inside", "outside", "after")
    return seconds(written) if written else None


def _given(match: re.Match[str], *names: str) -> str:
    """What the first of these groups holds that its pattern has and that is filled."""
    groups = match.groupdict()
    return next((found for name in names if (found := groups.get(name))), "")


def _converses(opened: list[Labelled], least: int) -> bool:
    """Turns enough and changes of speaker; of three or more turns, two by one speaker."""
    speakers = {one.speaker.casefold() for one in opened}
    switches = sum(a.speaker != b.speaker for a, b in pairwise(opened))
    enough = len(opened) >= max(least, 2) and switches >= least - 1
    return enough and (least < 3 or len(speakers) < len(opened))


def _dense(opened: list[Labelled]) -> bool:
    return len(opened) * 12 >= opened[-1].index - opened[0].index + 1


def _asks(rows: list[Line], opened: list[Labelled]) -> bool:
    """Whether lines with a dash are talk, not a list: somebody asks, and everybody speaks again."""
    counts = Counter(one.speaker.casefold() for one in opened)
    return min(counts.values()) > 1 and any("?" in rows[one.index].text for one in opened)


def _words(text: str, one: Labelled, rows: list[Line]) -> tuple[Piece, ...]:
    """The turn's words as unbroken stretches of the text, cut where an exporter's line stands between."""
    stretches: list[list[int]] = [[one.words, rows[0].end]]
    for row in rows[1:]:
        if is_dropped(row.text):
            stretches.append([row.end, row.end])
        else:
            stretches[-1][1] = row.end
    return joined([found for a, b in stretches if (found := piece(text, a, b))], "\n")
