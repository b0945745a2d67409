"""The rehearsal room, as its owner's browser gets it, without script."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from httpx import Response
from starlette.testclient import TestClient
from tests.web.asking import BASE, NOW, PORT, ZONE, new_case, send, told, word_in

from ringback.web.application import application
from ringback.web.door import Door, key_in
from ringback.web.site import Site

pytestmark = pytest.mark.full  # each test works a take out, or several

ANSWER = (
    "At the quarry lift the governor tripped twice a week. I drew up a log of every trip and found the worn"
    " sheave myself. A month later trips had fallen from nine to one."
)
OWN = ("I'm careful with governors and I always read the drawings before I touch anything on a lift.",)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A data folder with a case told and the invented one, and the names of the two."""
    home = tmp_path_factory.mktemp("kept") / "ringback"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RINGBACK_HOME", str(home))
        site = Site(Door(key_in(home), PORT), {"zone": ZONE, "locale": "en-GB"}, NOW)
        with TestClient(application(site), base_url=BASE) as made:
            made.get(f"/?token={site.door.word}")
            told_one = new_case(made)
            sample = send(made, "/sample", "/sample").url.path.removeprefix("/cases/")
    return home, told_one, sample


@pytest.fixture
def site(kept: tuple[Path, str, str], ringback_home: Path) -> Site:
    """A site on a copy of that folder."""
    shutil.copytree(kept[0], ringback_home)
    return Site(Door(key_in(ringback_home), PORT), {"zone": ZONE, "locale": "en-GB"}, NOW)


@pytest.fixture
def case_id(kept: tuple[Path, str, str]) -> str:
    """The case told."""
    return kept[1]


@pytest.fixture
def place(case_id: str) -> str:
    """Where it is rehearsed."""
    return f"/cases/{case_id}/rehearse"


@pytest.fixture
def sample_place(kept: tuple[Path, str, str]) -> str:
    """Where the invented case is rehearsed."""
    return f"/cases/{kept[2]}/rehearse"


def ask_place(place: str, key: str = "blanked_on_question") -> str:
    return f"{place}/ask/{key}"


def take(client: TestClient, place: str, words: str = ANSWER, **more: str) -> Response:
    asked = ask_place(place)
    return send(client, asked, asked, words=words, **more)


def test_it_rings_and_waits(client: TestClient, place: str) -> None:
    page = client.get(place)
    assert "Your interviewer is ringing" in told(page)
    assert "Take a breath first; it will wait." in told(page)
    assert 'href="/cases/' in page.text
    assert "It never listens to a real call." in told(page)


def test_whoever_is_met_next_rings(client: TestClient, sample_place: str) -> None:
    assert "Marcus Odell is ringing" in told(client.get(sample_place))


def test_the_case_page_leads_to_it(client: TestClient, case_id: str, place: str) -> None:
    assert f'href="{place}"' in client.get(f"/cases/{case_id}").text


def test_all_that_there_is_to_rehearse_is_listed_with_why(client: TestClient, place: str) -> None:
    page = told(client.get(place))
    assert "It went wrong on the call: going blank." in page
    assert "less sure" in page


def test_a_typed_take_is_told_of(client: TestClient, place: str) -> None:
    shown = take(client, place)
    assert shown.url.path.endswith("/takes/1")
    page = told(shown)
    assert "Take 1 has an example and a result." in page
    assert "One thing to try next" in page
    assert '"A month later trips had fallen from nine to one"' not in page  # quoted by <q>, not by marks
    assert "A month later trips had fallen from nine to one" in page
    assert "typing takes longer" in page


def test_a_second_take_stands_beside_the_first(client: TestClient, place: str) -> None:
    take(client, place, OWN[0])
    shown = take(client, place, ANSWER)
    assert "New since take 1: an example, a result and a figure." in told(shown)
    assert shown.text.count('<svg class="plot"') == 1
    assert '<circle class="mid"' in shown.text


def test_times_that_the_page_measured_are_told_as_such(client: TestClient, place: str) -> None:
    page = told(take(client, place, seconds="41.5", latency="1.6"))
    assert "Time before you began: about 1½ seconds" in page
    assert "Length: 42 seconds" in page
    assert "typing takes longer" not in page
    assert "Words a minute" not in page


def test_a_spoken_take_tells_pace_and_fillers_as_ranges_until_they_are_switched_off(
    client: TestClient, place: str
) -> None:
    spoken = {"seconds": "30", "latency": "2", "fillers_low": "2", "fillers_high": "3", "heard": "yes"}
    page = told(take(client, place, **spoken))
    assert '"Um" and "uh", each minute: 4 to 6' in page
    assert "Words a minute" in page
    send(client, f"{place}/measures", place, tell="no")
    page = told(client.get(f"{place}/takes/1"))
    assert "each minute" not in page
    assert "Words a minute" not in page
    assert "Pace and fillers are left out." in page


@pytest.mark.parametrize("value", ["nan", "inf", "-1", "1e9", "soon"])
def test_times_that_cannot_be_so_are_left_out(client: TestClient, place: str, value: str) -> None:
    page = told(take(client, place, seconds=value, latency=value, fillers_low=value, heard="yes"))
    assert "Time before you began" not in page
    assert "Take 1 has an example" in page


