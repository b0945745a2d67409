"""Told: words in an account that are said of the teller and of this call.

Settings as for `words`. A place is passed over where the words just before it deny it ("I didn't
ramble"), imagine or dread it ("if I had frozen"), only think of saying it ("should I say my battery
died?"), give it to somebody else ("the interviewer was
late"), or where its part of the sentence is of another day ("in the one before, I froze"). With
`of = "anyone"` it may be somebody else's doing ("they rang while I was driving").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ringback.core.detectors.words import words
from ringback.core.document import Document, Hit

_REACH = 90


def _either(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


_CLAUSE = re.compile(r"[,;:()]| - ")
_PART = re.compile(r"[^,;.!?]{0,120}")

_DENIED = _either(
    r"(?:n't|\b(?:not|never|no|without|nor|instead of|rather than|far from|avoid(?:ed|ing)?|hardly))"
    r"(?! (?:only|just|even|know|stop|help|sure)\b)"
    r"(?: (?!(?:and|but|because|so|then|when|until|why|how|what|where|who|which)\b)[a-z'-]+){0,3} $",
    r"n't (?:think|believe|feel|say|claim)(?: that)?(?: (?:i|he|she))? $",
    r"\b(?:nearly|almost|tempted to|wanted to|thought (?:about|of)|considered) (?:[a-z'-]+ )?$",
)
_BUT_FOR = re.compile(r"\bif (?:i|he|she|it) (?:hadn't|had not|wasn't|weren't)(?: been)?(?: [a-z'-]+)? $")
_ASKED = r"(?<!asked )(?<!asked me )(?<!asks )(?<!asking )(?<!wondered )(?<!wondering )"
_IMAGINED = _either(
    _ASKED + r"\b(?:if|in case|unless) (?:i|you|he|she|they|it|one)\b(?: [a-z'-]+){0,3} $",
    r"\b(?:if|in case|unless|(?:how|what) (?:do|can|could|should|would) (?:i|you|one)(?: [a-z]+){0,3}) $",
    r"(?:\b(?:would|will|won't|going to|could easily|might)|'ll|'d have)"
    r"(?: (?:have|be|just|probably|only|simply|always|then)){0,3} $",
    r"\b(?:so as not|trying not|tried not|careful not|in order not) to [a-z' -]{0,20}$",
)
_TO_BE_SAID = re.compile(
    r"\b(?:(?:should|shall|can|could|may|might|do|must) i"
    r"|(?<!all )(?<!best )(?<!thing )i(?:'ll| will| could| can| might| should| may|'d)"
    r"|(?:want|going|planning|plan|tempted|inclined|better|ok|okay|wrong|best) to|thinking (?:of|about))"
    r" (?:just |simply |perhaps )?(?:say|saying|claim|claiming|pretend|pretending|blame|blaming)(?: that)?"
    r"(?: (?!(?:and|but|because)\b)[a-z'-]+){0,4} $"
)
_UNTRUTH = re.compile(r"\b(?:lie|lied|lying|fib|fibbed|untrue)\b")
_WOULD_HAVE = re.compile(r"(?:i|he|she)(?:'d| would| might) have\b")
_DREADED = _either(
    r"\b(?:worr(?:y|ied|ying)|afraid|scared|terrified|fear(?:ed|s|ing)?|dread(?:ed|ing)?|nervous)"
    r" (?:(?:about|of) (?:[a-z'-]+ ){0,3}|(?:that )?i(?:'d|'ll| would| will| might| could) (?:[a-z'-]+ )?)$",
    r"\b(?:fear(?:ed|s|ing)?|dread(?:ed|ing)?) $",
)
_SURE_OF_IT = re.compile(
    r"\b(?:afraid|worried|fear|worry)(?: that)? (?:i|my|it|the)\b(?!'| would| will| might| could)"
)
_SUPPOSED = re.compile(
    r"\b(?:thought|feared|expected|dreamt|worried|panicked|afraid|terrified|frightened|scared|paranoid)"
    r"(?: that)? (?:i|i'd|it|my|there|the|to)\b"
)
_AFTER_ALL = re.compile(r"\b(?:but|though|in the end|turned out)\b")
_ANOTHER_CALL = _either(
    r"\b(?:in|at|during|with|for) (?:a|an|my|the|one|some|any|all|other)(?: [a-z]+)? ?"
    r"(?:previous|earlier|past|former|older)(?: [a-z]+)? (?:interview|call|screen|one|job|round|test)s?\b",
    r"\b(?:last|next) time\b|\bin (?:my|the) last interview\b|\b(?:interview|one|test|round) before this\b",
    r"\bthe (?:one|interview|call|time|round) before\b",
    r"\b(?:in|for) (?:my )?(?:other|previous|most|past) interviews\b",
)
_ANOTHER_TIME = _either(
    r"\b(?:last|the previous) (?:year|spring|summer|autumn|fall|winter)\b",
    r"\b(?:years|months) (?:ago|back)\b|\bback (?:when i was|in [a-z]+)\b",
    r"\bin the past\b|\bat (?:school|university|college)\b",
    r"\b(?:i|we) (?:always|usually|generally|normally|often|sometimes|tend to)\b",
)
_THIS_TIME = re.compile(r"\b(?:but|though|however|this time|today|yesterday|whereas|now)\b")
_SOMEBODY_ELSE = re.compile(
    r"\b(?:she|he|they|who|someone|everyone|nobody|you|people|interviewers?|recruiters?|manager|hr|panel|guy"
    r"|lady|woman|man|boss|candidate|applicant|person|caller|company|team|engineer|director|owner|founder|ceo|lead|rep"
    r"|friend|mate|colleague|sister|brother|cousin|flatmate|roommate|lad|(?:her|his|their)(?= [a-z'-]+ ))"
    r"(?:'s|'d|'re|'ve)?"
    r"(?: (?!(?:i|me|my|and|but|because|that|so|when|as|while|if|how|why|about|what|which|to|for|with|after"
    r"|before)\b)[a-z'-]+){0,4} $"
)
_OWN = re.compile(r"(?:i|i'm|i've|i'd|my|me|we|our)\b")
_OF_ME = re.compile(r"\b(?:i|i'd|i've|me)\b")
_OTHERS = re.compile(r"(?:he|she|they)\b")
_TOLD_OF = re.compile(
    r"\bmy (?:husband|wife|partner|fiancee?|spouse|boyfriend|girlfriend|son|daughter|friend|brother|sister"
    r"|mate|mum|mom|dad|cousin|roommate|flatmate|client|student|nephew|niece)\b"
    r"[^.!?]{0,120}\b(?:interview|call|screen|recruiter|job)"
)


def told(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """Every place of `words` that the teller means of this call and of the candidate."""
    of_another = any(_TOLD_OF.search(passage.folded) for passage in document.passages)
    anyone = of_another or settings.get("of") == "anyone"
    meant = (hit for hit in words(document, settings) if not _unreal(hit) and not _another_day(hit))
    return (hit for hit in meant if anyone or _own(hit))


def _before(hit: Hit) -> str:
    """The words of the hit's clause that stand before it."""
    sentence = hit.passage.sentence_at(hit.start)
    return _CLAUSE.split(hit.passage.folded[max(sentence.start, hit.start - _REACH) : hit.start])[-1]


