"""A call as turns of speech, each tied to the place in the text that it was read from.

An account (a call told from memory) is a transcript too: one turn, by the candidate, not verbatim.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from ringback.core.called import said_of
from ringback.core.errors import RingbackError


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a turn as read, and where it stood: `start` and `end` in code points of the source.

    `text` differs from the source's slice only where the layout escapes characters; the white
    space that joins two cues is a piece of no length in the source.
    """

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Turn:
    """One speaker's stretch. `speaker` is the label as given; times are seconds or None.

    `silences` are the pauses within it, from and to, where they are known.
    """

    speaker: str
    pieces: tuple[Piece, ...]
    at: float | None = None
    until: float | None = None
    silences: tuple[tuple[float, float], ...] = ()

    def __hash__(self) -> int:
        """By what is said, not by its pieces, of which there may be thousands."""
        return hash((self.speaker, self.text))

    @cached_property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        """Where each piece ends in the text."""
        return tuple(accumulate(len(piece.text) for piece in self.pieces))

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into the source of `text[start:end]`, clipped to its first unbroken run."""
        found: tuple[int, int] | None = None
        for at in range(bisect_right(self._ends, start), len(self.pieces)):
            piece = self.pieces[at]
            here = self._ends[at] - len(piece.text)
            if here >= end:
                break
            if piece.end > piece.start:
                exact = piece.end - piece.start == len(piece.text)
                first = piece.start + max(start - here, 0) if exact else piece.start
                last = piece.start + min(end - here, len(piece.text)) if exact else piece.end
                if found is None:
                    found = (first, last)
                elif found[1] == first:
                    found = (found[0], last)
                else:
                    break
        return found or (self.pieces[0].start, self.pieces[0].start)


@dataclass(frozen=True)
class Transcript:
    """The call as turns of speech.

    `source` names the material, `text` is the material exactly as given. `candidate` is the
    speaker label taken for the candidate, `candidate_p` how sure that is (0 to 1; 1 when told).
    """

    source: str
    text: str
    turns: tuple[Turn, ...]
    verbatim: bool
    candidate: str | None = None
    candidate_p: float = 0.0


def from_account(source: str, text: str, start: int = 0, end: int | None = None) -> Transcript:
    """An account, `text[start:end]`, as a transcript: as remembered, in one turn, never verbatim."""
    told = text[start:end]
    turn = Turn("candidate", (Piece(told, start, start + len(told)),))
    return Transcript(source, text, (turn,), verbatim=False, candidate="candidate", candidate_p=1.0)


class UnknownSpeaker(RingbackError):
    """The name given for the candidate is nobody's in the transcript, or several people's."""

    code = "unknown_speaker"

    def __init__(self, me: str, speakers: Sequence[str], fits: int = 0) -> None:
        named = ", ".join(speakers) or "nobody by name"
        fault = f'"{me}" fits more than one speaker.' if fits > 1 else f'Nobody called "{me}" speaks.'
        super().__init__(fault, f"The speakers are: {named}. Give one of these as your name: `me`, or --me.")


_CANDIDATE_LABEL = re.compile(r"^(?:me|myself|you|candidate|applicant|interviewee|job ?seeker|a|ans|answer)$")
_CANDIDATE_WORD = re.compile(r"\b(?:candidate|applicant|interviewee)\b|\((?:me|you)\)")
_EMPLOYER_LABEL = re.compile(r"^(?:q|hr|hm|ta|int|them|employer|question)$")
_EMPLOYER_WORD = re.compile(
    r"\b(?:interviewer|recruiter|recruit(?:ment|ing)|hiring|talent|hr|panel|manager|employer|screener|assessor)\b"
)
_ASKING = (
    r"\b(?:tell (?:me|us) (?:about|a bit|a little|more)|(?:walk|talk) (?:me|us) through"
    r"|give (?:me|us) an example"
    r"|do you have any questions|any questions for (?:me|us)|what questions do you have|why do you want"
    r"|(?:can|could|would) you (?:tell|describe|explain|give|walk|talk|share)"
    r"|(?:how|what|when|where|why) (?:did|do|have|are|were) you|have you (?:ever|got|had|used|worked|any)"
    r"|are you (?:able|looking|comfortable|happy)"
    r"|your (?:cv|resume|application|background|experience|notice period)"
    r"|your (?:salary|expectations|strengths?|weakness(?:es)?)|we(?:'re| are) looking for"
    r"|thanks? (?:you )?for (?:taking the time|joining|your time today|applying|your interest)"
    r"|the next steps? (?:is|are|would|will)"
    r"|(?:we|i)(?:'ll| will) (?:be in touch|get back to you|let you know)"
    r"|our (?:team|company|process|clients))\b"
)
_ANSWERING = (
    r"\b(?:thank(?:s| you) for (?:having|seeing|considering|calling|the opportunity)"
    r"|in my (?:last|current|previous|present) (?:job|role|position|company|place)"
    r"|my (?:last|current|previous) (?:job|role|employer|manager|team|company)"
    r"|i (?:worked|studied|managed|led|built|learned|learnt|graduated|joined|started|left|used to)"
    r"|i(?:'ve| have) (?:been|worked|done|had|always|used)|i was (?:responsible|working|doing|in charge)"
    r"|i'm (?:very |really )?(?:interested|excited|looking for)"
    r"|i(?:'d| would) (?:love|like) to (?:work|join|learn)"
    r"|what (?:are|would be|happens) (?:the )?next|how (?:big|large) is the team"
    r"|what does (?:a|the) (?:typical|usual))\b"
)
_FIRST_PERSON = re.compile(r"\b(?:i|i'm|i've|i'd|i'll|my|me|im|ive)\b")
_SECOND_PERSON = re.compile(r"\b(?:you|your|you're|you've|yours)\b")
_WORD = re.compile(r"[\w'’]+")
_SURE = 0.97


def infer_candidate(turns: Sequence[Turn], me: str | None = None) -> tuple[str | None, float]:
    """Which speaker is the candidate, and how sure that is (0 to 1; 1 when `me` names a speaker).

    From telling labels first, then from who asks and who answers. Without speaker labels it is
    (None, 0). Raises UnknownSpeaker when `me` fits no speaker, or several; a usual name is left out then.
    """
    speakers = list(dict.fromkeys(turn.speaker for turn in turns if turn.speaker))
    if me is not None and me.strip():
        try:
            return _named(speakers, me.strip()), 1.0
        except UnknownSpeaker:
            if said_of(me):
                raise
    if len(speakers) < 2:
        return None, 0.0
    return _by_label(speakers) or _by_speech(turns, speakers)


def _named(speakers: Sequence[str], me: str) -> str:
    wanted = me.casefold()
    for fits in (_same, _has_word, _has_part):
        found = [speaker for speaker in speakers if fits(speaker.casefold(), wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownSpeaker(me, found, fits=len(found))
    raise UnknownSpeaker(me, speakers)


def _same(speaker: str, wanted: str) -> bool:
    return speaker == wanted


def _has_word(speaker: str, wanted: str) -> bool:
    return wanted in _WORD.findall(speaker)


def _has_part(speaker: str, wanted: str) -> bool:
    return wanted in speaker


def _by_label(speakers: Sequence[str]) -> tuple[str, float] | None:
    lowered = {speaker: speaker.casefold().strip() for speaker in speakers}
    ours = [s for s, low in lowered.items() if _CANDIDATE_LABEL.match(low) or _CANDIDATE_WORD.search(low)]
    theirs = [s for s, low in lowered.items() if _EMPLOYER_LABEL.match(low) or _EMPLOYER_WORD.search(low)]
    if len(ours) == 1 and (theirs or not _is_letter(ours[0])):
        return ours[0], _SURE
    others = [speaker for speaker in speakers if speaker not in theirs]
    if not ours and theirs and len(others) == 1 and not _is_letter(theirs[0]):
        return others[0], _SURE
    return None


def _is_letter(label: str) -> bool:
    return len(label.strip()) == 1


def _by_speech(turns: Sequence[Turn], speakers: Sequence[str]) -> tuple[str, float]:
    answers = {s: _answering([t.text for t in turns if t.speaker == s]) for s in speakers}
    top = max(answers.values())
    shares = {s: math.exp(value - top) for s, value in answers.items()}
    best = max(shares, key=lambda s: shares[s])
    return best, min(shares[best] / sum(shares.values()), _SURE)


def _answering(texts: Sequence[str]) -> float:
    """How far one speaker answers rather than asks; shares are smoothed, so little speech says little."""
    speech = "\n".join(texts).lower().replace("’", "'")
    words = len(_WORD.findall(speech))
    first, second = len(_FIRST_PERSON.findall(speech)), len(_SECOND_PERSON.findall(speech))
    questions = (sum("?" in text for text in texts) + 0.5) / (len(texts) + 2)
    return (
        -3.0 * questions
        + 0.6 * math.log((words + 10) / (len(texts) + 1))
        + 1.5 * (first - second) / (first + second + 4)
        + 0.8 * math.log((len(re.findall(_ANSWERING, speech)) + 1) / (len(re.findall(_ASKING, speech)) + 1))
    )
