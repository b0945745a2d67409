"""The fact sheet in the browser: yes, other words, out, back, one more, a CV; the words follow at once."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from httpx import Response
from starlette.testclient import TestClient
from tests.web.asking import send, told, word_in

pytestmark = pytest.mark.full  # each test works cases out

ACCOUNT = """\
Phone interview on Tuesday with Brackwater Labs, for the lab technician job. My mind went blank.
They have asked me to come in next week.
"""
CALL = """Tom: How would you check a balance that drifts?
Ines: I have a summary of the checks I drew up at home. Sorry, my mind went blank.
Tom: Let's move on.
Ines: Of course.
"""
CV = """Ines Carrow
Work
Technician, Fenside Water, 2016 to 2020. I ran the weekly sampling for three plants.
I trained four new starters on the balances.
"""


def with_a_call(client: TestClient) -> str:
    """A case with a transcript, in which a proof was found that waits for a yes."""
    given = {
        "name": ["account.txt", "call.txt"],
        "text": [ACCOUNT, CALL],
        "kind": ["account", "transcript"],
        "me": "Ines",
    }
    kept = send(client, "/read", **given)
    assert kept.status_code == 200, told(kept)
    return kept.url.path.removeprefix("/cases/")


def change(client: TestClient, case: str, what: str, **fields: Any) -> Response:
    return send(client, f"/cases/{case}/facts/{what}", f"/cases/{case}/facts", **fields)


def waiting(page: str) -> list[str]:
    """The numbers of the facts that wait for a yes."""
    part = re.search(r'id="waits".*?</section>', page, re.DOTALL)
    return re.findall(r'<li id="fact-(\d+)"', part[0]) if part else []


def gap_of(page: str) -> tuple[str, str]:
    """The draft with a gap that a yes fills, and the button's value."""
    before, _, after = page.partition('value="yes:')
    assert after, "no gap waits for a yes"
    return re.findall(r'id="words-(\w+)"', before)[-1], f"yes:{after.partition(chr(34))[0]}"


def test_what_waits_for_a_yes_stands_first_with_where_it_was_found(client: TestClient) -> None:
    shown = client.get(f"/cases/{with_a_call(client)}/facts")
    assert waiting(shown.text)
    assert shown.text.index("for your yes") < shown.text.index("What the words may rest on")
    assert "Found; not used until you say yes, in call.txt." in told(shown)


def test_a_yes_on_the_sheet_says_what_it_did_to_the_words(client: TestClient) -> None:
    case = with_a_call(client)
    numbers = waiting(client.get(f"/cases/{case}/facts").text)
    after = change(client, case, "confirm", number=numbers)
    assert "You said yes to" in told(after)
    assert "no longer" in told(after) or "differently now" in told(after)
    assert not waiting(after.text)