def _unreal(hit: Hit) -> bool:
    before = _before(hit)
    if _WOULD_HAVE.match(hit.passage.folded, hit.start):
        return True
    if _BUT_FOR.search(before):
        return False
    if _TO_BE_SAID.search(before) and not _UNTRUTH.search(hit.passage.folded, hit.start, hit.end):
        return True
    if _DENIED.search(before) or _IMAGINED.search(before) or _only_supposed(hit):
        return True
    return bool(_DREADED.search(before)) and not _SURE_OF_IT.search(before)


def _only_supposed(hit: Hit) -> bool:
    """Whether it was thought or feared before the place, and the rest of the sentence takes it back."""
    text, sentence = hit.passage.folded, hit.passage.sentence_at(hit.start)
    lead = text[max(sentence.start, hit.start - _REACH) : hit.start]
    rest = text[hit.end : min(sentence.end, hit.end + _REACH)]
    return bool(_SUPPOSED.search(_THIS_TIME.split(lead)[-1]) and _AFTER_ALL.search(rest))


def _another_day(hit: Hit) -> bool:
    """Whether the part of its sentence, from the last "but" to the next stop, is of another day."""
    text, sentence = hit.passage.folded, hit.passage.sentence_at(hit.start)
    lead = _THIS_TIME.split(text[max(sentence.start, hit.start - 2 * _REACH) : hit.start])[-1]
    rest = _PART.match(text, hit.end)
    around = lead + text[hit.start : rest.end() if rest else hit.end]
    return bool(_ANOTHER_TIME.search(lead + text[hit.start : hit.end]) or _ANOTHER_CALL.search(around))


def _own(hit: Hit) -> bool:
    said = hit.passage.folded[hit.start : hit.end]
    if _OWN.match(said) or _OF_ME.search(said):
        return True
    return not (_OTHERS.match(said) or _SOMEBODY_ELSE.search(_before(hit)))
