"""All cases on one page: what is due, what waits, what is put away; found, carried away, thrown away."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from httpx import Response
from starlette.testclient import TestClient
from tests.web.asking import BASE, new_case, send, told

from ringback.web.application import application
from ringback.web.site import Site

pytestmark = pytest.mark.full  # each test works cases out

ASKED_ON = """\
Phone interview on Tuesday with Quillfeather Foods for the shift lead job. Zoë Larkin rang; she is the
bakery manager. My mind went blank when she asked about stock. I was not at my usual standard. They have asked
me to come in on Thursday 19 March at 10:00.
"""
REFUSED = """\
Phone screen with Cassel Foods for the buying assistant job. Seven right answers of ten take you through.
I had five. She wrote today: you scored five, so we won't be taking this further.
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


def section(answer: Response, heading: str) -> str:
    """What stands under one heading of the list; nothing where it isn't there."""
    parts = told(answer).split(f" {heading} ", 1)
    if len(parts) == 1:
        return ""
    ends = [parts[1].find(f" {other} ") for other in ("Due", "Waiting", "Put away", "A new call")]
    return parts[1][: min([end for end in ends if end >= 0], default=None)]


def names(data: bytes) -> set[str]:
    return set(zipfile.ZipFile(io.BytesIO(data)).namelist())


