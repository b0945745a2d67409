"""The page of a case: what it says, in which order, and what its owner can say against it."""

from __future__ import annotations

import re

from starlette.testclient import TestClient
from tests.web.asking import new_case, told, word_in

REJECTED = """\
I had a phone screen with Halden Foods on Monday for a buying job. I didn't know what margin was.
Ten questions, and you needed seven to go through. They wrote on Tuesday that I've been rejected.
"""


def deny(client: TestClient, page: str, title: str, action: str = "not-so"):
    """Say of a finding that it isn't so, or take that back."""
    forms = re.findall(rf'<form method="post" action="/cases/[\w-]+/{action}">.*?</form>', page, re.DOTALL)
    form = next(one for one in forms if title in one)
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    place = re.search(r'action="([^"]+)"', form)
    assert place
    return client.post(place[1], data=fields)


def test_the_page_reads_from_the_verdict_to_the_plan(client: TestClient, case_id: str) -> None:
    shown = client.get(f"/cases/{case_id}").text
    heads = [re.sub(r"<[^>]+>", "", head) for head in re.findall(r"<h[12][^>]*>(.*?)</h[12]>", shown)]
    order = ["What to do now", "Your chances", "What happened", "Who decides", "The words", "The plan"]
    assert [head for head in heads if head in order] == order
    assert heads[0].startswith("No answer yet")


def test_the_sample_says_what_to_do_tonight(client: TestClient) -> None:
    shown = told(client.get("/sample"))
    assert "Nothing tonight. Tomorrow at 9:00, say yes to the next stage" in shown


def test_every_reason_leads_to_its_rule(client: TestClient) -> None:
    shown = client.get("/sample").text
    links = set(re.findall(r'href="(/why/[^"]+)"', shown))
    assert any(link.startswith("/why/cues/") for link in links)
    assert any(link.startswith("/why/mistakes/") for link in links)


def test_a_finding_that_is_not_so_is_taken_out_and_comes_back(client: TestClient) -> None:
    case = new_case(
        client,
        "Phone interview for a planner's job with Dunmore Pumps. I didn't ask any questions at the end."
        " My mind went blank on one question. She said I'd hear by Friday.",
    )
    page = client.get(f"/cases/{case}").text
    without = deny(client, page, "Going blank")
    assert "Taken out, by your word: Going blank." in told(without)
    assert 'id="finding-2"' not in without.text
    back = deny(client, without.text, "Going blank", "so")
    assert "Taken out" not in told(back)
    assert '"Going blank" stands again.' in told(back)
    assert 'id="finding-2"' in back.text


def test_a_closed_case_asks_nothing_more_of_its_owner(client: TestClient) -> None:
    shown = told(client.get(f"/cases/{new_case(client, REJECTED)}"))
    assert "Does anyone else decide?" in shown
    assert "Your chances" not in shown
    assert "What to keep" in shown


def test_a_text_in_another_language_gets_what_holds_for_any_call(client: TestClient) -> None:
    story = (
        "Ich hatte heute ein Telefongespräch mit einer Firma und es lief leider gar nicht gut, weil ich"
        " auf die Fragen keine Antworten wusste und sehr nervös war."
    )
    shown = told(client.get(f"/cases/{new_case(client, story)}"))
    assert "What holds for any call" in shown


def test_what_its_owner_wrote_is_shown_as_text(client: TestClient) -> None:
    case = new_case(
        client, 'Phone interview at Dunmore Pumps. My mind went blank <script>alert("x")</script> once.'
    )
    assert "<script>alert" not in client.get(f"/cases/{case}").text


def test_a_case_that_is_not_there(client: TestClient) -> None:
    shown = client.get("/cases/nobody")
    assert shown.status_code == 404
    assert "nobody" in told(shown)
    assert word_in(shown.text)


def test_who_is_asked_on_is_led_to_the_line_that_says_yes(client: TestClient) -> None:
    shown = client.get("/sample").text
    assert 'href="#words-acceptance"' in shown
    assert 'id="words-acceptance"' in shown
