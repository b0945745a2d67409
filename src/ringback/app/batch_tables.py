"""The tables that a batch gives, column by column: what docs/batch.md shows and other programs rely on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Type = Literal["text", "whole", "number", "truth", "day"]


class Column(NamedTuple):
    """A column: its name, type, what it holds, and whether that is words of somebody's text."""

    name: str
    type: Type
    says: str
    words: bool = False


_ID = Column("id", "text", "the input's id")
_RANGE = "10th and 90th percentile; null as above"

TABLES: Mapping[str, tuple[Column, ...]] = {
    "reports": (
        _ID,
        Column("source", "text", "the file it stood in, as you named it"),
        Column("kind", "text", "account, transcript, messages, draft or audio"),
        Column("digest", "text", "of the input, the settings and the catalogue that made the row"),
        Column("role", "text", "the job: as told, else as read"),
        Column("stage", "text", "the call's stage, coarse: as told, else as read"),
        Column("employer", "text", "as told, else as read"),
        Column("channel", "text", "phone, video, in_person, mixed or unknown"),
        Column("decision_rule", "text", "how the employer decides, where the text says it, else unknown"),
        Column("rule_basis", "text", "stated, implied or none"),
        Column("status", "text", "awaiting_result, advanced, rejected, withdrawn or unknown"),
        Column("verdict", "text", "open, awaiting or closed"),
        Column("damage", "text", "none, slight, serious or unknown"),
        Column("repair_worth", "text", "none, little or some"),
        Column("advised_action", "text", "what to do"),
        Column("target", "text", "whom it goes to"),
        Column("concern", "text", "competence, integrity, conduct, logistics or mixed"),
        Column("noticed", "text", "did the employer notice: likely, unlikely or unknown"),
        Column("chance_untouched", "number", "of the offer, nothing done; null where no one number is told"),
        Column("chance_untouched_low", "number", _RANGE),
        Column("chance_untouched_high", "number", _RANGE),
        Column("chance_repaired", "number", "of the offer with the repair; null where none is advised, too"),
        Column("chance_repaired_low", "number", _RANGE),
        Column("chance_repaired_high", "number", _RANGE),
        Column("words", "whole", "how many words it has"),
        Column("unread", "truth", "nothing in it was read: not in English, or unclear who the candidate is"),
        Column("repair_made", "truth", "as told"),
        Column("outcome", "text", "what came of it, as told"),
        Column("outcome_day", "day", "when, as told"),
        Column("unused", "text", "the fields of its row that nothing was made of, with commas between"),
        Column("version", "text", "of the catalogue"),
        Column("report", "text", "the whole report, as the command's --json gives it", words=True),
    ),
    "moments": (
        _ID,
        Column("number", "whole", "1 is the first question of the call"),
        Column("kind", "text", "what was asked about"),
        Column("answered", "truth", "whether an answer came"),
        Column("at", "number", "when it was asked, in seconds of the call; null without times"),
        Column("seconds", "number", "from the question to the end of the last answer; null without times"),
        Column("latency", "number", "seconds from the end of the question to the answer; null without times"),
        Column("follow_ups", "whole", "how many further questions it took"),
        Column("findings", "whole", "how many findings lie in it"),
        Column("question", "text", "as it was asked", words=True),
        Column("gist", "text", "the answer's point, in the candidate's words", words=True),
    ),
    "findings": (
        _ID,
        Column("number", "whole", "1 is the worst"),
        Column("rule", "text", "the catalogue's rule that found it"),
        Column("label", "text", "the kind of mistake or fault"),
        Column("weight", "text", "basic, substantive or surface; of a draft stop, mend or consider"),
        Column("concern", "text", "competence, integrity, conduct or logistics"),
        Column("noticed", "text", "likely, unlikely or unknown"),
        Column("start", "whole", "where the quote begins in the text, in code points"),
        Column("end", "whole", "where it ends"),
        Column("quote", "text", "the words that it was found in", words=True),
        Column("at", "number", "seconds of the call; null without times"),
        Column("says", "text", "what it means", words=True),
        Column("why", "text", "why it matters"),
        Column("fix", "text", "what to do about it"),
    ),
    "stages": (
        _ID,
        Column("number", "whole", "1 is the first that is told"),
        Column("kind", "text", "the stage's kind, fine"),
        Column("optional", "truth", "whether only some go through it"),
        Column("quote", "text", "the words that tell it", words=True),
    ),
    "drafts": (
        _ID,
        Column("number", "whole", "1 is the first"),
        Column("kind", "text", "what the words are for"),
        Column("subject", "text", "of a mail", words=True),
        Column("text", "text", "the words to send or say", words=True),
        Column("unfinished", "truth", "whether a gap is left in it"),
    ),
    "errors": (
        _ID,
        Column("source", "text", "the file it stood in, as you named it"),
        Column("place", "text", "the line, file or field", words=True),
        Column("code", "text", "the cause, for programs"),
        Column("message", "text", "the cause, in words", words=True),
        Column("remedy", "text", "what to do about it"),
    ),
}  # fmt: skip
"""Every table by name, its columns in order."""
