"""Transcript layouts: each reads to the speakers and words a person would read in it."""

from __future__ import annotations

import io
import json

import pytest
from tests.readers.places import assert_quotable, spoken

from ringback.core.material import Material
from ringback.readers import read, read_text

CALL = [("Ann Lee", "Hello. Can you hear me?"), ("Sam Poe", "Yes, I can."), ("Ann Lee", "Good. Why us?")]


def only(text: str, name: str = "call.txt") -> Material:
    materials = read(text.encode(), name)
    assert_quotable(materials)
    assert [one.kind for one in materials] == ["transcript"]
    return materials[0]


LAYOUTS = {
    "labelled": "Ann Lee: Hello. Can you hear me?\nSam Poe: Yes, I can.\nAnn Lee: Good. Why us?\n",
    "labelled with blank lines, CRLF": "Ann Lee: Hello. Can you hear me?\r\n\r\nSam Poe: Yes,\r\n"
    "I can.\r\n\r\n"
    "Ann Lee: Good.\r\nWhy us?\r\n",
    "square brackets": "[Ann Lee] Hello. Can you hear me?\n[Sam Poe] Yes, I can.\n[Ann Lee] Good. Why us?",
    "times before labels": "[00:01] Ann Lee: Hello. Can you hear me?\n[00:04] Sam Poe: Yes, I can.\n"
    "[01:00:09] Ann Lee: Good. Why us?",
    "times after labels": "Ann Lee (00:01): Hello. Can you hear me?\nSam Poe (00:04): Yes, I can.\n"
    "Ann Lee (00:09): Good. Why us?",
    "front matter above": "Screening call\nDate: 3 March\nAttendees: Ann Lee, Sam Poe\n\n"
    "Ann Lee: Hello. Can you hear me?\nSam Poe: Yes, I can.\nAnn Lee: Good. Why us?",
    "Zoom cloud": "WEBVTT\n\n1\n00:00:00.050 --> 00:00:01.790\nAnn Lee: Hello. Can you\n\n2\n"
    "00:00:02.070 --> 00:00:04.050\n"
    "Ann Lee: hear me?\n\n3\n00:00:05.000 --> 00:00:06.000\nSam Poe: Yes, I can.\n\n4\n"
    "00:00:07.000 --> 00:00:08.000\n"
    "Ann Lee: Good. Why us?\n",
    "Teams, unpadded times": "WEBVTT\n\n0:0:0.0 --> 0:0:5.320\n<v Ann Lee>Hello. Can you hear me?</v>\n\n"
    "0:0:6.0 --> 0:0:7.1\n<v Sam Poe>Yes, I can.</v>\n\n0:0:8.0 --> 0:0:9.0\n<v Ann Lee>Good. Why us?</v>\n",
    "Teams, cue ids": "\ufeffWEBVTT\r\n\r\n0a1b2c3d-1111-4222-8333-444455556666/7-0\r\n"
    "00:00:00.000 --> 00:00:05.320\r\n"
    "<v Ann Lee>Hello. Can you</v>\r\n\r\n0a1b2c3d-1111-4222-8333-444455556666/7-1\r\n"
    "00:00:05.400 --> 00:00:05.900\r\n"
    "<v Ann Lee>hear me?</v>\r\n\r\n00:00:06.000 --> 00:00:07.100\r\n<v Sam Poe>Yes, I can.</v>\r\n\r\n"
    "00:00:08.000 --> 00:00:09.000\r\n<v Ann Lee>Good. Why us?</v>\r\n",
    "WebVTT with notes and styles": "WEBVTT - made by hand\n\nNOTE\nAnn Lee: not said\n\nSTYLE\n"
    "::cue { color: red }\n\n"
    "00:01.000 --> 00:02.000\nAnn Lee: Hello. Can you hear me?\n\n00:03.000 --> 00:04.000\nSam Poe: Yes, "
    "I can.\n\n"
    "00:05.000 --> 00:06.000\nAnn Lee: Good. Why us?\n",
    "SRT": "1\n00:00:01,810 --> 00:00:03,850\nAnn Lee: Hello. Can you hear me?\n\n2\n"
    "00:00:04,000 --> 00:00:05,000\n"
    "Sam Poe: <i>Yes, I can.</i>\n\n3\n00:00:06,000 --> 00:00:07,000\nAnn Lee: Good. Why us?\n",
    "Otter": "Ann Lee  0:00  \nHello. Can you hear me?\n\nSam Poe  0:35  \nYes, I can.\n\n"
    "Ann Lee  1:02:03  \nGood. Why us?\n\n"
    "Transcribed by https://otter.ai\n",
    "Teams document": "Screening\nMarch 3, 2026, 2:00PM\n45m 12s\n\nAnn Lee started transcription\n\n"
    "Ann Lee   0:03\n"
    "Hello. Can you hear me?\n\nSam Poe   0:10\nYes, I can.\n\nAnn Lee   0:12\nGood. Why us?\n\n"
    "Ann Lee stopped transcription\n",
    "older Teams document": "0:0:0.0 --> 0:0:4.120\nAnn Lee\nHello. Can you hear me?\n"
    "0:0:4.120 --> 0:0:6.1\nSam Poe\n"
    "Yes, I can.\n0:0:6.1 --> 0:0:9.0\nAnn Lee\nGood. Why us?\n",
    "Meet": "Screening - Transcript\n\nAttendees\nAnn Lee, Sam Poe\n\n00:00:00\n\n**Ann Lee:** Hello. "
    "Can you hear me?\n\n"
    "**Sam Poe:** Yes, I can.\n\n00:05:00\n\n**Ann Lee:** Good. Why us?\n\n"
    "Transcription ended after 00:05:30\n\n"
    "This editable transcript was computer generated and might contain errors.\n",
    "bold names, times outside": "**Ann Lee** (00:01): Hello. Can you hear me?\n\n"
    "**Sam Poe** (00:04): Yes, I can.\n\n**Ann Lee** (00:09): Good. Why us?",
    "bold names and times": "**Ann Lee (00:01):** Hello. Can you hear me?\n\n"
    "**Sam Poe (00:04):** Yes, I can.\n\n**Ann Lee (00:09):** Good. Why us?",
    "WhatsApp": "30/11/2026, 09:59 - Messages and calls are end-to-end encrypted.\n"
    "30/11/2026, 10:01 - Ann Lee: Hello. Can you\nhear me?\n30/11/2026, 10:02 - Ann Lee created group\n"
    "30/11/2026, 10:02 - Sam Poe: Yes, I can.\n30/11/2026, 10:03 - Ann Lee: Good. Why us?\n",
    "WhatsApp, American hours": "11/30/26, 9:59\u202fAM - Ann Lee: Hello. Can you hear me?\n"
    "11/30/26, 9:59\u202fAM - Sam Poe: Yes, I can.\n11/30/26, 10:01\u202fAM - Ann Lee: Good. Why us?\n",
    "WhatsApp on an iPhone": "\u200e[30/11/2026, 10:01:02] Ann Lee: Hello. Can you hear me?\n"
    "[30/11/2026, 10:02:03] Sam Poe: Yes, I can.\n[30/11/2026, 10:03:04] Ann Lee: Good. Why us?\n",
    "Zoom chat": "10:01:02 From Ann Lee to Everyone: Hello. Can you hear me?\n"
    "10:02:03\t From  Sam Poe  to  Everyone:\n\tYes, I can.\n10:03:04 From Ann Lee : Good. Why us?\n",
    "pointed brackets": "<Ann Lee> Hello. Can you hear me?\n<Sam Poe> Yes, I can.\n<Ann Lee> Good. Why us?\n",
    "commas": 'start,speaker,text\n1,Ann Lee,"Hello. Can you hear me?"\n4,Sam Poe,"Yes, I can."\n'
    "9,Ann Lee,Good. Why us?\n",
    "tabs": "Speaker\tText\tStart time\r\nAnn Lee\tHello. Can you hear me?\t0:01\r\n"
    "Sam Poe\tYes, I can.\t0:04\r\nAnn Lee\tGood. Why us?\t0:09\r\n",
    "semicolons": "speaker;text\nAnn Lee;Hello. Can you hear me?\nSam Poe;Yes, I can.\nAnn Lee;Good. Why us?",
    "JSON lines": "".join(json.dumps({"speaker": who, "text": words}) + "\n" for who, words in CALL),
    "JSON lines of words": "".join(json.dumps({"who": who, "words": words}) + "\n" for who, words in CALL),
    "JSON list": json.dumps([{"speaker": who, "text": words} for who, words in CALL], indent=1),
    "Meet's entries": json.dumps(
        {"transcriptEntries": [{"name": "e/1", "participant": who, "text": words} for who, words in CALL]}
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_layout_reads_to_its_speakers_and_words(layout: str) -> None:
    assert spoken(only(LAYOUTS[layout])) == CALL


@pytest.mark.parametrize(
    "label", ["D P", "Q A", "Interviewer Me", "interviewer candidate", "Speaker_0 Speaker_1"]
)
def test_short_and_general_labels_are_speakers(label: str) -> None:
    theirs, ours = label.split()
    call = only(f"{theirs}: Why us?\n{ours}: I know the product.\n{theirs}: Anything else?\n{ours}: No.\n")
    assert [who for who, _ in spoken(call)] == [theirs, ours, theirs, ours]


@pytest.mark.parametrize("between", [" - ", " – ", "\t", "\t00:09\t"])
def test_a_dash_or_a_tab_after_the_name_tells_who_speaks(between: str) -> None:
    said = [*CALL, ("Sam Poe", "I like the work - a lot.")]
    assert spoken(only("".join(f"{who}{between}{words}\n" for who, words in said))) == said


def test_a_table_keeps_times_and_quotation_marks() -> None:
    rows = 'text,who,time\n"He said ""no"",\nI think.",Sam,00:00:04\nWhy?,Ann,6\n"Well, ""no"".",Sam,8.5\n'
    call = only(rows, "call.csv")
    assert spoken(call) == [("Sam", 'He said "no", I think.'), ("Ann", "Why?"), ("Sam", 'Well, "no".')]
    assert call.transcript is not None
    assert [turn.at for turn in call.transcript.turns] == [4, 6, 8.5]


def test_times_are_seconds() -> None:
    call = only(LAYOUTS["times before labels"])
    assert call.transcript is not None
    assert [turn.at for turn in call.transcript.turns] == [1, 4, 3609]
    cues = only(LAYOUTS["Zoom cloud"])
    assert cues.transcript is not None
    assert (cues.transcript.turns[0].at, cues.transcript.turns[0].until) == (0.05, 4.05)
    bold = only(LAYOUTS["bold names and times"])
    assert bold.transcript is not None
    assert [turn.at for turn in bold.transcript.turns] == [1, 4, 9]


@pytest.mark.parametrize("layout", ["WhatsApp", "WhatsApp on an iPhone", "Zoom chat"])
def test_a_chat_has_hours_of_the_day_and_no_times_in_the_call(layout: str) -> None:
    call = only(LAYOUTS[layout])
    assert call.transcript is not None
    assert {turn.at for turn in call.transcript.turns} == {None}


def test_captions_without_names_have_no_speaker_and_keep_a_sentence_whole() -> None:
    call = only(
        "00:01:08.000 --> 00:01:09.000\nThis doesn't\n\n00:01:09.000 --> 00:01:10.000\nwork. Fine\n",
        "x.cc.vtt",
    )
    assert spoken(call) == [("", "This doesn't work. Fine")]
    assert call.transcript is not None
    assert (call.transcript.candidate, call.transcript.candidate_p) == (None, 0.0)


def test_whisper_json_has_times_and_no_speakers() -> None:
    segments = [
        {
            "id": 0,
            "seek": 0,
            "start": 0.5,
            "end": 2.5,
            "text": " Hello.",
            "tokens": [50364, 2425],
            "avg_logprob": -0.2,
        },
        {
            "id": 1,
            "seek": 0,
            "start": 3.0,
            "end": 4.0,
            "text": ' I said "no", caf\u00e9 \U0001f600.',
            "tokens": [],
        },
    ]
    call = only(json.dumps({"text": "Hello. And so on", "segments": segments, "language": "en"}), "call.json")
    assert spoken(call) == [("", "Hello."), ("", 'I said "no", café 😀.')]
    assert call.transcript is not None
    assert [turn.at for turn in call.transcript.turns] == [0.5, 3.0]
    second = call.transcript.turns[1]
    assert call.text[slice(*second.locate(0, 6))] == "I said"
    assert call.text[slice(*second.locate(7, 11))] == r"\"no\""


def test_whisper_tsv_counts_in_milliseconds() -> None:
    call = only("start\tend\ttext\n0\t1500\tHello there.\n1600\t2400\tWhy us?\n", "call.tsv")
    assert spoken(call) == [("", "Hello there."), ("", "Why us?")]
    assert call.transcript is not None
    assert call.transcript.turns[1].at == 1.6


TIMED = {
    "seconds": [{"start": at, "end": at + 2} for at in (1, 4, 9)],
    "AssemblyAI's milliseconds": [{"start": at, "end": at + 2000} for at in (1000, 4000, 9000)],
    "milliseconds, starts alone": [{"start": at} for at in (1000, 4000, 9000)],
    "milliseconds by name": [{"start_ms": at, "end_ms": at + 2000} for at in (1000, 4000, 9000)],
    "clock times": [{"startTime": f"00:00:0{at}", "endTime": f"00:00:{at + 2:02}.0"} for at in (1, 4, 9)],
    "numbers as strings": [{"start_time": f"{at}.0"} for at in (1, 4, 9)],
    "whisper.cpp's offsets": [{"offsets": {"from": at, "to": at + 2000}} for at in (1000, 4000, 9000)],
}


@pytest.mark.parametrize("layout", TIMED)
def test_times_in_json_are_seconds_however_they_are_told(layout: str) -> None:
    told = zip(CALL, TIMED[layout], strict=True)
    rows = [{"speaker": who, "text": words} | at for (who, words), at in told]
    for whole in (rows, {"utterances": rows}, {"transcription": rows}):
        call = only(json.dumps(whole), "call.json")
        assert spoken(call) == CALL
        assert call.transcript is not None
        assert [turn.at for turn in call.transcript.turns] == [1, 4, 9]


def test_a_slow_call_in_whole_seconds_keeps_its_times() -> None:
    rows = [{"speaker": "A", "text": "Hello. Can you hear me?", "start": 0, "end": 2}]
    rows.append({"speaker": "B", "text": "Sorry, I was cut off.", "start": 3600, "end": 3603})
    call = only(json.dumps(rows), "call.json")
    assert call.transcript is not None
    assert [turn.at for turn in call.transcript.turns] == [0, 3600]


def test_deepgram_is_read_by_utterances_and_by_words() -> None:
    utterances = [
        {"start": 1.5, "end": 2.5, "speaker": 0, "transcript": "Why us?"},
        {"start": 3.0, "end": 4.0, "speaker": 1, "transcript": "I like it."},
    ]
    words = [
        {"word": "why", "punctuated_word": "Why", "start": 1.5, "end": 1.8, "speaker": 0},
        {"word": "us", "punctuated_word": "us?", "start": 1.9, "end": 2.5, "speaker": 0},
        {"word": "unsure", "punctuated_word": "Unsure.", "start": 3.0, "end": 4.0, "speaker": 1},
    ]
    channel = {"alternatives": [{"transcript": "Why us? Unsure.", "confidence": 0.9, "words": words}]}
    heard = {"metadata": {"duration": 4.0}, "results": {"channels": [channel], "utterances": utterances}}
    assert spoken(only(json.dumps(heard))) == [("0", "Why us?"), ("1", "I like it.")]
    heard["results"] = {"channels": [channel]}
    call = only(json.dumps(heard))
    assert spoken(call) == [("0", "Why us?"), ("1", "Unsure.")]
    assert call.transcript is not None
    assert [turn.at for turn in call.transcript.turns] == [1.5, 3.0]


def test_watson_words_are_cut_at_pauses() -> None:
    words = [["hello", 0.1, 0.4], ["there", 0.5, 0.9], ["so", 4.0, 4.2]]
    assert spoken(only(json.dumps(words), "watson.json")) == [("", "hello there"), ("", "so")]
    answer = {
        "results": [
            {"alternatives": [{"transcript": "hello there ", "timestamps": words[:2]}], "final": True}
        ]
    }
    call = only(json.dumps(answer))
    assert spoken(call) == [("", "hello there")]


def test_entities_and_tags_are_resolved_and_still_have_places() -> None:
    call = only("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>R&amp;D is <b>fun</b> here</v>\n")
    assert spoken(call) == [("Ann", "R&D is fun here")]
    assert call.transcript is not None
    assert call.text[slice(*call.transcript.turns[0].locate(0, 3))] == "R&amp;D"


def test_a_word_document_with_labels_is_a_transcript() -> None:
    from docx import Document

    document = Document()
    for who, words in CALL:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{who}:").bold = True
        paragraph.add_run(f" {words}")
    kept = io.BytesIO()
    document.save(kept)
    materials = read(kept.getvalue(), "call.docx")
    assert_quotable(materials)
    assert spoken(materials[0]) == CALL


def test_emoji_combining_marks_and_crlf_keep_places_right() -> None:
    text = "😀😀\r\nAnn: cafe\u0301 👩‍👩‍👧?\r\nSam: oui\u0308 😀 so\r\nAnn: ok\r\nSam: no\r\n"
    materials = read_text(text)
    assert_quotable(materials)
    assert materials[0].transcript is not None
    turn = materials[0].transcript.turns[1]
    assert text[slice(*turn.locate(5, 9))] == "😀 so"[:4]


@pytest.mark.parametrize(
    "text",
    [
        "I had a call. It went badly: I froze.\nThey asked: why us?\nI said: no idea.",
        "Day: Monday\nHour: 3 pm\nWhere: by phone\nBring: your CV",
        "Pros: good pay\nCons: far away\nVerdict: unsure what to do",
        "Update: they rang.\nUpdate: they rang again.\nNote: I was out.\nUpdate: I rang back.",
        "Acme - applied\nGlobex - phone screen\nAcme - rejected\nGlobex - invited",
        "Acme - rang, no reply?\nGlobex - screen on Friday\nInitech - applied\nAcme - rejected",
        "I rang at ten - no answer.\nShe rang back - I froze.\nI rang again - why?\nShe was gone - so was I.",
        "name,message\nAnn,we are sorry\nSam,we are glad\nJo,we will write",
        "<3 them all\n<3 the job\n<3 the town",
        "Monday: call at 10:30\nTuesday: call at 11:00\nMonday: nothing",
        "I rang at 10:30\nand they said to ring at 11:30\nso I rang back at 11:30",
    ],
)
def test_colons_alone_do_not_make_a_transcript(text: str) -> None:
    assert [one.kind for one in read_text(text)] == ["account"]


def test_me_names_the_candidate_of_a_file() -> None:
    materials = read(LAYOUTS["Otter"].encode(), "call.txt", me="ann")
    assert materials[0].transcript is not None
    assert (materials[0].transcript.candidate, materials[0].transcript.candidate_p) == ("Ann Lee", 1.0)
