"""A take, heard: the feedback on it, whatever it is a take of."""

from __future__ import annotations

from dataclasses import replace

from ringback.core.catalogue import Catalogue
from ringback.core.new_claims import new_claims
from ringback.core.opener_take import opener_feedback
from ringback.core.rehearsal import ToAsk
from ringback.core.take import Before, Feedback, Take, answer_feedback


def feedback(ask: ToAsk, take: Take, before: Before, catalogue: Catalogue) -> Feedback:
    """What is said of a take, with what is new in it where a case is given."""
    judge = opener_feedback if ask.is_opener else answer_feedback
    said = judge(ask, take, before, catalogue)
    new = new_claims(take, before.told, catalogue) if before.told else ()
    return replace(said, new=new)
