"""The words in the browser: looked over, mended, kept, put back, handed over; what is unfinished stays."""

from __future__ import annotations

import re
from typing import Any

import pytest
from httpx import Response
from starlette.testclient import TestClient
from tests.web.asking import new_case, send, told, word_in

pytestmark = pytest.mark.full  # each test works cases out

ASKED_ON = """\
Phone interview on Tuesday with Saltmarsh Lifts, for the job of lift engineer. Moira Teague rang.
My mind went blank when she asked about the overspeed governor. I rambled for about four minutes.
I can bring my log of forty callouts, which shows how I found each fault.
I've only done one phone interview before, years ago. I'm much better in person.
They have asked me to come in next Wednesday.
"""
NAMED = "opener_named"
CRINGING = "I was a complete mess. I'm begging you for another chance. My mind went blank."


def asked_on(client: TestClient) -> str:
    return new_case(client, ASKED_ON)


def sample_kept(client: TestClient) -> str:
    """The invented case, kept: it has a message to send, too."""
    return send(client, "/sample", "/sample").url.path.removeprefix("/cases/")


def press(client: TestClient, case: str, kind: str, what: str, text: str, **fields: Any) -> Response:
    """Press a button of a draft, as a browser without script does."""
    page = client.get(f"/cases/{case}").text
    hidden = hidden_of(page, kind)
    sent = {**hidden, "what": what, "text": text, **fields}
    return send(client, f"/cases/{case}/words/{kind}", f"/cases/{case}", **sent)


def hidden_of(page: str, kind: str) -> dict[str, str]:
    form = re.search(rf'data-words="[^"]*/{kind}".*?</form>', page, re.DOTALL)
    assert form, f"no form of {kind}"
    return {"base": re.search(r'name="base" value="([^"]*)"', form[0])[1]}


