"""Told: words in an account that are said of the teller and of this call.

Settings as for `words`. A place is passed over where the words just before it deny it ("I didn't
ramble"), imagine or dread it ("if I had frozen"), put it as a case ("what I'd do if a nurse didn't turn
up"), only think of saying it ("should I say my battery died?"), give it to somebody else ("the
interviewer was late"), or where its part of the sentence is of another day ("in the one before, I
froze"). With `of = "anyone"` it may be somebody else's doing ("they rang while I was driving").

Theirs: words in an account that are said of the other side of this call, by the same settings. It passes
over what is imagined, what the teller did ("I run a shift and cut the errors from 40 to 11"), what is said
of the teller's own people ("my manager shouted at me"), and whoever "he" or "she" is where the account is
of a friend's call.
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
_STILL_PUT = r"(?:(?! (?:and|but|so|because|then) (?:i|my|me|the line|it)\b)[^.!?,;:])*$"
_CASE_PUT = _either(
    r"\b(?:what|how|who)(?: [a-z'-]+)?"
    r"(?: (?:i|we|you|one|they)(?:'d| would| should| might| could)?"
    r"|(?:'d| would| should| could)(?: i| we| you)?| to)"
    r" (?:do|say|handle|deal|react|respond|manage|cope|feel|act|approach|tackle|cover|go about)\b"
    r"[^.!?]{0,40}\b(?:if|when|where|with|after|once)\b" + _STILL_PUT,
    r"\b(?:if|in case|unless|suppos(?:e|ing)|imagine) (?:a|an|one of|someone|somebody|some)\b" + _STILL_PUT,
    r"\b(?:about|for|describe|describing|recall|remember|think of|name|through)(?: [a-z'-]+){0,2}?"
    r" (?:a|any|another|an) (?:time|occasion|situation|example|scenario|case|day)(?: of a time)?"
    r" (?:when|where|that|in which|i|we|i'd|we'd)\b" + _STILL_PUT,
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
    r"|nurse|teacher|chef|supervisor|principal|secretary|driver|customer|patient|resident|carer"
    r"|friend|mate|colleague|sister|brother|cousin|flatmate|roommate|lad|(?:her|his|their)(?= [a-z'-]+ ))"
    r"(?:'s|'d|'re|'ve)?"
    r"(?: (?!(?:i|me|my|and|but|because|that|so|when|as|while|if|how|why|about|what|which|to|for|with|after"
    r"|before)\b)[a-z'-]+){0,4} $"
)
_OWN = re.compile(r"(?:i|i'm|i've|i'd|my|me|we|our)\b")
_OF_ME = re.compile(r"\b(?:i|i'd|i've|me)\b")
_OTHERS = re.compile(r"(?:he|she|they)\b")
_SAYS = re.compile(r"(?:said|told|claimed|answered|stated|insisted|swore)\b")
_I_SAY = re.compile(r"(?:i(?:'d| had|'ve)? )?" + _SAYS.pattern)
_SOMEBODY_SAYS = re.compile(
    r"\b(?:she|he|they|who|interviewers?|recruiters?|manager|panel|boss|owner|director|lady|woman|man|guy)"
    r"(?:'d| had)?(?: (?:also|then|just|later|even|once))? $"
)
_NAME = r"[A-Z][\w'\u2019-]+"
_TITLE = "(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)"
_NAMED = re.compile(
    r"(?:(?:^(?:Then |So |And |But )?|, |\b(?:and|but|when|because|that|as|while|so|since) )(?=[A-Z])"
    rf"|(?<!\bof )(?<!\bby )(?<!\bto )(?<!\bat )(?<!\bfor )(?<!\bwith )(?<!\bfrom )(?=\b{_TITLE}\b))"
    rf"((?:{_TITLE}\.? )?{_NAME}(?: {_NAME})?)"
    rf"(?: (?:from|at|of|in) (?:the |their )?[\w'-]+)?,?(?: [a-z]+(?<! and)(?<! but)){{0,2}} $"
)
_APPOSITION = re.compile(r",[^,]{2,50},(?= $)")
_GOES_ON = re.compile(r"(?:and|but|or|not)\b")
_AMID = re.compile(rf"(?<=[a-z,] ){_NAME}")
_NOBODY = re.compile(
    r"\b(?:I|[A-Z]\w+day|Zoom|Teams|Skype|Google|Meet|Whats[Aa]pp|Wi-?[Ff]i|Internet|Bluetooth)\b"
)
_MY_OWN = re.compile(r"\bmy (?:[a-z'-]+ )?$")
_OF_THE_CALL = re.compile(r"(?:interviewers?|recruiters?|caller|panel)\b")
_WE_DO = re.compile(
    r"\b(?:(?:i|we)(?:'d|'ve)? (?!(?:ask|hear|read|learn|underst|kn[oe]w|think|thought|guess|believe|gather"
    r"|see|saw|find|found|was|were|am|are|have(?: to|$)|had(?: to|$)|must|need|get|got|will|would|can|could"
    r"|should|wonder|hope|pass|only|all)[a-z]*\b)"
    r"|my (?:[a-z]+ )?(?:team|crew|shift|department|staff|firm) "
    r"|(?:in|at) my (?:[a-z]+ )?(?:job|work|place|post|role|firm|team) )"
    r"(?:(?!(?:they|them|she|he|who|it|you|everything|all|each|that)\b)[\w'-]+,? ){0,12}"
    r"(?!(?:they|she|he|who|you)\b)[\w'-]+$"
)
_SHE = frozenset(["wife", "girlfriend", "daughter", "sister", "mum", "mom", "niece"])
_HE = frozenset(["husband", "boyfriend", "son", "brother", "dad", "nephew"])
_TOLD_OF = re.compile(
    r"\bmy (husband|wife|partner|fiancee?|spouse|boyfriend|girlfriend|son|daughter|friend|brother|sister"
    r"|mate|mum|mom|dad|cousin|roommate|flatmate|client|student|nephew|niece)\b"
    r"[^.!?]{0,120}\b(?:interview|call|screen|recruiter|job)"
)


def told(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """Every place of `words` that the teller means of this call and of the candidate."""
    anyone = friend(document) is not None or settings.get("of") == "anyone"
    meant = (hit for hit in words(document, settings) if not _unreal(hit) and not _another_day(hit))
    return (hit for hit in meant if anyone or _own(hit))


def theirs(document: Document, settings: Mapping[str, Any]) -> Iterator[Hit]:
    """Every place of `words` that is said of the other side of this call."""
    whose = friend(document)
    return (hit for hit in words(document, settings) if not _case_put(hit) and not _of_ours(hit, whose))


def friend(document: Document) -> str | None:
    """Whose call an account tells, where it isn't the teller's: "sister", "friend"."""
    found = (_TOLD_OF.search(passage.folded) for passage in document.passages)
    return next((match[1] for match in found if match), None)


def _of_ours(hit: Hit, friend: str | None) -> bool:
    """Whether it is said of the teller or the teller's own people, or of the friend whose call it was."""
    said = hit.passage.folded[hit.start : hit.end]
    if _WE_DO.search(_lead(hit)):
        return True
    if _MY_OWN.search(_before(hit)):
        return not _OF_THE_CALL.match(said)
    they = _OTHERS.match(said) if friend else None
    return they is not None and not (
        (they[0] == "he" and friend in _SHE) or (they[0] == "she" and friend in _HE)
    )


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
    if _DENIED.search(before) or _IMAGINED.search(before) or _only_supposed(hit) or _case_put(hit):
        return True
    return bool(_DREADED.search(before)) and not _SURE_OF_IT.search(before)


