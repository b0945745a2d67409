"""Who is let in and who isn't: links, cookies, names of the machine, other sites, forms, and size."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.asking import BASE, NOW, PORT, STORY, new_case, send, told, word_in
from tests.web.routes import SAFE, ask_raw, routes

from ringback.web.application import application
from ringback.web.door import KEY_FILE, Door, key_in
from ringback.web.gate import HEADERS, MOST_SENT, MOST_SOUND
from ringback.web.server import LOOPBACK, listen
from ringback.web.site import Site

pytestmark = pytest.mark.full  # each test works cases out

API = "/api/v1/health"


def kept(home: Path) -> list[str]:
    """All that the store holds, as text."""
    with closing(sqlite3.connect(home / "ringback.db")) as connection:
        return list(connection.iterdump())


def let_in_at(site: Site, value: str) -> TestClient:
    """A browser that brings this cookie."""
    return TestClient(application(site), base_url=BASE, cookies={site.door.cookie: value})


@pytest.fixture
def bearer(site: Site) -> Iterator[TestClient]:
    """A program that has the word of the link."""
    headers = {"authorization": f"Bearer {site.door.word}"}
    with TestClient(application(site), base_url=BASE, headers=headers) as made:
        yield made


def test_without_the_link_nothing_but_our_own_files_is_given(stranger: TestClient):
    for method, path in routes(stranger.app):
        refused = stranger.request(method, path, follow_redirects=False)
        assert refused.status_code == 401, f"{method} {path}"
        if path.startswith("/api/v1/"):
            assert refused.json()["error"]["code"] == "not_let_in"
    assert stranger.get("/static/ringback.css").status_code == 200
    assert stranger.get("/nothing").status_code == 401


def test_a_wrong_word_lets_nobody_in(stranger: TestClient, site: Site):
    for word in ("x", site.door.word[:-1], f"{site.door.word}x", "%C3%A9", "%ED%A0%80", "%00"):
        assert stranger.get(f"/?token={word}").status_code == 401, word
        bearer = {"authorization": f"Bearer {word}"}
        assert stranger.get(API, headers=bearer).status_code == 401, word
    assert (
        ask_raw(stranger.app, API, {"authorization": "Bearer é\udcff".encode("utf-8", "replace")}).status
        == 401
    )
    assert "set-cookie" not in stranger.get("/?token=x").headers


def test_the_link_gives_a_cookie_that_no_script_and_no_other_site_can_use(stranger: TestClient, site: Site):
    let_in = stranger.get(f"/cases?token={site.door.word}", follow_redirects=False)
    assert (let_in.status_code, let_in.headers["location"]) == (303, "/cases")
    flags = [part.strip().lower() for part in let_in.headers["set-cookie"].split(";")]
    assert {"httponly", "samesite=strict", "path=/"} <= set(flags)
    assert site.door.word not in let_in.headers["set-cookie"]
    assert stranger.get("/cases").status_code == 200


def test_the_link_leads_to_no_other_site(stranger: TestClient, site: Site):
    word = f"token={site.door.word}".encode()
    for path in ("//evil.example/", "///evil.example", "/\\evil.example"):
        place = ask_raw(stranger.app, path, {}, query=word).headers["location"]
        assert not place.startswith(("//", "/\\", "http")), place


def test_a_cookie_that_was_made_up_opens_nothing(site: Site):
    app, name = application(site), "0" * 32
    made_up = ["", "x", ".", name, f"{name}.", f"{name}.{name}{name}", "é.é", '"\\303\\251.x"', name * 300]
    for value in made_up:
        cookie = f"{site.door.cookie}={value}".encode()
        assert ask_raw(app, "/", {"cookie": cookie}).status == 401, value


def test_a_cookie_signed_with_another_key_or_for_a_form_opens_nothing(site: Site):
    assert let_in_at(site, Door(os.urandom(32), PORT).stamp()).get("/").status_code == 401
    name = site.door.stamp().partition(".")[0]
    assert let_in_at(site, f"{name}.{site.door.form_word(name)}").get("/").status_code == 401


def test_what_other_programs_here_put_into_the_cookies_shuts_nobody_out(site: Site):
    own = f"{site.door.cookie}={site.door.stamp()}"
    for junk in ('other={"a": [1]}', "a b c", "=;;", "é=ü", "x=\udcff"):
        cookie = f"{junk}; {own}; later=1".encode("utf-8", "replace")
        assert ask_raw(application(site), "/", {"cookie": cookie}).status == 200, junk


def test_a_restart_on_the_same_folder_keeps_a_page_good_and_another_folder_doesnt(
    client: TestClient, site: Site, ringback_home: Path, tmp_path: Path
):
    value = client.cookies[site.door.cookie]
    again = Site(Door(key_in(ringback_home), PORT), site.flags, NOW)
    word = word_in(client.get("/").text)
    back = let_in_at(again, value)
    assert back.get("/").status_code == 200
    assert back.post("/sample", data={"form_word": word}).status_code == 200
    elsewhere = Site(Door(key_in(tmp_path / "other"), PORT), site.flags, NOW)
    assert let_in_at(elsewhere, value).get("/").status_code == 401
    assert again.door.word != site.door.word


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_the_key_is_its_owners_alone(tmp_path: Path):
    home = tmp_path / "new"
    key = key_in(home)
    file = home / KEY_FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert key_in(home) == key
    file.write_bytes(b"short")
    file.chmod(0o644)
    assert len(key_in(home)) >= 32
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


NOT_OURS = (
    "evil.example",
    f"evil.example:{PORT}",
    f"127.0.0.1.evil.example:{PORT}",
    "127.0.0.1",
    f"127.0.0.1:{PORT + 1}",
    f"localhost.:{PORT}",
    f"[::2]:{PORT}",
    f"0.0.0.0:{PORT}",
    f"user@127.0.0.1:{PORT}",
    "",
)


def test_a_name_that_somebody_points_here_gets_nothing(client: TestClient, bearer: TestClient):
    for host in NOT_OURS:
        for path in ("/", "/cases", "/static/ringback.css", "/favicon.ico"):
            assert client.get(path, headers={"host": host}).status_code == 403, (host, path)
        refused = bearer.get(API, headers={"host": host})
        assert refused.status_code == 403, host
        assert refused.json()["error"]["remedy"]


def test_two_names_at_once_are_none_of_ours(site: Site):
    app = application(site)
    path = "/static/ringback.css"
    assert ask_raw(app, path, {}).status == 200
    for second in ({"Host": "evil.example"}, {"Host": f"127.0.0.1:{PORT}"}, {"origin": BASE, "Origin": BASE}):
        assert ask_raw(app, path, second).status == 403, second


def test_this_machines_own_names_are_answered(client: TestClient):
    for name in ("127.0.0.1", "localhost", "[::1]"):
        named = client.get("/static/ringback.css", headers={"host": f"{name}:{PORT}"})
        assert named.status_code == 200, name


def test_the_port_that_browsers_leave_out_may_be_left_out():
    door = Door(b"k" * 32, 80)
    assert door.refuses("GET", {"host": "localhost"}) is None
    assert door.refuses("POST", {"host": "127.0.0.1", "origin": "http://127.0.0.1"}) is None


OTHER_SITES = (
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": f"http://127.0.0.1:{PORT + 1}"},
    {"origin": f"https://127.0.0.1:{PORT}"},
    {"origin": ""},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
)


def test_another_site_changes_nothing_even_with_the_cookie_and_the_word(
    client: TestClient, bearer: TestClient, ringback_home: Path
):
    word = word_in(client.get("/cases").text)
    before = kept(ringback_home)
    for sent in OTHER_SITES:
        assert client.post("/sample", data={"form_word": word}, headers=sent).status_code == 403, sent
        kept_case = bearer.post("/api/v1/cases", json={"text": STORY}, headers=sent)
        assert kept_case.status_code == 403, sent
    assert kept(ringback_home) == before


def test_another_sites_page_draws_nothing_of_ours_into_itself_and_may_lead_here(client: TestClient):
    for site in ("cross-site", "same-site"):
        for mode in ("no-cors", "cors"):
            sent = {"sec-fetch-site": site, "sec-fetch-mode": mode}
            assert client.get("/cases", headers=sent).status_code == 403, sent
            assert client.get("/static/case.js", headers=sent).status_code == 403, sent
        led = {"sec-fetch-site": site, "sec-fetch-mode": "navigate"}
        assert client.get("/cases", headers=led).status_code == 200
    own = {"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors"}
    assert client.get("/cases", headers=own).status_code == 200


def test_what_our_own_page_sends_is_taken(client: TestClient):
    word = word_in(client.get("/").text)
    for sent in ({"origin": BASE, "sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}, {}):
        shown = client.post("/tell", data={"form_word": word, "story": "!"}, headers=sent)
        assert shown.status_code == 400
        assert "Write a line or two first" in told(shown)


def test_every_way_to_change_something_asks_for_the_word_of_the_page(
    client: TestClient, site: Site, ringback_home: Path
):
    case = new_case(client)
    begun = send(client, "/tell", story=STORY).url.path.rpartition("/")[2]
    name = site.door.stamp().partition(".")[0]
    before = kept(ringback_home)
    unsafe = [one for one in routes(client.app, case_id=case, recall_id=begun) if one[0] not in SAFE]
    assert len(unsafe) > 20
    for method, path in unsafe:
        for word in (
            {},
            {"x-form-word": ""},
            {"x-form-word": "x"},
            {"x-form-word": site.door.form_word(name)},
        ):
            refused = client.request(method, path, headers=word)
            assert refused.status_code == 403, f"{method} {path}"
        formed = client.request(method, path, data={"form_word": "é"})
        assert formed.status_code == 403, f"{method} {path}"
        asked = client.request(method, path, json={"form_word": site.door.word})
        assert asked.status_code == 403, f"{method} {path}"
    assert kept(ringback_home) == before


def test_a_page_of_ours_may_call_the_api_with_its_word(client: TestClient):
    word = {"x-form-word": word_in(client.get("/").text)}
    assert client.post("/api/v1/cases", json={"text": STORY}, headers=word).status_code == 201


def test_the_word_of_the_link_opens_no_page_as_a_bearers(bearer: TestClient):
    assert bearer.get("/cases").status_code == 401
    assert bearer.post("/sample").status_code == 401


def test_too_much_is_refused_before_it_is_read(client: TestClient, site: Site):
    cookie = {"cookie": f"{site.door.cookie}={client.cookies[site.door.cookie]}"}
    for length, status in (
        (str(MOST_SENT + 1), 413),
        ("9" * 6000, 413),
        ("-1", 411),
        ("x", 411),
        ("\u00b2".encode("latin-1"), 411),
    ):
        for path in ("/read", "/api/v1/recover"):
            refused = ask_raw(client.app, path, {**cookie, "content-length": length}, method="POST")
            assert refused.status == status, length
    for length, status in ((str(MOST_SENT + 1), 403), (str(MOST_SOUND + 1), 413), ("x", 411)):
        sound = ask_raw(client.app, "/files", {**cookie, "content-length": length}, method="POST")
        assert sound.status == status, "a recording may be larger than any text"
    chunked = {**cookie, "transfer-encoding": "chunked"}
    assert ask_raw(client.app, "/files", chunked, method="POST").status == 411
    both = {**chunked, "content-length": "3"}
    assert ask_raw(client.app, "/files", both, method="POST").status == 411


def test_every_answer_says_what_a_page_may_do_and_that_it_isnt_to_be_kept(
    client: TestClient, stranger: TestClient
):
    case = new_case(client)
    paths = [path for method, path in routes(client.app, case_id=case) if method == "GET"]
    odd = [
        "/nothing",
        "/static/nothing",
        "/static/../cases",
        "/api/v1/nothing",
        f"/recall/{10**30}",
    ]
    for path in [*paths, *odd, "/static/ringback.css"]:
        for who in (client, stranger):
            found = who.get(path)
            assert found.status_code < 500, path
            assert {name: found.headers.get(name) for name in HEADERS} == HEADERS, path
            if not path.startswith("/static/"):
                assert found.headers["cache-control"] == "no-store", path
    policy = HEADERS["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_the_head_of_a_page_is_that_of_the_page(client: TestClient):
    for path in ("/", "/cases", "/static/ringback.css", API):
        whole, head = client.get(path), client.head(path)
        assert (head.status_code, head.content) == (200, b""), path
        assert head.headers["content-type"] == whole.headers["content-type"]


@pytest.mark.parametrize(
    ("sent_to", "held_by"),
    [
        ("/tell", "/#tell"),
        ("/files", "/#files"),
        ("/cases/corrie/outcome", "/cases/corrie#outcome"),
        ("/cases/corrie/notes", "/cases/corrie#notes"),
    ],
)
def test_an_address_that_takes_a_form_leads_to_the_form(client: TestClient, sent_to: str, held_by: str):
    assert client.get(sent_to, follow_redirects=False).headers["location"] == held_by


def test_a_way_of_asking_that_a_page_doesnt_know_is_named(client: TestClient, bearer: TestClient):
    assert client.put("/tell").status_code == 405
    refused = bearer.put("/api/v1/cases")
    assert refused.status_code == 405
    assert {"GET", "POST"} & set(refused.headers["allow"].split(", "))


def test_a_slash_too_many_finds_the_page(client: TestClient):
    assert client.get("/cases/").url.path == "/cases"


def test_a_path_that_no_file_can_have_isnt_there(client: TestClient, site: Site):
    cookie = {"cookie": f"{site.door.cookie}={client.cookies[site.door.cookie]}"}
    for path in ("/static/\0", "/cases/\0", "/\0", "/api/v1/cases/\0", f"/static/{'x' * 5000}"):
        assert ask_raw(client.app, path, cookie).status == 404, path


def test_our_files_are_a_way_to_no_others(site: Site):
    app = application(site)
    for path in ("../door.py", "../../store/tables.py", "/etc/passwd", "..%2fdoor.py", "..\\door.py"):
        assert ask_raw(app, f"/static/{path}", {}).status == 404, path


def test_a_socket_that_talks_both_ways_is_refused(site: Site):
    assert ask_raw(application(site), "/", {}, kind="websocket").kinds == ["websocket.close"]


def test_the_server_listens_on_this_machine_alone():
    with listen(0) as sock:
        assert sock.getsockname()[0] == LOOPBACK == "127.0.0.1"