def packed(**files: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return made.getvalue()


def take_in(client: TestClient, data: bytes, name: str = "cases.zip") -> Response:
    from tests.web.asking import word_in

    word = word_in(client.get("/cases").text)
    return client.post("/cases/import", data={"form_word": word}, files={"given": (name, data)})


def test_a_list_of_nothing_says_how_to_begin(client: TestClient) -> None:
    shown = told(client.get("/cases"))
    assert "No calls yet." in shown
    assert "How did the call go?" in shown
    assert "Find" not in shown


def test_what_is_to_be_done_tomorrow_is_due_with_its_hour(client: TestClient) -> None:
    new_case(client, ASKED_ON)
    due = section(client.get("/cases"), "Due")
    assert "Shift lead, Quillfeather Foods" in due
    assert "Open. Tomorrow, 9:00: say yes to the next stage." in due
    assert "Next stage Thursday 19 March at 10:00." in due


def test_a_step_of_later_waits_and_says_until_when(client: TestClient, on: Later) -> None:
    new_case(client, ASKED_ON)
    later = on("2026-03-14T10:00").get("/cases")
    assert section(later, "Due") == ""
    assert "Nothing to do before Wednesday 18 March. Then:" in section(later, "Waiting")


def test_a_plan_that_has_run_out_asks_what_came_of_it(client: TestClient, on: Later) -> None:
    case = new_case(client, ASKED_ON)
    shown = on("2026-06-01T10:00").get("/cases")
    assert "has passed: tell what came of it." in section(shown, "Due")
    assert f'href="/cases/{case}#outcome"' in shown.text


def test_a_closed_case_is_put_away_and_asks_nothing(client: TestClient) -> None:
    new_case(client, REFUSED)
    shown = client.get("/cases")
    assert "Closed." in section(shown, "Put away")
    assert section(shown, "Due") == section(shown, "Waiting") == ""


def test_a_case_is_found_by_employer_person_or_any_of_its_words(client: TestClient) -> None:
    new_case(client, ASKED_ON)
    new_case(client, REFUSED)
    for words in ("quillfeather", "zoe LARKIN", "usual standard", "Stock bakery", "shift"):
        shown = told(client.get("/cases", params={"q": words}))
        assert "Quillfeather" in shown, words
        assert "Cassel" not in shown, words


FRENCH = """\
J'ai passé un entretien téléphonique hier pour un poste de chef d'équipe, et je n'ai pas su répondre à la
question sur les stocks. On m'a dit que j'aurais une réponse la semaine prochaine.
"""


def test_a_case_in_a_language_that_is_not_read_is_listed_and_can_be_put_away(client: TestClient) -> None:
    case = new_case(client, FRENCH)
    assert "Not read." in told(client.get("/cases"))
    assert "What was kept" in told(client.get(f"/cases/{case}"))
    assert "is in the bin." in told(send(client, f"/cases/{case}/bin", f"/cases/{case}"))


def test_a_search_that_finds_nothing_says_so_and_can_be_cleared(client: TestClient) -> None:
    new_case(client, ASKED_ON)
    shown = client.get("/cases", params={"q": "Leeds <depot>"})
    assert 'Nothing here has "Leeds <depot>" in it. The bin isn\'t searched.' in told(shown)
    assert "<depot>" not in shown.text
    assert "Quillfeather" in told(client.get("/cases"))


def test_what_is_in_the_bin_is_gone_from_the_list_and_can_be_undone(client: TestClient) -> None:
    case = new_case(client, ASKED_ON)
    shown = send(client, f"/cases/{case}/bin", f"/cases/{case}")
    assert "Quillfeather Foods is in the bin. It's erased on " in told(shown)
    assert "Erase now" in told(shown)
    assert "No calls yet." in told(shown)
    gone = client.get(f"/cases/{case}")
    assert gone.status_code == 410
    assert 'href="/bin"' in gone.text
    assert "ringback case" not in told(gone)
    back = send(client, f"/cases/{case}/restore", "/bin")
    assert "Quillfeather Foods is back." in told(back)
    assert client.get(f"/cases/{case}").status_code == 200


def test_erasing_asks_first_and_then_nothing_is_left(client: TestClient) -> None:
    case = new_case(client, ASKED_ON)
    send(client, f"/cases/{case}/bin", f"/cases/{case}")
    asked = client.get(f"/cases/{case}/erase")
    assert "It can't be undone." in told(asked)
    assert "Quillfeather" in told(client.get("/bin"))
    gone = send(client, f"/cases/{case}/erase", f"/cases/{case}/erase")
    assert "One case is erased." in told(gone)
    assert "Nothing is in it." in told(gone)
    assert client.get(f"/cases/{case}").status_code == 404


def test_emptying_the_bin_leaves_the_other_cases(client: TestClient) -> None:
    thrown = [new_case(client, ASKED_ON), new_case(client, REFUSED)]
    kept = new_case(client)
    for case in thrown:
        send(client, f"/cases/{case}/bin", "/cases")
    assert "Erase two cases for good?" in told(client.get("/bin/empty"))
    assert "Two cases are erased." in told(send(client, "/bin/empty", "/bin/empty"))
    assert client.get(f"/cases/{kept}").status_code == 200


def test_an_empty_bin_is_not_emptied_again(client: TestClient) -> None:
    assert "Nothing is in it." in told(client.get("/bin/empty"))


def test_nothing_is_thrown_away_without_the_word_of_a_page(client: TestClient) -> None:
    case = new_case(client, ASKED_ON)
    for path in (f"/cases/{case}/bin", f"/cases/{case}/erase", "/bin/empty", f"/cases/{case}/restore"):
        assert client.post(path, data={"form_word": "guessed"}).status_code == 403
    assert client.get(f"/cases/{case}").status_code == 200


def test_a_call_whose_telling_was_broken_off_can_be_gone_on_with(client: TestClient) -> None:
    send(client, "/tell", story=ASKED_ON)
    shown = client.get("/cases")
    assert "You began telling of a call on Thursday 12 March at 20:50." in told(shown)
    assert 'href="/recall/1"' in shown.text


def test_a_case_exported_and_erased_comes_back_as_it_was(client: TestClient) -> None:
    case = new_case(client, ASKED_ON)
    before = told(client.get(f"/cases/{case}"))
    saved = client.get(f"/cases/{case}/case.zip")
    assert saved.headers["content-disposition"] == f'attachment; filename="{case}.zip"'
    assert f"{case}/case.json" in names(saved.content)
    send(client, f"/cases/{case}/erase", "/cases")
    back = take_in(client, saved.content)
    assert back.url.path == f"/cases/{case}"
    assert told(back) == before


def test_all_cases_go_into_one_file_and_those_that_are_here_stay_as_they_are(client: TestClient) -> None:
    first, second = new_case(client, ASKED_ON), new_case(client, REFUSED)
    saved = client.get("/cases.zip").content
    assert {f"{first}/case.json", f"{second}/case.json"} <= names(saved)
    send(client, f"/cases/{first}/erase", "/cases")
    shown = told(take_in(client, saved))
    assert f"Taken in: {first}." in shown
    assert f"here already or in the bin: {second}." in shown


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"no archive at all", "not a zip file that can be read"),
        (packed(**{"a/notes.txt": "hello"}), "belongs to no case"),
        (packed(**{"../case.json": "{}"}), "no path within a case"),
        (packed(**{"/etc/case.json": "{}"}), "no path within a case"),
        (packed(**{"a/case.json": "{}"}), "missing"),
    ],
)
def test_a_file_that_holds_no_whole_case_is_refused_and_nothing_is_kept(
    client: TestClient, data: bytes, says: str
) -> None:
    answer = take_in(client, data, "mine.zip")
    assert answer.status_code == 400
    assert says in told(answer)
    assert "mine.zip" in told(answer)
    assert "No calls yet." in told(client.get("/cases"))


def test_taking_in_nothing_says_so(client: TestClient) -> None:
    answer = send(client, "/cases/import", "/cases")
    assert answer.status_code == 400
    assert "No file was chosen." in told(answer)
