"""The tools that keep something: nothing without its owner's yes, and the command where none can be asked."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mcp_types as types
import pytest
from mcp import Client
from tests.assistants.assistant import WAYS, call, error, finished, text, world, yes
from tests.cli.kept import kept
from tests.cli.running import ringback

from ringback.core.outcome import Outcome
from ringback.mcp import given
from ringback.mcp.server import server
from ringback.web.api.given import NewOutcome

pytestmark = pytest.mark.full  # each test opens a store and works a case out

ACCOUNT = (
    "Phone interview with Corrib Freight on Tuesday, for the dispatcher job. I blanked when he asked how I'd"
    " reroute a lorry. They have asked me to come in next Thursday."
)
CV = "EXPERIENCE\n\n- Planned forty routes a day for Kells Haulage\n"
OUTCOME = {"case": "corrib-freight", "happened": "advanced", "on": "2026-03-12", "repair_made": True}
ways = pytest.mark.parametrize("way", WAYS)


@pytest.fixture
def case(ringback_home: Path, tmp_path: Path) -> str:
    """A case with a fact that waits for a yes."""
    name = kept(ringback_home, ACCOUNT, "--now", "2026-03-12T20:50")
    (tmp_path / "cv.txt").write_text(CV)
    assert ringback("facts", "import", str(tmp_path / "cv.txt"), "--case", name).code == 0
    return name


def waiting(case: str) -> list[int]:
    found = json.loads(ringback("facts", "list", "--case", case, "--json").out)["facts"]
    return [one["number"] for one in found if one["state"] == "waiting"]


def outcomes(case: str) -> list[Any]:
    found: list[Any] = json.loads(ringback("case", "show", case, "--json").out)["outcomes"]
    return found


def cases() -> list[str]:
    return [one["id"] for one in json.loads(ringback("case", "list", "--json").out)["cases"]]


@ways
def test_a_case_is_kept_after_a_yes_and_its_owner_is_told_what_it_is(way: str) -> None:
    asked: list[str] = []
    result = call("keep_case", {"text": ACCOUNT}, lambda says: asked.append(says) or yes(says), way=way)
    assert len(asked) == 1
    assert "dispatcher, Corrib Freight" in asked[0]
    assert '"Phone interview with Corrib Freight on Tuesday' in asked[0]
    assert result.structured_content["case"] == "corrib-freight"
    assert cases() == ["corrib-freight"]
    shown = json.loads(ringback("case", "show", "corrib-freight", "--json").out)
    assert [one["text"] for one in shown["materials"]] == [ACCOUNT]


def test_an_outcome_has_the_same_fields_for_an_assistant_the_api_and_the_store() -> None:
    kept = {*Outcome.__slots__}
    assert set(NewOutcome.model_fields) == kept
    assert set(given.Outcome.model_fields) == kept | {"case"}


@ways
def test_an_outcome_and_a_fact_are_kept_after_a_yes(case: str, way: str) -> None:
    asked: list[str] = []
    numbers = waiting(case)
    kept = call("add_outcome", OUTCOME, lambda says: asked.append(says) or yes(says), way=way)
    assert f"ringback case outcome {case} --take-back" in text(kept)
    call(
        "confirm_fact",
        {"case": case, "numbers": numbers},
        lambda says: asked.append(says) or yes(says),
        way=way,
    )
    assert "through to the next stage" in asked[0]
    assert "planned forty routes a day for Kells Haulage" in asked[1]
    assert [one["outcome"]["happened"] for one in outcomes(case)] == ["advanced"]
    assert waiting(case) == []


SAID: dict[str, Callable[[str], types.ElicitResult]] = {
    "declines": lambda _: types.ElicitResult(action="decline"),
    "looks away": lambda _: types.ElicitResult(action="cancel"),
    "leaves the box empty": lambda _: types.ElicitResult(action="accept", content={"agreed": False}),
    "sends nothing": lambda _: types.ElicitResult(action="accept"),
    "says yes in words": lambda _: types.ElicitResult(action="accept", content={"agreed": "true"}),
}


@ways
@pytest.mark.parametrize("says", SAID)
def test_nothing_is_kept_without_a_yes(ringback_home: Path, way: str, says: str) -> None:
    assert error(call("keep_case", {"text": ACCOUNT}, SAID[says], way=way))["code"] == "not_agreed"
    assert not ringback_home.exists()


@ways
def test_a_program_that_cannot_ask_gets_the_command_that_its_user_may_type(case: str, way: str) -> None:
    numbers = waiting(case)
    words = {"words": 'Kay\'s mail; she said "come" $(date)'}
    for tool, arguments in (
        ("add_outcome", {**OUTCOME, **words}),
        ("confirm_fact", {"case": case, "numbers": numbers}),
    ):
        refused = error(call(tool, arguments, way=way))
        assert refused["code"] == "not_agreed"
        assert (outcomes(case) == []) is (tool == "add_outcome")
        command = shlex.split(refused["remedy"].partition("type the command. ")[2])
        assert command[0] == "ringback"
        assert ringback(*command[1:]).code == 0
    assert [one["outcome"]["words"] for one in outcomes(case)] == [words["words"]]
    assert waiting(case) == []


def test_a_case_that_cannot_be_asked_about_can_be_pasted() -> None:
    refused = error(call("keep_case", {"text": ACCOUNT}))
    assert refused["remedy"].endswith("ringback recover -")
    assert ringback("recover", "-", stdin=ACCOUNT).code == 0
    assert cases() == ["corrib-freight"]


def test_a_text_that_speaks_of_self_harm_is_kept_by_no_yes(case: str) -> None:
    hard = "I want to kill myself."
    for tool, arguments in (
        ("keep_case", {"text": f"{ACCOUNT} {hard}"}),
        ("keep_case", {"text": ACCOUNT, "messages": [hard]}),
        ("keep_case", {"text": f"{ACCOUNT} {hard}", "kind": "message"}),
        ("add_outcome", {**OUTCOME, "words": hard}),
    ):
        result = call(tool, arguments, yes)
        assert result.structured_content["kept"] is False
        assert result.structured_content["helplines"][0]["number"] in text(result)
    assert cases() == [case]
    assert outcomes(case) == []


def test_who_may_not_look_at_cases_learns_of_none(case: str) -> None:
    refused = error(call("add_outcome", {**OUTCOME, "case": case[:-1]}, yes))
    assert refused["code"] == "no_such_case"
    assert case not in refused["message"] + refused["remedy"]


@ways
@pytest.mark.parametrize("says", [None, SAID["declines"]], ids=["cannot ask", "declines"])
def test_an_assistant_cannot_find_out_by_its_name_whether_there_is_a_case(
    case: str, way: str, says: Callable[[str], types.ElicitResult] | None
) -> None:
    for tool, more in (("add_outcome", OUTCOME), ("confirm_fact", {"numbers": [*waiting(case), 99]})):
        there, other = (
            error(call(tool, {**more, "case": name}, says, way=way)) for name in (case, "corrib-freighx")
        )
        assert there["code"] == "not_agreed"
        assert {**other, "remedy": other["remedy"].replace("corrib-freighx", case)} == there


def test_its_owner_is_told_of_a_case_or_a_fact_that_there_is_not(case: str) -> None:
    asked: list[str] = []
    wrong = {
        "no_such_case": ("add_outcome", {**OUTCOME, "case": "corrib"}),
        "no_such_fact": ("confirm_fact", {"case": case, "numbers": [99]}),
    }
    for code, (tool, arguments) in wrong.items():
        refused = error(call(tool, arguments, lambda says: asked.append(says) or yes(says)))
        assert refused["code"] == code
        assert refused["message"] in asked[-1]


@pytest.mark.usefixtures("case")
def test_what_cannot_be_kept_is_said_before_anybody_is_asked() -> None:
    def never(_question: str) -> types.ElicitResult:
        raise AssertionError

    assert error(call("add_outcome", {**OUTCOME, "on": "2027-01-01"}, never))["code"] == "bad_day"
    assert error(call("add_outcome", {**OUTCOME, "happened": "won"}, never))["code"] == "misread"


def test_who_may_look_at_cases_sees_the_list_and_one_with_its_report(case: str) -> None:
    assert [one["id"] for one in call("list_cases", {}, cases=True).structured_content["cases"]] == [case]
    shown = call("show_case", {"case": case}, cases=True)
    assert shown.structured_content["report"]["schema"] == "ringback/recover/1"
    assert shown.structured_content["report"]["headline"] in text(shown)
    assert error(call("show_case", {"case": "nobody"}, cases=True))["code"] == "no_such_case"


async def _sent(client: Client, **more: Any) -> Any:
    params = types.CallToolRequestParams(name="keep_case", arguments={"text": ACCOUNT}, **more)
    result = types.CallToolResult | types.InputRequiredResult
    from pydantic import RootModel

    return (await client.session.send_request(types.CallToolRequest(params=params), RootModel[result])).root


def test_a_yes_counts_only_for_the_question_that_was_put(ringback_home: Path) -> None:
    answer = {"agreed": types.ElicitResult(action="accept", content={"agreed": True})}

    async def ask(_context: Any, _asked: Any) -> types.ElicitResult:
        raise AssertionError

    async def forge() -> None:
        async with Client(server(world, cases=False), elicitation_callback=ask) as client:
            unasked = await _sent(client, input_responses=answer)
            assert isinstance(unasked, types.InputRequiredResult)
            with pytest.raises(Exception, match="requestState"):
                await _sent(client, input_responses=answer, request_state="forged")

    finished(forge)
    assert not ringback_home.exists()