def test_a_yes_right_from_the_gap_fills_it(client: TestClient) -> None:
    case = with_a_call(client)
    page = client.get(f"/cases/{case}").text
    kind, numbers = re.search(
        r'id="words-(opener_\w+)"(?:(?!id="words-).)*?value="(yes:[\d,]+)"', page, re.DOTALL
    ).groups()
    assert "[confirm: " in told(client.get(f"/cases/{case}"))
    text = re.search(rf'id="text-{kind}"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    sent = {"what": numbers, "text": text[1].replace("&#39;", "'")}
    filled = send(client, f"/cases/{case}/words/{kind}", f"/cases/{case}", **sent)
    assert filled.url.path == f"/cases/{case}"
    assert re.search("no longer ha(s|ve) a gap", told(filled))
    assert "[confirm: " not in told(filled)


def test_what_was_typed_meanwhile_comes_back_with_the_yes(client: TestClient) -> None:
    case = with_a_call(client)
    page = client.get(f"/cases/{case}").text
    kind, numbers = re.search(
        r'id="words-(opener_\w+)"(?:(?!id="words-).)*?value="(yes:[\d,]+)"', page, re.DOTALL
    ).groups()
    sent = {"what": numbers, "text": "My mind went blank, and that is all."}
    after = send(client, f"/cases/{case}/words/{kind}", f"/cases/{case}", **sent)
    assert "My mind went blank, and that is all.</textarea>" in after.text


def test_a_yes_fills_the_gap_in_ones_own_version_too(client: TestClient) -> None:
    case = with_a_call(client)
    page = client.get(f"/cases/{case}").text
    kind, numbers = gap_of(page)
    ours = html.unescape(re.search(rf'id="text-{kind}"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)[1])
    assert "[confirm: " in ours
    text = f"Good to see you. {ours}"
    after = send(client, f"/cases/{case}/words/{kind}", f"/cases/{case}", what=numbers, text=text)
    typed = re.search(rf'id="text-{kind}"[^>]*>\n(.*?)</textarea>', after.text, re.DOTALL)[1]
    assert typed.startswith("Good to see you.")
    assert "[confirm: " not in typed


def test_a_fact_that_is_gone_is_named_as_such(client: TestClient) -> None:
    gone = change(client, with_a_call(client), "confirm", number=99)
    assert gone.status_code == 404
    assert "There is no fact 99." in told(gone)


def test_a_fact_added_is_there_at_once(client: TestClient) -> None:
    case = with_a_call(client)
    after = change(client, case, "add", kind="proof", text="I can bring the log sheet I drew up.")
    assert re.search(r"Added as \d+\.", told(after))
    assert "I can bring the log sheet I drew up" in told(after)
    again = change(client, case, "add", kind="proof", text="I can bring the log sheet I drew up.")
    assert "It is there already." in told(again)


def test_what_is_no_fact_is_refused_at_its_field_with_the_words_kept(client: TestClient) -> None:
    case = with_a_call(client)
    typed = "Perhaps I could bring a log sheet?"
    refused = change(client, case, "add", kind="proof", text=typed)
    assert refused.status_code == 400
    assert f"{typed}</textarea>" in refused.text
    assert 'aria-invalid="true" aria-describedby="wrong-add"' in refused.text
    assert 'value="proof" selected' in refused.text
    assert "ringback facts" not in told(refused)
    unkind = change(client, case, "add", text="I can bring a log sheet.")
    assert unkind.status_code == 400
    assert "I can bring a log sheet.</textarea>" in unkind.text


def test_a_fact_can_be_put_in_other_words_taken_out_and_put_back(client: TestClient) -> None:
    case = with_a_call(client)
    number = change(client, case, "add", kind="experience", text="I ran the stock count.").url.params["n"]
    edited = change(client, case, "edit", number=number, text="I ran the stock count for two years.")
    assert f"Changed: {number}." in told(edited)
    assert "I ran the stock count for two years." in told(edited)
    refused = change(client, case, "edit", number=number, text="Did I run it?")
    assert "Did I run it?</textarea>" in refused.text
    out = change(client, case, "remove", number=number)
    assert f"Taken out: {number}." in told(out)
    assert "Undo" in told(out)
    back = change(client, case, "restore", number=number)
    assert f"Back on the sheet: {number}." in told(back)


def test_what_a_cv_says_waits_for_a_yes_and_the_file_isnt_kept(client: TestClient) -> None:
    case = with_a_call(client)
    before = waiting(client.get(f"/cases/{case}/facts").text)
    word = word_in(client.get(f"/cases/{case}/facts").text)
    found = client.post(
        f"/cases/{case}/facts/import", data={"form_word": word}, files={"file": ("my-cv.txt", CV.encode())}
    )
    assert "Each waits for your yes." in told(found)
    assert len(waiting(found.text)) > len(before)
    assert "my-cv.txt" in told(found)
    unread = client.post(
        f"/cases/{case}/facts/import", data={"form_word": word}, files={"file": ("x.docx", b"PK\x03\x04junk")}
    )
    assert unread.status_code == 400
    assert 'id="wrong-import"' in unread.text


def test_words_of_self_harm_are_answered_first_and_not_kept(client: TestClient) -> None:
    case = with_a_call(client)
    answer = change(client, case, "add", kind="event", text="I want to kill myself.")
    assert "talk to somebody tonight" in told(answer)
    assert "kill myself" not in client.get(f"/cases/{case}/facts").text


def test_a_claim_of_a_draft_can_be_told_as_a_fact(client: TestClient) -> None:
    case = with_a_call(client)
    text = "My mind went blank. I cut the reagent bill by 60 per cent at Globex."
    asked = {"text": text}
    place = f"/cases/{case}/words/opener_named"
    looked = send(client, place, f"/cases/{case}", what="look", **asked)
    [key] = set(re.findall(r'value="(true:[^"]*)"', looked.text))
    sheet = send(client, place, f"/cases/{case}", what=key.replace("&#39;", "'"), **asked)
    assert "I cut the reagent bill by 60 per cent at Globex</textarea>" in sheet.text