def _case_put(hit: Hit) -> bool:
    """Whether a question put it as a case, which may stand in the words found themselves."""
    return bool(_CASE_PUT.search(_lead(hit)))


def _lead(hit: Hit) -> str:
    """The words of its sentence before the place, and its first word."""
    text, sentence = hit.passage.folded, hit.passage.sentence_at(hit.start)
    return text[max(sentence.start, hit.start - 2 * _REACH) : hit.start] + text[hit.start :].split(None, 1)[0]


def _only_supposed(hit: Hit) -> bool:
    """Whether it was thought or feared before the place, and the rest of the sentence takes it back."""
    text, sentence = hit.passage.folded, hit.passage.sentence_at(hit.start)
    lead = text[max(sentence.start, hit.start - _REACH) : hit.start]
    rest = text[hit.end : min(sentence.end, hit.end + _REACH)]
    return bool(_SUPPOSED.search(_THIS_TIME.split(lead)[-1]) and _AFTER_ALL.search(rest))


def _another_day(hit: Hit) -> bool:
    """Whether the part of its sentence, from the last "but" to the next stop, is of another day.

    A day within what they say that they said is none that they tell of.
    """
    text, sentence = hit.passage.folded, hit.passage.sentence_at(hit.start)
    lead = _THIS_TIME.split(text[max(sentence.start, hit.start - 2 * _REACH) : hit.start])[-1]
    rest = _PART.match(text, hit.end)
    around = lead + text[hit.start : rest.end() if rest else hit.end]
    dated = lead if _I_SAY.match(text, hit.start) else lead + text[hit.start : hit.end]
    return bool(_ANOTHER_TIME.search(dated) or _ANOTHER_CALL.search(around))


def _own(hit: Hit) -> bool:
    said = hit.passage.folded[hit.start : hit.end]
    if _SAYS.match(said) and _SOMEBODY_SAYS.search(_before(hit)):
        return False
    if _OWN.match(said) or _OF_ME.search(said):
        return True
    return not (_OTHERS.match(said) or _SOMEBODY_ELSE.search(_before(hit)) or _of_another(hit))


def _of_another(hit: Hit) -> bool:
    """Whether it is said of somebody named, or told more of in between ("Mr Cole, the owner, was late")."""
    text, sentence = hit.passage.turn.text, hit.passage.sentence_at(hit.start)
    lead = text[sentence.start : hit.start]
    plain = _APPOSITION.sub("", lead)
    if (
        plain != lead
        and not _GOES_ON.match(hit.passage.folded, hit.start)
        and _SOMEBODY_ELSE.search(_CLAUSE.split(plain.lower())[-1])
    ):
        return True
    found = _NAMED.search(plain)
    if not found or _NOBODY.search(found[1]):
        return False
    return " " in found[1] or found.start(1) > 0 or found[1] in _AMID.findall(text)