def shown_text(page: str, kind: str) -> str:
    found = re.search(rf'<textarea[^>]* id="text-{kind}"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert found
    return found[1].replace("&#39;", "'").replace("&#34;", '"')


def review(client: TestClient, place: str, source: str, text: str, **fields: Any) -> Any:
    word = word_in(client.get(source).text)
    return client.post(f"{place}/review", data={"text": text, **fields}, headers={"x-form-word": word})


def test_both_openers_stand_there_ours_first_with_what_each_sentence_rests_on(client: TestClient) -> None:
    page = client.get(f"/cases/{asked_on(client)}").text
    first, second = re.findall(r'id="words-(opener_\w+)"', page)
    assert {first, second} == {"opener_named", "opener_unnamed"}
    assert page.index(f"words-{first}") < page.index("our choice") < page.index(f"words-{second}")
    assert "When to change over" in page
    grounds = set(re.findall(r'class="ground" href="#(fact-\d+)"', page))
    assert grounds
    assert all(f'id="{one}"' in page for one in grounds)


def test_who_missed_a_call_reads_what_to_say_by_phone_in_the_tone_they_choose(client: TestClient) -> None:
    case = new_case(client, "I had a phone interview with Moira Teague at ten today. I missed her call.")
    for page in (client.get(f"/cases/{case}"), client.get(f"/cases/{case}/words?tone=formal")):
        said = told(page).partition("Or by phone, to them or to a machine, ")[2]
        assert "[two times that suit you]" in said.partition("[your number, said slowly]")[0]


def test_a_text_looked_over_comes_back_with_its_remarks_and_isnt_kept(client: TestClient) -> None:
    case = asked_on(client)
    looked = press(client, case, NAMED, "look", CRINGING)
    assert shown_text(looked.text, NAMED) == CRINGING
    assert "2 stops" in told(looked)
    assert "It makes you small before them." in told(looked)
    assert "Not saved" in told(looked)
    assert shown_text(client.get(f"/cases/{case}").text, NAMED) != CRINGING


def test_a_remark_can_be_mended_by_its_button_or_left(client: TestClient) -> None:
    case = asked_on(client)
    looked = press(client, case, NAMED, "look", CRINGING)
    [use] = re.findall(r'value="(use:faults/apology/grovels[^"]*)"', looked.text)
    mended = press(client, case, NAMED, use.replace("&#39;", "'"), CRINGING)
    assert shown_text(mended.text, NAMED) == "I was a complete mess. My mind went blank."
    [leave] = re.findall(r'value="(leave:faults/apology/names_oneself[^"]*)"', mended.text)
    left = press(client, case, NAMED, leave, shown_text(mended.text, NAMED))
    assert "It calls you something" in told(mended)
    assert "It calls you something" not in told(left)


def test_a_version_of_ones_own_stands_until_ours_is_put_back(client: TestClient) -> None:
    case = asked_on(client)
    ours = shown_text(client.get(f"/cases/{case}").text, NAMED)
    mine = "My mind went blank on the governor. I can bring my log of forty callouts."
    kept = press(client, case, NAMED, "keep", mine)
    assert kept.url.path == f"/cases/{case}"
    assert shown_text(kept.text, NAMED) == mine
    back = press(client, case, NAMED, "ours", mine)
    assert shown_text(back.text, NAMED) == ours


def test_after_ours_was_put_back_ones_own_version_can_be_put_back_too(client: TestClient) -> None:
    case = asked_on(client)
    ours = shown_text(client.get(f"/cases/{case}").text, NAMED)
    assert "Put yours back" not in client.get(f"/cases/{case}").text
    mine = "My mind went blank, once. I can bring my log of forty callouts."
    press(client, case, NAMED, "keep", mine)
    back = press(client, case, NAMED, "ours", mine)
    offered = re.search(r'name="what" value="(stand:\d+)">Put yours back', back.text)
    assert offered
    again = press(client, case, NAMED, offered[1], ours)
    assert shown_text(again.text, NAMED) == mine
    assert "Put yours back" not in again.text


def test_two_pages_that_change_one_draft_lose_neither_version(client: TestClient) -> None:
    case = asked_on(client)
    page = client.get(f"/cases/{case}").text
    both = hidden_of(page, NAMED)
    press(client, case, NAMED, "keep", "My mind went blank, once.", **both)
    clash = press(client, case, NAMED, "keep", "My mind went blank, twice.", **both)
    assert "This draft was changed in another tab." in told(clash)
    assert "blank, once." in told(clash)
    assert "blank, twice." in told(clash)
    [other] = re.findall(r'value="(stand:\d+)">Keep the other', clash.text)
    settled = press(client, case, NAMED, other, "")
    assert shown_text(settled.text, NAMED) == "My mind went blank, twice."
    assert "changed in another tab" not in told(settled)


def test_the_script_is_told_of_a_clash_and_of_the_version_it_kept(client: TestClient) -> None:
    case = asked_on(client)
    word = word_in(client.get(f"/cases/{case}").text)
    headers = {"x-form-word": word, "accept": "application/json"}

    def keep(text: str, writer: str) -> Response:
        fields = {"what": "keep", "text": text, "base": 0, "writer": writer}
        return client.post(f"/cases/{case}/words/{NAMED}", data=fields, headers=headers)

    assert keep("My mind went blank.", "one").json()["version"] == 1
    assert "My mind went quite blank." in keep("My mind went quite blank.", "two").json()["clash"]
    assert keep("  ", "one").json()["error"]["code"] == "no_words"


def test_the_script_is_told_the_places_of_the_findings(client: TestClient) -> None:
    case = asked_on(client)
    answer = review(client, f"/cases/{case}/words/{NAMED}", f"/cases/{case}", CRINGING).json()
    quotes = {CRINGING[one["start"] : one["end"]]: one["weight"] for one in answer["findings"]}
    assert quotes["I'm begging you for another chance"] == "stop"
    assert answer["seconds"] == 6
    assert "2 stops" in answer["counts"]
    rests = {CRINGING[one["start"] : one["end"]]: one["says"] for one in answer["rests"]}
    assert "you told it" in rests["My mind went blank."]


def test_what_is_typed_never_becomes_markup(client: TestClient) -> None:
    case = asked_on(client)
    text = "I'm begging you <img src=x onerror=alert(1)>, I froze on [<b>what</b>]."
    answer = review(client, f"/cases/{case}/words/{NAMED}", f"/cases/{case}", text).json()
    shown = "".join([answer["remarks"], answer["gaps"], *(one["says"] for one in answer["rests"])])
    assert "&lt;img" in shown
    assert "<img" not in shown + press(client, case, NAMED, "look", text).text
    assert "<b>what" not in shown


def test_without_the_word_of_its_page_nothing_is_looked_over(client: TestClient) -> None:
    case = asked_on(client)
    refused = client.post(f"/cases/{case}/words/{NAMED}/review", data={"text": "Hello."})
    assert refused.status_code == 403


def test_words_with_a_gap_can_be_read_and_not_handed_over(client: TestClient) -> None:
    case = sample_kept(client)
    gap = "My mind went blank on [the question]. I can bring my log."
    kept = press(client, case, NAMED, "keep", gap)
    assert "This draft is unfinished." in told(kept)
    assert "gap that is left for you" not in told(kept)  # it is listed once, below the text
    assert re.search(r"data-copy disabled", kept.text)
    card = client.get(f"/cases/{case}/card?opener={NAMED}")
    assert card.status_code == 409
    assert "[the question]" in told(card)
    kept = press(client, case, "thank_you", "keep", "Dear Moira,\n\nThank you for [what].\n\nAda")
    mail = client.get(f"/cases/{case}/words/thank_you.eml")
    assert mail.status_code == 409
    assert "isn't finished" in told(mail)
    assert "mailto:" not in _part_of(kept.text, "thank_you")


def _part_of(page: str, kind: str) -> str:
    """The part of a case's page with the words of a kind."""
    return page[page.index(f'id="words-{kind}"') :].partition('<div class="draft"')[0]


def test_a_message_becomes_a_file_for_a_mail_program_in_ones_own_words(client: TestClient) -> None:
    case = sample_kept(client)
    text = "Dear Moira,\n\nThank you for your time on Tuesday.\n\nKind regards,\nAda"
    kept = press(client, case, "thank_you", "keep", text, subject="Tuesday's call")
    assert "mailto:" in kept.text
    mail = client.get(f"/cases/{case}/words/thank_you.eml")
    assert "attachment" in mail.headers["content-disposition"]
    assert "Subject: Tuesday's call" in mail.text
    assert "Thank you for your time on Tuesday." in mail.text
    spoken = client.get(f"/cases/{case}/words/{NAMED}.eml")
    assert spoken.status_code == 404


def test_the_card_shows_the_opener_in_ones_own_words(client: TestClient) -> None:
    case = asked_on(client)
    press(client, case, NAMED, "keep", "My mind went blank. Here is the log.")
    card = client.get(f"/cases/{case}/card?opener={NAMED}")
    assert card.status_code == 200
    assert "Here is the log." in told(card)
    assert "If they say" in told(card)
    assert "style=" not in card.text


def test_words_of_self_harm_are_answered_first_and_not_kept(client: TestClient) -> None:
    case = asked_on(client)
    answer = press(client, case, NAMED, "keep", "I don't want to live any more.")
    assert "talk to somebody tonight" in told(answer)
    assert "want to live" not in client.get(f"/cases/{case}").text


def test_the_sample_is_looked_over_and_never_kept(client: TestClient) -> None:
    page = client.get("/sample")
    assert "Keep it</button>" not in page.text.split('id="the-words"')[1]
    looked = send(client, f"/sample/words/{NAMED}", "/sample", text=CRINGING, what="look")
    assert shown_text(looked.text, NAMED) == CRINGING
    assert "2 stops" in told(looked)
    answer = review(client, f"/sample/words/{NAMED}", "/sample", CRINGING).json()
    assert answer["findings"]


def test_a_lie_that_was_asked_for_is_answered_with_a_true_sentence(client: TestClient) -> None:
    story = f"{ASKED_ON}I'll just tell them I was ill that day. I wasn't ill at all.\n"
    page = told(client.get(f"/cases/{new_case(client, story)}"))
    assert "You asked for" in page
    assert "What's true, and does the same work" in page


def test_the_words_can_be_read_in_another_tone_and_used(client: TestClient) -> None:
    case = sample_kept(client)
    again = client.get(f"/cases/{case}/words?tone=formal&greeting=Good morning")
    assert "In a formal tone." in told(again)
    assert "Good morning" in told(again)
    ours = shown_text(client.get(f"/cases/{case}").text, NAMED)
    words = re.search(rf'words/{NAMED}#.*?name="text" value="([^"]*)"', again.text, re.DOTALL)[1]
    used = send(client, f"/cases/{case}/words/{NAMED}", f"/cases/{case}", what="look", text=words)
    assert shown_text(used.text, NAMED) == words != ours
    assert shown_text(client.get(f"/cases/{case}").text, NAMED) == ours
    assert client.get(f"/cases/{case}/words?tone=shouting").status_code == 400


def test_a_greeting_that_cannot_be_is_said_so_at_its_field_with_what_was_chosen(client: TestClient) -> None:
    again = client.get(f"/cases/{sample_kept(client)}/words?tone=formal&greeting=Hi!")
    assert again.status_code == 400
    assert re.search(r'name="greeting" value="Hi!"[^>]* aria-invalid="true"', again.text)
    assert "<option selected>formal" in again.text
    assert "before the name" in told(again)


def test_without_openers_the_call_can_be_named_or_left_unnamed(client: TestClient, case_id: str) -> None:
    named = client.get(f"/cases/{case_id}/words?way=name_it")
    left = client.get(f"/cases/{case_id}/words?way=leave_it")
    assert "Naming the call." in told(named)
    assert "Leaving it unnamed." in told(left)
    assert told(named) != told(left)


def test_where_something_untrue_was_said_leaving_it_unnamed_is_not_offered(client: TestClient) -> None:
    story = (
        "Phone interview at Saltmarsh Lifts on Tuesday. I told Moira Teague that I have the lift certificate,"
        " and I don't have it; it was a lie. They said I'd hear by Friday.\n"
    )
    case = new_case(client, story)
    page = told(client.get(f"/cases/{case}"))
    assert "Naming the call" in page
    assert "leaving it unnamed" not in page
    refused = client.get(f"/cases/{case}/words?way=leave_it")
    assert refused.status_code == 400
    assert "ringback words" not in told(refused)


def test_a_draft_with_a_gap_alone_is_not_called_right(client: TestClient) -> None:
    case = new_case(client, "I had a phone interview at Dunmore Pumps today. My mind went blank once.")
    shown = told(client.get(f"/cases/{case}"))
    assert "This draft is unfinished." in shown
    assert "Nothing to mend" not in shown


def test_where_no_fact_is_known_the_list_of_facts_says_so(client: TestClient, case_id: str) -> None:
    assert "Nothing is on the fact sheet yet" in told(client.get(f"/cases/{case_id}"))
