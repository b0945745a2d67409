"""The forms in which people write a day, as patterns for folded text."""

from __future__ import annotations

import re
from collections.abc import Mapping

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_FULL_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DAY = rf"(?:{_FULL_DAY}|tues?\b\.?|weds?\b\.?|thu(?:rs?)?\b\.?|fri\b\.?|mon\b\.?|sat\b\.?|sun\b\.?)"
MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
)
_NUMBER = (
    r"(?:\d{1,3}|(?:a )?couple(?: of)?|(?:a |the (?:next|coming) )?few|several|an?|one|two|three"
    r"|four|five|six|seven|eight"
    r"|nine|ten|twelve|fourteen|fifteen|twenty|thirty)"
)
_AMOUNT = rf"(?P<n>{_NUMBER})(?: ?(?:-|to|or) ?(?P<m>{_NUMBER}))?"
_SORT = r"(?P<sort>business|working|work|week|calendar|full|clear)?"
_UNIT = r"(?P<unit>weekday|day|week|fortnight|month|year|hour|minute|hr|min|h)s?\b"
_ABOUT = (
    r"(?:(?:about|around|roughly|approximately|approx\.?|up to|at most|just over|just under"
    r"|the next|the coming"
    r"|the following|another|a further|next) ){0,2}"
)
_VERB_MAY = r"(?:(?<!may)|(?! (?:be|have|not|also|well|still|want|need|only|take|get|i|we|you)\b))"
_NOT_A_DAY = (
    r"(?! ?(?:floor|time|interview|round|stage|call|question|attempt|year|person|one|candidate"
    r"|place|grade|century|street"
    r"|avenue|anniversary|week|day|month|try|job|party|of (?:the|two|three|four|five|six|my|our)\b))"
)
_FIRST_DAY = r"(?:(?P<d0>\d{1,2})(?:st|nd|rd|th)? ?(?:-|to|and|&|or|/) ?(?:the )?)?"
_ON = r"(?:on|by|next|last|this|until|till|til|for|before|from|of)"