def test_nothing_typed_is_said_beside_the_field_and_kept_nowhere(client: TestClient, place: str) -> None:
    shown = take(client, place, "  ")
    assert shown.status_code == 400
    assert "There are no words in it." in told(shown)
    assert "Your takes" not in told(client.get(ask_place(place)))


def test_the_opener_can_be_read_first_and_its_moves_are_listed(client: TestClient, sample_place: str) -> None:
    asked = f"{sample_place}/ask/opener_named"
    assert "Can we go back to the phone interview" in told(client.get(asked))
    words = "Can we go back to the phone interview for a second? My mind went blank. Sorry about that. Sorry."
    shown = send(client, asked, asked, words=words)
    page = told(shown)
    assert "of its 7 moves" in page
    assert "Left the choice to them left out It's your call" in page


def test_what_is_new_becomes_a_fact_by_a_yes_alone(client: TestClient, case_id: str, place: str) -> None:
    shown = take(client, place)
    page = told(shown)
    assert "It isn't among your facts yet. Is it right?" in page
    new = "A month later trips had fallen from nine to one."
    assert new not in told(client.get(f"/cases/{case_id}"))
    after = send(client, f"{place}/takes/1/fact", f"{place}/takes/1", said=new)
    assert "Kept among your facts." in told(after)
    assert f"<q>{new}</q> It isn’t" not in after.text


def test_what_was_misspoken_is_asked_about_no_more(client: TestClient, place: str) -> None:
    shown = take(client, place)
    before = shown.text.count("No, I misspoke")
    assert before
    after = client.get(f"{place}/takes/1?not_so=0")
    assert after.text.count("No, I misspoke") == before - 1


def test_a_take_thrown_away_is_gone(client: TestClient, place: str) -> None:
    take(client, place)
    back = send(client, f"{place}/takes/1/away", f"{place}/takes/1")
    assert back.url.path == ask_place(place)
    assert client.get(f"{place}/takes/1").status_code == 404


def test_a_take_of_what_is_not_asked_any_more_can_still_be_seen_and_thrown_away(
    client: TestClient, case_id: str, place: str
) -> None:
    take(client, place)
    case = client.get(f"/cases/{case_id}").text
    blanked = case[case.index('value="mistakes/answers/blanked"') - 40 :]
    found = dict(re.findall(r'name="(rule|source|start|end)" value="([^"]*)"', blanked)[:4])
    client.post(f"/cases/{case_id}/not-so", data={"form_word": word_in(case), **found})
    page = client.get(place)
    assert "Takes of what isn't asked any more" in told(page)
    assert "At the quarry lift the governor tripped" in told(page)
    after = send(client, f"{place}/takes/1/away", place)
    assert after.url.path == place
    assert "isn't asked any more" not in told(after)


def test_the_words_that_show_what_went_wrong_stand_beside_the_question(
    client: TestClient, place: str
) -> None:
    assert "my mind went blank" in told(client.get(ask_place(place)))


def test_a_remark_leads_to_its_grounds(client: TestClient, place: str) -> None:
    shown = take(client, place, "I don't know, sorry.")
    assert "Take 1 stopped before an answer." in told(shown)
    assert client.get("/why/mistakes/answers/dont_know_aloud").status_code == 200
    assert 'href="/why/mistakes/answers/dont_know_aloud"' in shown.text


def test_three_takes_in_an_evening_are_enough(client: TestClient, place: str) -> None:
    for _ in range(2):
        take(client, place)
    page = told(take(client, place))
    assert "Three takes of one thing in an evening is usually enough" in page
    assert "Once more all the same" in page


def test_words_of_self_harm_bring_whom_to_ring_and_are_not_kept(client: TestClient, place: str) -> None:
    page = told(take(client, place, "I want to kill myself over this."))
    assert "Please talk to somebody tonight" in page
    assert "Your takes" not in told(client.get(ask_place(place)))


def test_a_closed_case_rehearses_questions_and_raises_nothing(client: TestClient) -> None:
    asked = send(
        client, "/tell", story="Phone interview on Monday. My mind went blank. They have rejected me."
    )
    shown = send(client, f"{asked.url.path}/stop", asked.url.path)
    page = told(client.get(f"{shown.url.path}/rehearse"))
    assert "raise it" not in page
    assert "in two sentences and one example" in page


def test_markup_in_a_take_is_shown_as_it_was_typed(client: TestClient, place: str) -> None:
    shown = take(client, place, f"<b>{ANSWER}</b><script>alert(1)</script>")
    assert "<script>alert" not in shown.text
    assert "&lt;script&gt;" in shown.text


@pytest.mark.parametrize("there", ["ask/nonsense", "takes/9", "takes/x"])
def test_what_is_not_there_is_said_so(client: TestClient, place: str, there: str) -> None:
    assert client.get(f"{place}/{there}").status_code in (404, 422, 400)


def test_a_form_from_elsewhere_changes_nothing(client: TestClient, place: str) -> None:
    refused = client.post(ask_place(place), data={"form_word": "x", "words": ANSWER})
    assert refused.status_code == 403
    assert word_in(client.get(ask_place(place)).text)
    assert "Your takes" not in told(client.get(ask_place(place)))
