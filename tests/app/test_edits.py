"""Own versions of a draft, written by several pages at once: none is lost, and one stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ringback.app import cases, edits
from ringback.core.hand_over import NoSuchDraft
from ringback.store.database import Store
from ringback.store.errors import NoReport, NoSuchCase, NotStorable
from ringback.store.records import CaseFile

NOW = datetime(2026, 3, 4, 20, 30, tzinfo=ZoneInfo("Europe/Dublin"))
KIND = "thank_you"
DRAFT = {
    "kind": KIND,
    "form": "email",
    "subject": "Thanks",
    "text": "Ours.",
    "sentences": [],
    "answers_to": [],
}
REPORT = json.dumps({"drafts": [DRAFT, {**DRAFT, "kind": "question"}]})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = cases.open_store(tmp_path / "home", NOW)
    cases.add(opened, cases.NewCase("Lowmoor", report=REPORT), NOW)
    yield opened
    opened.close()


def save(store: Store, text: str, base: int, writer: str, kind: str = KIND) -> edits.Saved:
    return edits.save(store, "lowmoor", kind, text, base, writer, NOW + timedelta(hours=1))


def file_of(store: Store) -> CaseFile:
    return cases.show(store, "lowmoor")


def stands(store: Store) -> str | None:
    edit = edits.current(file_of(store), KIND)
    return edit and edit.text


def aside(store: Store) -> list[str]:
    return [edit.text for edit in edits.set_aside(file_of(store), KIND)]


def handed_over(store: Store) -> str:
    file = file_of(store)
    report = file.report
    assert report
    return str(edits.in_own_words(file, report.data)["drafts"][0]["text"])


def test_the_first_version_stands_in_for_ours(store: Store) -> None:
    assert (stands(store), handed_over(store)) == (None, "Ours.")
    saved = save(store, "Mine.", 0, "page")
    assert not saved.clash
    assert (stands(store), handed_over(store)) == ("Mine.", "Mine.")
    assert file_of(store).case.updated == NOW + timedelta(hours=1)


def test_a_page_that_saves_as_its_owner_types_keeps_one_row(store: Store) -> None:
    for end in range(1, 8):
        assert not save(store, "Dear Tom"[:end], 0, "page").clash
    assert [edit.text for edit in file_of(store).edits] == ["Dear To"]


def test_who_goes_on_from_what_stands_takes_its_place_and_the_other_is_kept(store: Store) -> None:
    first = save(store, "Mine.", 0, "laptop")
    assert not save(store, "Mine, on the train.", first.edit.id, "phone").clash
    assert stands(store) == "Mine, on the train."
    assert [edit.text for edit in file_of(store).edits] == ["Mine.", "Mine, on the train."]
    assert aside(store) == []


def test_two_that_write_at_once_clash_and_nothing_is_lost(store: Store) -> None:
    save(store, "From the laptop.", 0, "laptop")
    saved = save(store, "From the phone.", 0, "phone")
    assert saved.clash
    assert saved.standing
    assert saved.standing.text == stands(store) == "From the laptop."
    assert save(store, "From the phone, longer.", 0, "phone").clash
    assert aside(store) == ["From the phone, longer."]
    assert len(file_of(store).edits) == 2


def test_words_that_were_read_before_their_writer_wrote_on_are_no_base(store: Store) -> None:
    read = save(store, "Dear", 0, "laptop").edit.id
    save(store, "Dear Tom", 0, "laptop")
    assert save(store, "Dear you", read, "phone").clash
    assert stands(store) == "Dear Tom"


def test_settling_lets_one_stand_and_asks_about_none(store: Store) -> None:
    save(store, "From the laptop.", 0, "laptop")
    phone = save(store, "From the phone.", 0, "phone").edit
    settled = edits.settle(store, "lowmoor", KIND, phone.id, NOW)
    assert settled.text == stands(store) == "From the phone."
    assert aside(store) == []
    assert [edit.text for edit in edits.versions(file_of(store), KIND)] == [
        "From the laptop.",
        "From the phone.",
    ]
    assert save(store, "The laptop writes on.", 0, "laptop").clash
    assert not save(store, "The phone does, too.", phone.id, "phone").clash


def test_ours_can_be_put_back_and_that_can_be_undone(store: Store) -> None:
    mine = save(store, "Mine.", 0, "page").edit
    assert edits.put_back(store, "lowmoor", KIND, NOW) == mine
    assert (stands(store), handed_over(store)) == (None, "Ours.")
    assert edits.put_back(store, "lowmoor", KIND, NOW) is None
    assert save(store, "Still typing over it.", mine.id, "page").clash
    edits.settle(store, "lowmoor", KIND, mine.id, NOW)
    assert (stands(store), aside(store)) == ("Mine.", [])


def test_after_ours_was_put_back_one_can_begin_anew_from_it(store: Store) -> None:
    save(store, "Mine.", 0, "page")
    edits.put_back(store, "lowmoor", KIND, NOW)
    assert not save(store, "Another.", 0, "page").clash
    assert [edit.text for edit in file_of(store).edits] == ["Mine.", "Another."]


def test_drafts_of_two_kinds_have_nothing_to_do_with_each_other(store: Store) -> None:
    save(store, "Mine.", 0, "page")
    assert save(store, "A question?", 0, "other", kind="question").edit.id == 1
    edits.put_back(store, "lowmoor", "question", NOW)
    assert stands(store) == "Mine."


@pytest.mark.parametrize(
    ("case", "kind", "text", "error", "says"),
    [
        ("lowmoor", "nudge", "Mine.", NoSuchDraft, "It has these: thank_you, question"),
        ("lowmoor", KIND, " \n", edits.NoWords, "go back to our words"),
        ("lowmoor", KIND, "a\0b", NotStorable, "can't be kept, at character 1"),
        ("lowmoo", KIND, "Mine.", NoSuchCase, 'Did you mean "lowmoor"'),
        ("bare", KIND, "Mine.", NoReport, "ringback recover --case bare"),
    ],
)
def test_what_cannot_be_kept_is_told_and_keeps_nothing(
    store: Store, case: str, kind: str, text: str, error: type[Exception], says: str
) -> None:
    cases.add(store, cases.NewCase("Bare"), NOW)
    with pytest.raises(error, match=says):
        edits.save(store, case, kind, text, 0, "page", NOW)
    assert file_of(store).edits == ()


def test_a_version_that_is_not_there_is_told_with_those_there_are(store: Store) -> None:
    with pytest.raises(edits.NoSuchVersion, match="none of your own"):
        edits.settle(store, "lowmoor", KIND, 1, NOW)
    save(store, "Mine.", 0, "page")
    with pytest.raises(edits.NoSuchVersion, match="There are these: 1"):
        edits.settle(store, "lowmoor", KIND, 2, NOW)


def test_versions_are_carried_out_and_in_again(store: Store, tmp_path: Path) -> None:
    save(store, "From the laptop.\r\n", 0, "laptop")
    save(store, "From the phone.", 0, "phone")
    folder = cases.export(store, "lowmoor", tmp_path / "out", NOW)
    name = cases.import_case(store, folder, "again").id
    assert cases.show(store, name).edits == file_of(store).edits


Step = tuple[str, str]
steps = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["write", "write", "write", "read", "settle", "back"])),
    max_size=25,
)


@pytest.mark.full  # a second and more
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_whoever_writes_when_the_last_words_of_each_are_kept_and_one_version_stands(
    store: Store, did: list[Step]
) -> None:
    """Each writer begins from what it last read; now and then someone settles, or puts ours back."""
    name = cases.add(store, cases.NewCase("Lowmoor", report=REPORT), NOW).id
    seen: dict[str, int] = {}
    last: dict[str, str] = {}
    newest: str | None = None
    for number, (writer, what) in enumerate(did):
        file = cases.show(store, name)
        kept, standing = edits.versions(file, KIND), edits.current(file, KIND)
        if what == "write":
            saved = edits.save(store, name, KIND, f"{writer}{number}", seen.get(writer, 0), writer, NOW)
            last[writer] = saved.edit.text
            newest = newest if saved.clash else saved.edit.text
        elif what == "read":
            seen[writer] = standing.id if standing else 0
        elif what == "back":
            edits.put_back(store, name, KIND, NOW)
            newest = None
        elif kept:
            newest = edits.settle(store, name, KIND, kept[number % len(kept)].id, NOW).text
        file = cases.show(store, name)
        after, standing = edits.versions(file, KIND), edits.current(file, KIND)
        assert {edit.text for edit in after} >= set(last.values())
        assert [edit.text for edit in after if edit.standing] == ([newest] if newest else [])
        assert (standing.text if standing else None) == newest
        aside_now = {edit.text for edit in edits.set_aside(file, KIND)}
        if what == "write":
            assert (last[writer] in aside_now) == (last[writer] != newest)
        elif what in ("back", "settle"):
            assert aside_now == set()
