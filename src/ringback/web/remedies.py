"""What to do about a refusal, for somebody in a browser: the errors' own remedies name commands."""

from __future__ import annotations

from collections.abc import Mapping

from ringback.app.handed_over import SAY_OTHERWISE, SAY_WHO
from ringback.core.errors import RingbackError

IN_A_BROWSER: Mapping[str, str] = {
    "no_such_case": "It may have been erased, or its address cut short. The others are where they were.",
    "case_in_bin": "Take it out of the bin, and it is as it was.",
    "case_not_in_bin": "Nothing had to be done: it is among your cases.",
    "already_kept": "It is among your cases.",
    "case_exists": "Erase the one that is here first, or leave the other where it is.",
    "nothing_to_take_back": "The case's page asks what came of it, for when something does.",
    "no_report": "Open the case, and let it be worked out.",
    "no_such_way": "The words that there are stand with the case.",
    "recording": "Recordings are heard from the first page. Here, give what was said as text.",
}
_AS_IN_SETTINGS = (
    "Give your name as it stands there under My name in the settings, and work the case out again"
)
_INSTEAD: Mapping[str, str] = {
    SAY_WHO: f"{_AS_IN_SETTINGS}; or hand it over anew, and say which of them is you.",
    SAY_OTHERWISE: "If that's wrong, hand it over anew, and say which of them is you.",
}


def remedy(error: RingbackError) -> str:
    """The remedy that a page can offer; the error's own where it names no command."""
    return IN_A_BROWSER.get(error.code, error.remedy)


def notice(says: str) -> str:
    """What is said of the input, with what a page can offer about it."""
    for advice, instead in _INSTEAD.items():
        says = says.replace(advice, instead)
    return says