FORMS: Mapping[str, re.Pattern[str]] = {
    "iso": re.compile(r"\b(?P<y>\d{4})-(?P<mo>\d{2})-(?P<d>\d{2})\b(?=t?\b|t\d)"),
    "written": re.compile(
        rf"\b(?:(?P<day>{_DAY}),? (?:the )?)?(?:the )?{_FIRST_DAY}(?P<d>\d{{1,2}})(?:st|nd|rd"
        rf"|th)?(?: of)?[ -](?P<mo>{MONTH}){_VERB_MAY}"
        r"(?:,?[ -](?P<y>\d{4}\b|'\d{2}\b))?"
    ),
    "written_us": re.compile(
        rf"\b(?:(?P<day>{_DAY}),? )?(?P<mo>{MONTH}) (?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b"
        r"(?! ?(?:[ap]\.?m\b|:\d|%|days?|weeks?|hours?|months?|years?|minutes?|people"
        r"|candidates))(?: ?(?:-|to|and|&|or) ?(?:the )?(?P<d2>\d{1,2})(?:st|nd|rd|th)?\b"
        rf"(?! ?(?:[ap]\.?m\b|[:.]?\d|{MONTH})))?(?:,? (?P<y>\d{{4}})\b)?"
    ),
    "numeric": re.compile(
        r"(?<![\d/.-])(?:\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})"
        r"|\d{1,2}-\d{1,2}-\d{4}"
        r"|(?:(?<=\bon )|(?<=\bby )|(?<=\bfor )|(?<=\bbefore )|(?<=\bfrom )|(?<=\buntil )"
        r"|(?<=day )|(?<=day, )|(?=\d{1,2}/\d{1,2} at \d))"
        r"(?!24/7)\d{1,2}/\d{1,2})(?![\d/]|\.\d)"
    ),
    "ordinal": re.compile(
        rf"\b(?:(?P<day>{_DAY}),? (?:the )?|{_ON} the |(?:is|'s|was|(?:no |not )?(?:later )?than|til"
        rf"|till) the )(?P<d>\d{{1,2}})(?:st|nd|rd|th)\b" + _NOT_A_DAY
    ),
    "week_on_day": re.compile(
        rf"\b(?:a )?week (?:on|from|this|next|today|tomorrow)(?: (?P<day>{_FULL_DAY}))?\b"
        rf"|\b(?P<day_week>{_FULL_DAY}|today|tomorrow) week\b"
    ),
    "weekday": re.compile(
        r"\b(?:(?P<lead>next week(?: on)?|last week(?: on)?|this week(?: on)?|last|next"
        r"|this(?: coming| past)?|coming"
        r"|(?:the )?following|the same|that|the next) )?"
        rf"(?P<day>{_FULL_DAY}|tues\b\.?|weds\b\.?|thurs?\b\.?|tue\b\.?|thu\b\.?|fri\b\.?"
        rf"|(?<=on )(?:mon|wed|sat|sun)\b"
        r"|(?<=by )(?:mon|wed|sat|sun)\b|(?<=next )(?:mon|wed|sat|sun)\b|(?<=last )(?:mon|wed|sun)\b)(?!s\b)"
        r"(?: (?P<tail>of next week|of this week|of last week|next week|this week|last week|gone"
        r"|past|before last|after next"
        r"|just gone|(?:before|after)(?= ?(?:$|[.,;:!?)])))\b)?"
    ),
    "relative": re.compile(
        r"\b(?P<day>(?:the )?day after tomorrow|(?:the )?day before yesterday|earlier today"
        r"|later today|today|tonight"
        r"|tomorrow|tmrw|tomorow|tommorow|tommorrow|yesterday|this (?:morning|afternoon|evening"
        r"|lunchtime)|last night)\b"
    ),
    "ahead": re.compile(
        r"\b(?:with ?in|in|inside(?: of)?|allow|give (?:us|me|it)|over(?= the (?:next|coming)))"
        rf" {_ABOUT}{_AMOUNT}"
        rf"(?: ?{_SORT})?(?: ?\b|(?<=\d)){_UNIT}\b(?: or (?P<or>so|two))?(?:'?s?'? time\b)?(?! ago\b| back\b"
        rf"| before\b| earlier\b)"
    ),
    "ahead_bare": re.compile(
        r"\b(?:within|in|inside|over) (?:the )?(?:next|coming|following) (?P<unit>day|week|fortnight|month)\b"
        r"|\b(?P<n>\d{1,2}|two|three|five|seven|ten)(?: ?(?:-"
        r"|to) ?(?P<m>\d{1,2}))? (?P<sort>business|working) (?P<unit2>day)s?\b"
        r"|\b(?P<n3>\d{1,2})(?: ?(?:-|to) ?(?P<m3>\d{1,2}))? (?P<unit3>day|week)s? (?:of|after"
        r"|from) (?:the|your|our|this) "
        r"(?:interview|call|date|screen)\b"
    ),
    "within_this": re.compile(r"\bwithin the (?P<unit>hour|day|week|fortnight|month)\b"),
    "ago": re.compile(
        rf"\b(?:(?:about|around|roughly|almost|nearly|over"
        rf"|just) )?{_AMOUNT} {_UNIT}(?: or (?P<or>so|two))? (?:ago|back)\b"
    ),
    "vague": re.compile(
        r"\b(?:(?:some|many|a few|several|a couple of) years ago|years ago"
        r"|a (?:long )?while (?:ago|back)|the other (?:day|week)"
        r"|some time ago|in due course|in the coming (?:days|weeks)"
        r"|(?:early |later )?(?:in|by|before|this|next) (?:the )?(?:early |late )?(?:new year|spring"
        r"|summer|autumn|the fall|winter)"
        r")\b"
    ),
    "week": re.compile(
        r"\b(?:(?:by |at |before |until )?(?:the )?(?P<part>end of|early|earlier|late|later|mid"
        r"|middle of|start of|beginning of)[ -])?"
        r"(?P<which>next|this|last|that|the following|the coming|the) (?P<unit>week|month"
        r"|weekend)(?! (?:commencing|beginning|starting|of)\b)(?P<after> after next| after)?\b"
        r"|\b(?P<eow>eow)\b"
    ),
    "month": re.compile(
        r"\b(?:(?:by |at |before |until |towards )?(?:the )?(?P<part>end of|early|late|later|mid|middle of"
        r"|start of|beginning of|(?:first|second|third|last|final) week (?:of|in))(?: in)?[ -]"
        r"|(?:in|during|by|until|before) )"
        rf"(?P<mo>{MONTH})(?! ?\d{{1,2}}\b){_VERB_MAY}(?:,? (?P<y>20\d\d)\b)?"
    ),
}
"""The forms, most telling first: where two overlap, the longer holds."""
