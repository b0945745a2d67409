"""The odds on the page: dots, and what they would be with other answers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.web.asking import new_case, told

from ringback.app import cases
from ringback.app.suppose import Supposed, supposing
from ringback.catalogue import load
from ringback.core.chances import left, scenario_for
from ringback.core.odds import work_out
from ringback.core.verdict import Standing
from ringback.web.site import Site

pytestmark = pytest.mark.full  # each test works cases out


def stands(page: str) -> str:
    """The words of the row "as it stands"."""
    found = re.search(r"<b>As it stands</b><span>(.*?)</span>", page)
    assert found
    return found[1].replace("\u00a0", " ")


def test_each_row_has_its_words_and_its_dots_twice(client: TestClient) -> None:
    shown = client.get("/sample").text
    section = shown[shown.index('id="chances"') : shown.index('id="happened"')]
    assert section.count('class="dots wide"') == section.count('class="dots slim"') == 3
    assert "about 1 in" in stands(shown)


def test_more_others_leave_less(client: TestClient) -> None:
    few, many = (client.get(f"/sample?others={count}").text for count in (2, 10))
    assert stands(few) != stands(many)
    assert "With the answers below, not those of the report." in told(client.get("/sample?others=10"))


def test_the_answers_of_the_report_give_its_own_words(client: TestClient) -> None:
    plain = client.get("/sample").text
    at = {
        name: re.search(rf'name="{name}"[^>]* value="(\d+)"', plain)[1]  # type: ignore[index]
        for name in ("bad", "noticed", "others")
    }
    same = client.get("/sample", params=at).text
    assert stands(same) == stands(plain)
    assert "not those of the report" not in same


def test_while_dragging_only_the_points_are_told(client: TestClient) -> None:
    quick = client.get("/sample/chances/points?others=9").text
    whole = client.get("/sample/chances?others=9").text
    assert "could be" in whole
    assert "could be" not in stands(quick)
    assert "<html" not in quick


def test_where_nobody_said_how_they_decide_it_can_be_supposed(client: TestClient) -> None:
    case = new_case(client, "I had a phone interview at Dunmore Pumps today. My mind went blank once.")
    shown = client.get(f"/cases/{case}")
    assert "nobody has said" in told(shown)
    supposed = client.get(f"/cases/{case}?rule=progressive_elimination")
    assert "suppose: each stage passed in turn" in told(supposed)
    assert "about 1 in" in stands(supposed.text)


@pytest.mark.parametrize("query", ["others=0", "bad=-1", "noticed=11", "others=x"])
def test_an_answer_that_there_is_not_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/sample?{query}").status_code == 422


@given(
    rule=st.sampled_from(["cumulative", "mixed", "progressive_elimination", "hit_or_miss"]),
    status=st.sampled_from(["advanced", "awaiting_result"]),
    count=st.integers(2, 60),
)
def test_however_many_are_left_the_contest_can_be_worked_out(rule: str, status: str, count: int) -> None:
    standing = Standing(status=status, damage="serious")  # type: ignore[arg-type]
    scenario = scenario_for(standing, rule, load().parameters)
    supposed = supposing(scenario, Supposed(left=count))
    assert left(supposed) == count
    assert 0 <= work_out(supposed).untouched.point <= 1


def test_the_odds_of_a_case_without_a_report_are_refused(client: TestClient, site: Site) -> None:
    case = cases.add(site.store, cases.NewCase(employer="Dunmore Pumps"), site.now)
    shown = client.get(f"/cases/{case.id}/chances")
    assert shown.status_code in (400, 404, 409)
    assert "report" in told(shown)
