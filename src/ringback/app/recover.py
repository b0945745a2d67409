"""The main job: from what happened to a verdict, a plan and honest words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ringback.app import stream
from ringback.app.circumstances import Circumstances
from ringback.app.handed_over import notices, surely_told_apart
from ringback.core import distress
from ringback.core.call import NO_CALL, Call, answered, never_made, read_call
from ringback.core.called import said_of
from ringback.core.catalogue import Catalogue
from ringback.core.chances import chances, spoken
from ringback.core.dates import Mention, call_words, dates_of, next_words
from ringback.core.debrief import Debrief, debrief, unlike, without
from ringback.core.delivery import delivered
from ringback.core.document import Document, of_material, of_transcript
from ringback.core.draft import write
from ringback.core.due import AFTER_NEXT
from ringback.core.fact_sheet import gather, living, undenied
from ringback.core.facts import Fact, find_facts, telling
from ringback.core.heard import key_of
from ringback.core.language import without_foreign
from ringback.core.material import Kind, Material, by_age
from ringback.core.names import Names, find_names
from ringback.core.no_call import tell_no_call
from ringback.core.people import find_people
from ringback.core.plan import Plan, make_plan
from ringback.core.process import Process, read_process
from ringback.core.refusals import lies_asked
from ringback.core.report import Report
from ringback.core.transcript import Transcript, from_account
from ringback.core.verdict import FALSE_AS_IT_STANDS, OWN_TIME, Standing, Verdict, heeding, judge, standing
from ringback.core.wording import Particulars
from ringback.readers import read_text
from ringback.readers.calendar import country_of, workdays
from ringback.readers.dates import find_dates

KINDS: Mapping[str, Kind] = {"account": "account", "transcript": "transcript"}
"""What a line may say that its text is."""


@dataclass(frozen=True)
class Known:
    """What was read from the materials, before anything is judged; `sheet` holds removed facts too.

    `foreign` are those in another language, `stray` those that tell of no call.
    """

    materials: tuple[Material, ...]
    documents: tuple[Document, ...]
    foreign: tuple[str, ...]
    stray: tuple[str, ...]
    call: Call
    process: Process
    debrief: Debrief
    stands: Standing
    names: Names
    mentions: tuple[Mention, ...]
    sheet: tuple[Fact, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that may be used, once those found are confirmed."""
        return undenied(living(self.sheet), [finding.found_at for finding in self.debrief.denied])


def understand(materials: Sequence[Material], around: Circumstances, catalogue: Catalogue) -> Known:
    """All that the materials and answers tell; a text in another language tells nothing."""
    phrases = catalogue.phrases
    materials = tuple(map(surely_told_apart, materials))
    every = tuple(of_material(material) for material in materials)
    documents, foreign = without_foreign(every, phrases["language"])
    stray = () if around.readings else tell_no_call(catalogue, documents)
    documents = () if stray else documents
    call = answered(read_call(catalogue, documents), around.readings)
    names = find_names(materials, documents, phrases, around.signed or around.me)
    kept = around.library(names.employer)
    about_process = (*map(of_material, kept), *documents)
    people = find_people((*kept, *materials), about_process, phrases, names.me) if kept else names.people
    process = read_process(
        catalogue,
        about_process,
        call,
        people,
        told=around.readings.get("decision_rule"),
        materials=by_age([one for one in (*kept, *materials) if one.name not in foreign]),
    )
    look_back = without(debrief(catalogue, documents, call), around.denied)
    call = never_made(call, look_back.labels)
    look_back = unlike(look_back, NO_CALL) if call.stood_up.known else look_back
    return Known(
        materials=materials,
        documents=documents,
        foreign=foreign,
        stray=stray,
        call=call,
        process=process,
        debrief=look_back,
        stands=standing(call, process, look_back, phrases["verdict"]),
        names=names,
        mentions=find_dates(
            documents, around.now, around.zone, around.locale, phrases, materials, around.told
        ),
        sheet=gather(around.sheet, find_facts(documents, around.answers, catalogue)),
    )


def work_out(known: Known, around: Circumstances, catalogue: Catalogue) -> Report:
    """The verdict, the plan and the words for what is known."""
    phrases = catalogue.phrases
    country = around.country or country_of(around.locale, around.zone)
    verdict = judge(known.stands, known.process, known.debrief.findings, phrases["verdict"])
    silence = round(catalogue.parameters["silence_days"].now.value)
    plan = make_plan(
        known.stands,
        verdict,
        known.process,
        known.debrief.findings,
        dates_of(known.mentions, around.now, silence),
        workdays(country),
        phrases["plan"],
    )
    says = spoken(verdict.repair_worth, plan.opener, verdict.case)
    given = [of_material(material) for material in known.materials]
    given += [of_transcript(from_account(name, words)) for name, words in around.answers.items()]
    helplines, emergency = distress.whom_to_ring(given, catalogue, country)
    return Report(
        title=_title(known),
        made=around.now,
        zone=around.zone,
        call=known.call,
        process=known.process,
        debrief=replace(known.debrief, findings=heeding(known.debrief.findings, verdict, phrases["verdict"])),
        verdict=verdict,
        chances=chances(known.stands, known.process, says, catalogue),
        plan=plan,
        facts=known.facts,
        drafts=write(plan, known.facts, particulars(known, verdict, plan, around), catalogue),
        refusals=lies_asked(known.documents, catalogue, known.facts),
        helplines=helplines,
        emergency=emergency,
        notices=(
            *(f"{name}: {phrases['language']['no_call']['says']}" for name in known.stray),
            *notices(known.materials, known.foreign, phrases["language"]["says"]),
        ),
        materials=tuple((material.name, material.kind) for material in known.materials),
        unread=bool(known.foreign or known.stray) and not known.documents,
        catalogue=catalogue.version,
        me=said_of(around.me),
        told=_told(known),
        delivery=delivered(known.documents, known.debrief),
    )


