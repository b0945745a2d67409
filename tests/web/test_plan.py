"""The plan of a case in the browser: ticked off, in the calendar; what came of it; notes; texts added."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from icalendar import Calendar
from starlette.testclient import TestClient
from tests.web.asking import BASE, new_case, send, told, word_in

from ringback.app import cases
from ringback.web.application import application
from ringback.web.site import Site

pytestmark = pytest.mark.full  # each test works cases out

ASKED_ON = """\
Phone interview on Tuesday with Quillfeather Foods for the shift lead job. My mind went blank when she
asked about stock. I was not at my usual standard. They have asked me to come in on Thursday 19 March at
10:00.
"""
WAITING = """\
Phone interview on Tuesday with Lowmoor Freight for the depot supervisor job. I rambled when he asked
about the night shift. He said I would hear within a fortnight.
"""
THEIR_NO = """\
From: Joanne Hale <joanne.hale@lowmoor.example>
To: me@example.org
Subject: Depot supervisor
Date: Thu, 12 Mar 2026 16:02:00 +0000

Dear Ruth,

Thank you for your time on Tuesday. I am sorry to say that we won't be taking your application further.

Joanne Hale
"""
Later = Callable[[str], TestClient]


@pytest.fixture
def on(site: Site, client: TestClient) -> Later:
    """The same browser, at another time."""

    def at(now: str) -> TestClient:
        later = TestClient(application(replace(site, now_given=now)), base_url=BASE)
        later.cookies.update(client.cookies)
        return later

    return at


@pytest.fixture
def case(client: TestClient) -> str:
    """The address of a case whose owner was asked on."""
    return f"/cases/{new_case(client, ASKED_ON)}"


def test_a_step_that_is_done_is_marked_and_the_next_one_is_what_to_do(client: TestClient, case: str) -> None:
    before = told(client.get(case))
    assert "Tomorrow at 9:00, say yes to the next stage" in before
    shown = send(client, f"{case}/steps", case, key="reply")
    assert 'aria-pressed="true"' in shown.text
    assert "Tomorrow at 9:00, say yes" not in told(shown)
    again = send(client, f"{case}/steps", case, key="reply", done="no")
    assert 'aria-pressed="true"' not in again.text
    assert told(again) == before


UNDATED = """\
Phone interview with Quillfeather Foods for the shift lead job. My mind went blank when she asked about
stock, and she noticed. They have asked me to come in.
"""


def test_once_the_dated_steps_are_done_the_next_of_the_others_is_what_to_do(client: TestClient) -> None:
    case = f"/cases/{new_case(client, UNDATED)}"
    shown = send(client, f"{case}/steps", case, key="reply")
    assert "What to do now The day before: " in told(shown)


REFUSED = """\
Phone screen with Cassel Foods for the buying assistant job. Seven right answers of ten take you through.
I had five. She wrote today: you scored five, so we won't be taking this further.
"""


def test_a_closed_case_says_that_nothing_has_to_be_done_until_its_last_day_is_near(
    client: TestClient, on: Later
) -> None:
    case = f"/cases/{new_case(client, REFUSED)}"
    says = "What to do now Nothing tonight. Any evening this week, if you like, the few lines below."
    assert says in told(client.get(case))
    assert "What to do now Today: if they offered feedback" in told(on("2026-04-02T10:00").get(case))


def test_what_came_of_it_changes_what_to_do_now(client: TestClient, case: str) -> None:
    shown = send(client, f"{case}/outcome", case, happened="advanced")
    assert "What to do now Add what they wrote" in told(shown)
    over = send(client, f"{case}/outcome", case, happened="rejected")
    assert "What to do now Nothing. What came of it is told below." in told(over)


def test_what_came_of_it_last_stands_though_something_earlier_is_told_after_it(
    client: TestClient, case: str
) -> None:
    send(client, f"{case}/outcome", case, happened="rejected", on="2026-03-12")
    later = send(client, f"{case}/outcome", case, happened="advanced", on="2026-03-10")
    assert "They said no. On Thursday 12 March." in told(later)
    assert "They said no." in told(client.get("/cases"))


@pytest.mark.parametrize(
    ("happened", "says"),
    [
        ("advanced", "You're through to the next stage. On Wednesday 11 March. So the call didn't end it"),
        ("rejected", "They said no. On Wednesday 11 March. So this door is shut."),
        ("withdrew", "You withdrew. On Wednesday 11 March. So it ends here."),
    ],
)
def test_what_came_of_it_stands_at_the_top_and_what_was_said_before_is_marked(
    client: TestClient, case: str, happened: str, says: str
) -> None:
    before = re.search(r"<h1>(.*?)</h1>", client.get(case).text)
    assert before
    page = send(client, f"{case}/outcome", case, happened=happened, on="2026-03-11")
    top, _, rest = told(page).partition("As it stood on Thursday 12 March")
    assert says in top
    assert "Read the words" not in told(page)
    assert html.unescape(before[1]).replace("’", "'") in rest
    assert rest.count("As it stood on Thursday 12 March.") == 2


def test_a_day_that_nobody_named_is_no_step(client: TestClient) -> None:
    bare = "I had a phone interview at Dunmore Pumps today. My mind went blank once."
    shown = told(client.get(f"/cases/{new_case(client, bare)}"))
    assert "the day they named" not in shown.lower()
    named = f"{bare} He said I would hear by Friday."
    assert "The day they named Tomorrow" in told(client.get(f"/cases/{new_case(client, named)}"))


def test_a_step_that_is_done_is_no_longer_due_in_the_list(client: TestClient, case: str) -> None:
    assert "Tomorrow, 9:00:" in told(client.get("/cases"))
    send(client, f"{case}/steps", case, key="reply")
    assert "Tomorrow, 9:00:" not in told(client.get("/cases"))


def test_a_step_that_the_plan_does_not_have_is_not_marked(client: TestClient, case: str) -> None:
    assert send(client, f"{case}/steps", case, key="nothing").status_code == 404


def test_the_days_of_the_plan_go_into_a_calendar(client: TestClient, case: str) -> None:
    answer = client.get(f"{case}/plan.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    said = [str(event["summary"]) for event in Calendar.from_ical(answer.content).walk("VEVENT")]
    assert "Say yes to the next stage" in said


def test_from_another_zone_a_stage_is_told_at_the_hour_it_had(client: TestClient, site: Site) -> None:
    story = ASKED_ON + "The interview is tomorrow, Friday 13 March, at 10:00.\n"
    case = f"/cases/{new_case(client, story)}"
    away = TestClient(application(replace(site, flags={**site.flags, "zone": "Asia/Tokyo"})), base_url=BASE)
    away.cookies.update(client.cookies)
    for page in (case, "/cases"):
        for browser in (client, away):
            shown = told(browser.get(page))
            assert "10:00" in shown
            assert "19:00" not in shown


def test_every_step_with_a_day_is_in_the_calendar_in_words_for_everybody(client: TestClient) -> None:
    case = f"/cases/{new_case(client)}"
    days = [
        str(day)
        for day in re.findall(r"<small>(?:<span[^>]*>)?(Tomorrow|\w+day \d+|Today)", client.get(case).text)
    ]
    events = Calendar.from_ical(client.get(f"{case}/plan.ics").content).walk("VEVENT")
    assert len(events) == len(days) == 4
    assert all("ringback words" not in str(event["description"]) for event in events)


def test_what_came_of_it_is_kept_with_its_day_and_listed(client: TestClient, case: str) -> None:
    fields = {"happened": "offer", "on": "2026-03-11", "repair_made": "yes", "words": "By post"}
    shown = send(client, f"{case}/outcome", case, **fields)
    assert "An offer, Wednesday 11 March; you raised the call. By post." in told(shown)
    assert "They made an offer." in told(client.get("/cases"))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"on": "2026-03-11"}, "Choose what came of it first."),
        ({"happened": "offer", "on": "2026-03-31"}, "still to come"),
        ({"happened": "offer", "on": "soon"}, '"soon" is no day.'),
    ],
)
def test_an_outcome_that_cannot_be_is_said_so_at_its_field_and_nothing_typed_is_lost(
    client: TestClient, case: str, fields: dict[str, str], says: str
) -> None:
    answer = send(client, f"{case}/outcome", case, words="She rang <me>", **fields)
    assert answer.status_code == 400
    assert says in told(answer)
    assert 'value="She rang &lt;me&gt;"' in answer.text
    assert " autofocus" in answer.text
    assert "What came of it An offer" not in told(client.get(case))


def test_after_being_asked_on_their_message_is_asked_for(client: TestClient, case: str) -> None:
    shown = send(client, f"{case}/outcome", case, happened="advanced", on="2026-03-12")
    assert "Add what they wrote, and the next stage gets its plan." in told(shown)
    assert "You're through to the next stage since." in told(client.get("/cases"))


def test_once_the_plan_has_run_out_the_page_asks_and_the_form_stands_open(
    client: TestClient, case: str, on: Later
) -> None:
    assert "has passed" not in told(client.get(case))
    later = on("2026-06-01T10:00")
    shown = later.get(case)
    assert "has passed. What came of it?" in told(shown)
    assert "<details open>" in shown.text
    send(later, f"{case}/outcome", case, happened="silence")
    assert "What to do now Nothing. What came of it is told below." in told(later.get(case))
    assert "No word. Nothing had come by Monday 1 June; most likely a no." in told(later.get("/cases"))


def test_a_note_is_kept_as_typed_and_an_empty_one_is_not(client: TestClient, case: str) -> None:
    shown = send(client, f"{case}/notes", case, text="Kay rang:\r\nThursday <at two>")
    assert "Kay rang:\nThursday &lt;at two&gt;" in shown.text
    empty = send(client, f"{case}/notes", case, text="  ")
    assert empty.status_code == 400
    assert "There is nothing in it yet." in told(empty)


def test_what_was_told_last_is_taken_back(client: TestClient, case: str) -> None:
    before = told(client.get(case))
    send(client, f"{case}/outcome", case, happened="rejected")
    first = send(client, f"{case}/outcome", case, happened="offer")
    assert re.findall(r"outcomes/(\d+)/away", first.text) == ["2"]
    shown = send(client, f"{case}/outcomes/2/away", case)
    assert "It is taken back and erased. What counts now is the last of these." in told(shown)
    assert "They said no. On Thursday 12 March." in told(shown)
    twice = send(client, f"{case}/outcomes/2/away", case)
    assert twice.status_code == 409
    last = send(client, f"{case}/outcomes/1/away", case)
    assert "What counts now is the report alone." in told(last)
    assert told(client.get(case)) == before
    none = send(client, f"{case}/outcomes/1/away", case)
    assert none.status_code == 404
    assert "ringback case" not in told(none)


def test_a_note_is_erased(client: TestClient, case: str) -> None:
    for text in ("Kay rang", "Moira rang"):
        shown = send(client, f"{case}/notes", case, text=text)
    assert "Erase it: Moira rang" in told(shown)
    shown = send(client, f"{case}/notes/1/away", case)
    assert "The note is erased." in told(shown)
    assert "Kay rang" not in told(shown)
    assert "Moira rang" in told(shown)
    assert send(client, f"{case}/notes/1/away", case).status_code == 404


def test_their_message_changes_the_report_and_the_page_says_how(client: TestClient) -> None:
    case = f"/cases/{new_case(client, WAITING)}"
    shown = send(client, f"{case}/add", f"{case}/add", text=THEIR_NO, kind="message")
    assert "Worked out again. The door: closed now; before: awaiting." in told(shown)
    assert "won't be taking your application further" in shown.text.replace("&#39;", "'")
    assert "closed" in told(client.get(case))


def test_a_text_that_is_added_again_is_kept_once_and_another_beside_it(
    client: TestClient, site: Site
) -> None:
    name = new_case(client, WAITING)
    before = len(cases.show(site.store, name).materials)
    for text in (THEIR_NO, THEIR_NO, THEIR_NO.replace("further", "any further")):
        send(client, f"/cases/{name}/add", f"/cases/{name}/add", text=text, kind="message")
        read = [one["name"] for one in cases.show(site.store, name).report.data["materials"]]
        assert read.count("their message") == 1
    added = cases.show(site.store, name).materials[before:]
    assert [one.name for one in added] == ["their message", "their message 2"]


def test_a_file_is_added_as_what_it_is(client: TestClient) -> None:
    case = f"/cases/{new_case(client, WAITING)}"
    word = word_in(client.get(f"{case}/add").text)
    shown = client.post(
        f"{case}/add", data={"form_word": word}, files={"given": ("no.eml", THEIR_NO.encode())}
    )
    assert "The door: closed now" in told(shown)
    assert "no.eml" in told(shown)


def test_a_second_file_of_the_same_name_is_told_apart_from_the_first(client: TestClient, case: str) -> None:
    word = word_in(client.get(f"{case}/add").text)
    for text in (
        b"Kay rang to say thank you.",
        b"Kay rang again about tomorrow.",
        b"Kay rang to say thank you.",
    ):
        shown = client.post(f"{case}/add", data={"form_word": word}, files={"given": ("kay.txt", text)})
    assert "kay.txt 2" in told(shown)
    assert "kay.txt 3" not in told(shown)


@pytest.mark.parametrize(
    ("fields", "says"), [({}, "Paste a text or choose a file first."), ({"text": "  \r\n "}, "Paste a text")]
)
def test_adding_nothing_says_so(client: TestClient, case: str, fields: dict[str, str], says: str) -> None:
    answer = send(client, f"{case}/add", f"{case}/add", **fields)
    assert answer.status_code == 400
    assert says in told(answer)


def test_a_file_that_cannot_be_read_is_named_and_nothing_is_changed(client: TestClient, case: str) -> None:
    before = told(client.get(case))
    word = word_in(client.get(f"{case}/add").text)
    files = {"given": ("photo.png", b"\x89PNG\r\n\x1a\n\x00\x00")}
    answer = client.post(f"{case}/add", data={"form_word": word, "text": "Kay rang."}, files=files)
    assert answer.status_code == 400
    assert "photo.png" in told(answer)
    assert "Kay rang." in answer.text
    assert told(client.get(case)) == before


def test_what_a_page_says_to_do_is_no_command_for_a_terminal(client: TestClient, case: str) -> None:
    word = word_in(client.get(f"{case}/add").text)
    sound = b"RIFF\x24\x08\x00\x00WAVEfmt "
    for form, field in ((f"{case}/add", "given"), (f"{case}/facts/import", "file")):
        refused = client.post(form, data={"form_word": word}, files={field: ("call.wav", sound)})
        assert "It is a recording" in told(refused)
        assert "heard from the first page" in told(refused)
        assert "ringback" not in told(refused).replace("Ringback", "")
    unclear = "Ines: Hello there.\nTheo: Hello.\nInes: Well then.\nTheo: Well.\n"
    shown = told(send(client, f"{case}/add", f"{case}/add", text=unclear, kind="transcript"))
    assert "which of them is you" in shown
    assert "--me" not in shown


def test_words_of_self_harm_added_to_a_case_are_not_kept(client: TestClient, case: str) -> None:
    before = told(client.get(case))
    shown = send(client, f"{case}/add", f"{case}/add", text="I want to kill myself.", kind="account")
    assert "Please talk to somebody tonight" in told(shown)
    assert told(client.get(case)) == before


def test_worked_out_again_the_report_before_stays_to_be_read(case: str, on: Later) -> None:
    later = on("2026-03-16T10:00")
    shown = send(later, f"{case}/again", case)
    assert "Worked out again." in told(shown)
    assert "Read on Monday 16 March at 10:00." in told(shown)
    old = later.get(f"{case}/reports/1")
    assert "This is an earlier report, as it was." in told(old)
    assert "Read on Thursday 12 March at 20:50." in told(old)
    assert "<form" not in old.text
    assert later.get(f"{case}/reports/2").url.path == case
    assert later.get(f"{case}/reports/7").status_code == 404


def test_an_address_that_tells_of_no_change_shows_the_case(client: TestClient, case: str) -> None:
    assert client.get(f"{case}?changed=again").status_code == 200


def test_what_was_told_can_be_read_again_as_given(client: TestClient, case: str) -> None:
    shown = client.get(case)
    assert "My mind went blank when she\nasked about stock." in shown.text


def test_a_note_that_tells_of_danger_is_answered_and_not_kept(client: TestClient, case_id: str) -> None:
    shown = send(client, f"/cases/{case_id}/notes", f"/cases/{case_id}", text="I want to kill myself.")
    assert "Samaritans" in told(shown)
    assert "kill myself" not in client.get(f"/cases/{case_id}").text
