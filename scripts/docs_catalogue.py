"""The catalogue as pages: what Ringback knows, for reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from ringback.core.catalogue import Catalogue, Dated, Ground, Parameter, Rule, Situation, Source

GENERATED = "<!-- Written by `make docs` from the catalogue's files. Change those, not this page. -->"
OUR_JUDGEMENT = "our judgement"
LONGEST = 200
NOTICED = {
    "likely": "the employer probably notices",
    "unlikely": "the employer probably doesn't notice",
    "unknown": "whether they noticed depends on the call",
}
FAMILIES = {
    "answers": "What was asked, and what was said to it.",
    "conduct": "How other people were treated, in the call or in what was said of them.",
    "delivery": "How it sounded.",
    "integrity": "What was said and isn't so.",
    "manner": "How the call as a whole was carried.",
    "place": "Where the call was taken, and the line.",
    "preparation": "What was, or wasn't, done before the call.",
    "timing": "Being there, on the day and at the hour, and answering.",
}
FAULTS = {
    "apology": "How it says sorry.",
    "blame": "Whom it blames, and what it demands.",
    "case": "What only a kept case tells: the time, and what may be claimed.",
    "claims": "What it claims and admits.",
    "harm": "What nobody should send, whatever it is for.",
    "target": "To whom it goes.",
    "tone": "What it tells of you that is nobody's business.",
    "whole": "What the whole of it is, or lacks.",
}
GIVEN = {
    "status": "where it stands",
    "stage": "the stage",
    "rule": "how they decide",
    "next_stage": "the next stage is held",
    "noticed": "noticed",
    "usual": "how such calls usually go",
    "concern": "concern",
    "damage": "damage",
    "mistakes": "mistakes",
    "repaired": "put right already",
    "wanted": "the job is wanted",
    "door": "the door after a no",
    "assessed": "the call was assessed",
    "contact": "who can be reached",
    "silence": "silence",
    "known_answer": "the right answer is known",
    "stood_up": "they didn't ring",
}
EXPECT = {
    "verdict": "the door",
    "action": "what to do",
    "target": "whom it's aimed at",
    "worth": "a repair is worth",
    "opener": "our opener",
    "drafts": "words",
    "forbidden": "never in those words",
}


def pages(catalogue: Catalogue) -> dict[str, str]:
    """Every page of the catalogue, by its file name."""
    families = _families(catalogue.mistakes.values())
    return {
        "README.md": _page(_index(catalogue, families)),
        **{f"{name}.md": _page(_family(name, rules, catalogue.sources)) for name, rules in families.items()},
        "drafts.md": _page(_drafts(catalogue)),
        "situations.md": _page(_situations(catalogue)),
        "parameters.md": _page(_parameters(catalogue)),
        "sources.md": _page(_sources(catalogue.sources.values())),
    }


def _page(lines: Iterable[str]) -> str:
    return "\n".join([GENERATED, "", *lines]).rstrip() + "\n"


def _families(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    by_id = sorted(rules, key=lambda rule: rule.id)
    return {name: list(found) for name, found in groupby(by_id, lambda rule: rule.id.split("/")[-2])}


def _index(catalogue: Catalogue, families: Mapping[str, Sequence[Rule]]) -> Iterator[str]:
    yield from ("# What Ringback knows", "")
    yield "Everything that is judged here is written down in small files, each with what it rests on. These"
    yield "pages are made from those files. One entry in the terminal: `ringback catalogue show ID`."
    yield from ("", "| Mistakes in a call | entries | |", "|---|---|---|")
    for name, rules in families.items():
        yield f"| [{name.capitalize()}]({name}.md) | {len(rules)} | {FAMILIES[name]} |"
    yield from ("", "| Beside them | entries | |", "|---|---|---|")
    yield f"| [Faults in a draft](drafts.md) | {len(catalogue.faults)} | What `ringback review` looks for. |"
    situations = len(catalogue.situations)
    yield f"| [Situations](situations.md) | {situations} | Where you can stand, and what to do there. |"
    yield f"| [Parameters](parameters.md) | {len(catalogue.parameters)} | The numbers, each with its range. |"
    yield f"| [Sources](sources.md) | {len(catalogue.sources)} | What was read, and how strong it is. |"
    yield ""
    yield f"Also {len(catalogue.cues)} cues: words in an account, a transcript or a message that tell where"
    yield "things stand. They are too many for a page: `ringback catalogue list cues`."


def _family(name: str, rules: Sequence[Rule], sources: Mapping[str, Source]) -> Iterator[str]:
    yield from (f"# Mistakes: {name}", "", FAMILIES[name])
    for rule in sorted(rules, key=lambda rule: rule.title):
        yield from _rule(rule, sources)


def _rule(rule: Rule, sources: Mapping[str, Source]) -> Iterator[str]:
    found = next(example.text for example in rule.examples if example.finds)
    alone = next(example.text for example in rule.examples if not example.finds)
    yield from ("", f"## {rule.title}", "")
    yield f"`{rule.id}`: {rule.weight}; {rule.concern}; {NOTICED[rule.noticed]}."
    yield from ("", rule.says.replace("{n}", "N"), "")
    yield f"- **Why it matters.** {rule.why}"
    yield f"- **What to do now.** {rule.repair}"
    yield f"- **Next time.** {rule.avoid}"
    yield f"- **Found in** “{_line(found)}”; **left alone in** “{_line(alone)}”"
    yield from _grounds(rule.rests_on, sources)


def _drafts(catalogue: Catalogue) -> Iterator[str]:
    yield from ("# Faults in a draft", "")
    yield "What `ringback review` looks for. *stop*: don't send it so; *mend*: change it first;"
    yield "*consider*: your call."
    for name, rules in _families(catalogue.faults.values()).items():
        yield from ("", f"## {name.capitalize()}", "", FAULTS[name])
        for rule in sorted(rules, key=lambda rule: rule.title):
            yield from _fault(rule, catalogue.sources)


def _fault(rule: Rule, sources: Mapping[str, Source]) -> Iterator[str]:
    found = next(example.text for example in rule.examples if example.finds)
    alone = next(example.text for example in rule.examples if not example.finds)
    yield from ("", f"### {rule.title}", "")
    label = f"; label `{rule.label}`" if rule.label else ""
    yield f"`{rule.id}`: {rule.weight}{label}."
    yield from ("", rule.says.replace("{n}", "N"), "")
    yield f"- **Why it matters.** {rule.why}"
    yield f"- **What to do.** {rule.repair}"
    if rule.applies_when or rule.silent_if:
        yield f"- **Looked for** {_when(rule)}."
    yield f"- **Found in** “{_line(found)}”; **left alone in** “{_line(alone)}”"
    yield from _grounds(rule.rests_on, sources)


def _when(rule: Rule) -> str:
    parts = [f"where there is {_either(rule.applies_when)}"] if rule.applies_when else []
    parts += [f"not where there is {_either(rule.silent_if)}"] if rule.silent_if else []
    return ", ".join(parts)


def _either(words: Sequence[str]) -> str:
    return " or ".join(f"`{word}`" for word in words)


def _line(text: str) -> str:
    """A text as one line, not too long, with nothing in it that Markdown would take for its own."""
    plain = " ".join(text.split())
    if len(plain) > LONGEST:
        plain = f"{plain[:LONGEST].rsplit(' ', 1)[0]} ..."
    return "".join(f"\\{char}" if char in "*_`<|[" else char for char in plain)


def _grounds(grounds: Sequence[Ground], sources: Mapping[str, Source]) -> Iterator[str]:
    said = (f"{ground.says} ({_cited(ground.source, sources)})" for ground in grounds)
    yield f"- **Rests on** {' '.join(said)}"


def _cited(source_id: str, sources: Mapping[str, Source]) -> str:
    return f"[{source_id}](sources.md#{source_id})" if source_id in sources else OUR_JUDGEMENT


def _situations(catalogue: Catalogue) -> Iterator[str]:
    yield from ("# Situations", "")
    yield "Where a candidate can stand, and what the plan must answer there. Each is run as a test."
    by_door = sorted(catalogue.situations.values(), key=lambda one: (one.expect["verdict"], one.title))
    for door, found in groupby(by_door, lambda one: one.expect["verdict"]):
        yield from ("", f"## The door is {door}" if door != "awaiting" else "## Awaiting a result")
        for situation in found:
            yield from _situation(situation, catalogue.sources)


def _situation(situation: Situation, sources: Mapping[str, Source]) -> Iterator[str]:
    yield from ("", f"### {situation.title}", "", situation.why, "")
    yield f"- **Given** {_terms(situation.given, GIVEN)}."
    yield f"- **Then** {_terms(situation.expect, EXPECT)}."
    yield from _grounds(situation.rests_on, sources)


def _terms(table: Mapping[str, Any], names: Mapping[str, str]) -> str:
    return "; ".join(f"{names.get(key, key)}: {_words(value)}" for key, value in table.items() if value != [])


def _words(value: Any) -> str:
    return ", ".join(map(_words, value)) if isinstance(value, list) else str(value).replace("_", " ")


def _parameters(catalogue: Catalogue) -> Iterator[str]:
    yield from ("# Parameters", "")
    yield "The numbers of the odds and the dates. Each has a range, since nobody knows it exactly, and says"
    yield "whether it was measured, borrowed from something near, or is our judgement. Old values stay."
    for parameter in sorted(catalogue.parameters.values(), key=lambda one: one.title):
        yield from _parameter(parameter, catalogue.sources)


def _parameter(parameter: Parameter, sources: Mapping[str, Source]) -> Iterator[str]:
    yield from ("", f"## {parameter.title}", "")
    yield from (f"`{parameter.id}`, in {parameter.unit}; {parameter.basis}.", "")
    yield from ("| from | value | likely range | at the outside | rests on |", "|---|---|---|---|---|")
    newest_first = sorted(parameter.values, key=lambda one: one.since, reverse=True)
    yield from (_dated(value, sources) for value in newest_first)
    yield from ("", newest_first[0].note)


def _dated(value: Dated, sources: Mapping[str, Source]) -> str:
    grounds = ", ".join(_cited(one, sources) for one in value.rests_on)
    spans = f"{value.low:g} to {value.high:g} | {value.least:g} to {value.most:g}"
    return f"| {value.since} | {value.value:g} | {spans} | {grounds} |"


def _sources(sources: Iterable[Source]) -> Iterator[str]:
    yield from ("# Sources", "")
    yield from ("What was read, and how strong it is. “Our judgement” elsewhere means just that.", "")
    for source in sorted(sources, key=lambda one: one.id):
        yield f'<a id="{source.id}"></a>'
        link = f" <{source.url}>" if source.url.startswith("http") else ""
        yield from (f"**{source.id}.** {_line(source.citation)} ({source.strength}).{link}", "")