def _told(known: Known) -> Transcript | None:
    """The transcript that the moments are of."""
    return next(
        (
            one.transcript
            for one in known.materials
            if one.transcript and one.transcript.verbatim and one.name == known.debrief.source
        ),
        None,
    )


def recover(materials: Sequence[Material], around: Circumstances, catalogue: Catalogue) -> Report:
    """Everything that can be said about one case from its materials and answers."""
    return work_out(understand(materials, around, catalogue), around, catalogue)


def _title(known: Known) -> str:
    named = ", ".join(part for part in (known.names.role, known.names.employer) if part)
    channels = {"phone": "Phone interview", "video": "Video interview", "in_person": "Interview in person"}
    return named or channels.get(known.call.channel.value, "Interview")


def _addressee(names: Names, verdict: Verdict, plan: Plan) -> str | None:
    """Whom the words greet: the person the plan reaches, else who held the call.

    Thanks alone go to who held it; nobody's no is appealed to themselves.
    """
    reached = plan.person.name if plan.person else None
    if verdict.case == "overrule":
        return reached
    first = names.interviewer if plan.action == "routine_thank_you_only" else reached
    return first or reached or names.interviewer


def _arranger(process: Process) -> str | None:
    """Who arranges the next stage, where one person is known to."""
    names = {one.name for one in process.people if one.decides == "no" and one.name}
    return names.pop() if len(names) == 1 else None


def _owed(known: Known, verdict: Verdict) -> tuple[int, ...] | None:
    """The facts that an apology is owed for, where the case is one; None in all others."""
    found = known.debrief.findings
    if verdict.case == "late":
        return telling(known.facts, [one for one in found if one.label in OWN_TIME])
    if verdict.case == "own_up":
        return telling(known.facts, [one for one in found if one.concern == "conduct"])
    return None


def particulars(known: Known, verdict: Verdict, plan: Plan, around: Circumstances) -> Particulars:
    """What the words of a case may name beyond its facts."""
    names, call, found = known.names, known.call, known.debrief.findings
    return Particulars(
        me=names.me or around.answers.get("your_name"),
        addressee=_addressee(names, verdict, plan),
        employer=names.employer,
        role=names.role,
        next_stage=call.next_stage.value,
        channel=call.channel.value,
        call_day=call_words(known.mentions, around.now, around.locale),
        arranger=_arranger(known.process),
        next_day=next_words(known.mentions, around.now, around.locale),
        asked=around.answers.get("the_question"),
        question=verdict.question,
        concern=known.debrief.concern,
        writer=names.writer,
        withdrawn=call.status.value == "withdrawn",
        lied="dishonest_answer" in known.debrief.labels,
        mixed=any(one.concern == "competence" and one.label not in FALSE_AS_IT_STANDS for one in found),
        worst=telling(known.facts, found),
        owed=_owed(known, verdict),
        thanks_later=any(step.key == AFTER_NEXT for step in plan.steps),
        stepping_out=verdict.case == "unwanted" and call.status.value not in ("withdrawn", "rejected"),
        case=verdict.case,
        noticed=call.noticed.value,
        locale=around.locale,
        tone=around.tone,
        greeting=around.greeting,
        key=key_of(known.documents[0].text) if known.documents else "",
    )


def answer_line(line: str, number: int, around: Circumstances, catalogue: Catalogue) -> dict[str, Any]:
    """One line of a stream answered: the report, or the error, under the line's id."""

    def work(row: Mapping[str, Any]) -> dict[str, Any]:
        text, kind, here = stream.text_of(row, number), _kind(row, number), stream.around_of(row, around)
        return recover(read_text(text, kind=kind, me=here.me), here, catalogue).as_record()

    return stream.answer_row(line, number, work, stream.FORM)


def _kind(row: Mapping[str, Any], number: int) -> Kind | None:
    kind = row.get("kind")
    if kind is not None and kind not in KINDS:
        raise stream.BadLine(
            f'"kind" is "{kind}", which is no call.',
            f"Use one of: {', '.join(KINDS)}. What employers sent goes to `ringback process --jsonl`, a draft"
            " to `ringback review --jsonl`; `ringback batch` takes all together.",
            f"line {number}",
        )
    return KINDS.get(kind or "")
