"""What a user can do with the employer library."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.samples import DAY, NOW, moments, texts

from ringback.app import cases, employers
from ringback.app.employer_files import NoSuchPath, NothingToImport, Wanted, gather
from ringback.app.employers import Imported, NewEmployer, NewText
from ringback.app.library import library_at
from ringback.catalogue import load
from ringback.core.employers import NameWords
from ringback.readers.errors import TooLarge
from ringback.store.database import FILE, Store
from ringback.store.errors import (
    BrokenExport,
    EmployerInBin,
    EmployerNotInBin,
    FileTaken,
    NoSuchEmployer,
    NotStorable,
    SeveralEmployers,
)
from ringback.store.library import from_file, to_file
from ringback.store.records import ORIGINS, Employer, EmployerText

CATALOGUE = load()
WORDS = NameWords.of(CATALOGUE.phrases["employers"])
PACK = NewEmployer("Harrow & Pell", (NewText("given", "pack.txt", "by post", "A call, then a panel."),))
LIST = """\
## A - F

- [Corrie](https://corrie.example) | Oban | A call, then a day with us
- [Dunlin GmbH](https://dunlin.example) | | Two calls | and [a task](https://dunlin.example/task)
- Elm | Rome | A call
- [Fenwright](https://fenwright.example) | Leeds
"""


@pytest.fixture
def store(ringback_home: Path) -> Iterator[Store]:
    opened = cases.open_store(ringback_home, NOW)
    yield opened
    opened.close()


def taken_in(store: Store, path: Path, wanted: Wanted | None = None, later: int = 0) -> Imported:
    found = gather(path, wanted or Wanted(), WORDS)
    done = employers.import_all(store, found.news, WORDS, NOW + later * DAY)
    return Imported(done.added, done.changed, done.same, (*found.skipped, *done.skipped), found.passed_over)


def listed(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "list.md"
    path.write_text(text, encoding="utf-8")
    return path


def said(store: Store, name: str) -> list[str]:
    return [text.text for text in employers.show(store, name, WORDS).texts]


def test_an_employer_is_shown_as_it_was_given_by_any_writing_of_its_name(store: Store) -> None:
    one, fresh = employers.add(store, PACK, WORDS, NOW)
    assert (one.id, fresh) == ("harrow-pell", 1)
    for name in ("harrow-pell", "HARROW AND PELL", "Harrow & Pell Ltd."):
        assert employers.show(store, name, WORDS) == one
    [text] = one.texts
    assert (text.name, text.source, text.text, text.added) == (
        "pack.txt",
        "by post",
        "A call, then a panel.",
        NOW,
    )


def test_a_text_is_kept_once_and_another_of_its_name_beside_it(store: Store) -> None:
    employers.add(store, PACK, WORDS, NOW)
    assert employers.add(store, PACK, WORDS, NOW + DAY)[1] == 0
    other = NewEmployer("HARROW & PELL", (NewText("given", "pack.txt", "", "Now a task as well."),))
    one, fresh = employers.add(store, other, WORDS, NOW + DAY)
    assert fresh == 1
    assert [(text.id, text.name) for text in one.texts] == [(1, "pack.txt"), (2, "pack.txt (2)")]
    assert len(employers.list_all(store)) == 1


@pytest.mark.parametrize("new", [NewEmployer("...", PACK.texts), NewEmployer("A\0b", PACK.texts)])
def test_a_name_that_is_none_is_refused_and_nothing_is_kept(store: Store, new: NewEmployer) -> None:
    with pytest.raises(NotStorable):
        employers.add(store, new, WORDS, NOW)
    assert employers.list_all(store) == ()


def test_an_unknown_name_is_told_with_those_that_are_near(store: Store) -> None:
    for name in ("Harrow & Pell", "Lowmoor", "Lowfield"):
        employers.add(store, NewEmployer(name, PACK.texts), WORDS, NOW)
    with pytest.raises(NoSuchEmployer, match='Did you mean "Lowfield" or "Lowmoor"'):
        employers.show(store, "low", WORDS)
    with pytest.raises(NoSuchEmployer, match='Did you mean "Harrow & Pell"'):
        employers.show(store, "Harow & Pel", WORDS)
    with pytest.raises(NoSuchEmployer, match="`ringback employer list` shows"):
        employers.show(store, "Zwentibold", WORDS)


def test_a_list_is_kept_with_what_it_says_and_what_it_does_not(store: Store, tmp_path: Path) -> None:
    done = taken_in(store, listed(tmp_path, LIST))
    assert done.added == ("Corrie", "Dunlin GmbH", "Fenwright")
    [skipped] = done.skipped
    assert skipped.where == "line 5"
    dunlin = employers.show(store, "Dunlin", WORDS)
    assert (dunlin.link, dunlin.place) == ("https://dunlin.example", None)
    assert said(store, "Dunlin") == ["Two calls | and [a task](https://dunlin.example/task)"]
    assert employers.show(store, "Fenwright", WORDS).place == "Leeds"
    assert said(store, "Fenwright") == []
    assert [one.name for one in employers.list_all(store, "TASK cálls")] == ["Dunlin GmbH"]


def test_the_same_list_again_changes_nothing_and_a_newer_one_what_it_says_anew(
    store: Store, tmp_path: Path
) -> None:
    taken_in(store, listed(tmp_path, LIST))
    before = employers.list_all(store)
    again = taken_in(store, listed(tmp_path, LIST), later=1)
    assert (again.added, again.changed, len(again.same)) == ((), (), 3)
    assert employers.list_all(store) == before

    newer = LIST.replace("a day with us", "a panel").replace(
        "//fenwright.example", "//fenwright.example/jobs"
    )
    done = taken_in(store, listed(tmp_path, f"{newer}- [Gale](https://gale.example) | | A call\n"), later=2)
    assert (done.added, done.changed, done.same) == (("Gale",), ("Corrie", "Fenwright"), ("Dunlin GmbH",))
    assert said(store, "Corrie") == ["A call, then a panel"]
    assert employers.show(store, "Corrie", WORDS).updated == NOW + 2 * DAY
    assert employers.show(store, "Fenwright", WORDS).link == "https://fenwright.example/jobs"


def test_two_employers_of_one_name_are_told_apart_by_their_links(store: Store, tmp_path: Path) -> None:
    two = "- [Verve](https://a.example) | Oban | A call\n- [Verve](https://b.example) | Rome | A task\n"
    for _ in range(2):
        taken_in(store, listed(tmp_path, two))
    assert [(one.id, one.place) for one in employers.list_all(store)] == [
        ("verve", "Oban"),
        ("verve-2", "Rome"),
    ]
    assert said(store, "verve-2") == ["A task"]
    with pytest.raises(SeveralEmployers, match="verve, verve-2"):
        employers.show(store, "Verve", WORDS)
    assert employers.known(store, "Verve", CATALOGUE) == ()


def test_what_several_entries_say_of_one_employer_is_put_together(store: Store, tmp_path: Path) -> None:
    twice = (
        "- [Gale](https://g.example) | | Shops: a call\n- [Gale](https://g.example) | Rome | Office: a task\n"
    )
    for _ in range(2):
        done = taken_in(store, listed(tmp_path, twice))
    assert done.same == ("Gale",)
    assert said(store, "Gale") == ["Shops: a call\n\nOffice: a task"]
    assert employers.show(store, "Gale", WORDS).place == "Rome"


def test_a_list_joins_what_was_added_by_hand(store: Store, tmp_path: Path) -> None:
    employers.add(store, NewEmployer("Corrie Ltd", PACK.texts), WORDS, NOW)
    assert taken_in(store, listed(tmp_path, LIST)).changed == ("Corrie Ltd",)
    assert said(store, "Corrie") == ["A call, then a panel.", "A call, then a day with us"]
    assert employers.show(store, "Corrie", WORDS).link == "https://corrie.example"


@pytest.fixture
def handbook(tmp_path: Path) -> Path:
    folder = tmp_path / "Lowmoor"
    (folder / "hiring").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / "hiring" / "steps.md").write_text("Three steps: a call, a task, a panel.")
    (folder / "pay.html").write_text("<html><body><h1>Pay</h1><p>Fair.</p></body></html>")
    (folder / "logo.svg").write_text("<svg/>")
    (folder / ".git" / "notes.md").write_text("Not this.")
    (folder / "empty.txt").touch()
    return folder


def test_a_folder_of_pages_is_one_employers_named_for_it_or_as_told(store: Store, handbook: Path) -> None:
    done = taken_in(store, handbook)
    assert (done.added, done.passed_over) == (("Lowmoor",), 1)
    assert [skipped.where for skipped in done.skipped] == ["empty.txt"]
    texts = employers.show(store, "Lowmoor", WORDS).texts
    assert {text.name: text.text for text in texts} == {
        "hiring/steps.md": "Three steps: a call, a task, a panel.",
        "pay.html": "Pay\n\nFair.",
    }
    assert taken_in(store, handbook).same == ("Lowmoor",)
    (handbook / "pay.html").write_text("<html><body><p>Very fair.</p></body></html>")
    assert taken_in(store, handbook, Wanted("LOWMOOR Ltd")).changed == ("Lowmoor",)
    assert said(store, "Lowmoor") == ["Three steps: a call, a task, a panel.", "Very fair."]


@pytest.mark.usefixtures("handbook")
def test_each_folder_can_be_an_employers(store: Store, tmp_path: Path) -> None:
    (tmp_path / "Pell").mkdir()
    mail = "From: Kay <kay@pell.example>\nTo: Ana <ana@home.example>\nSubject: Next\n\nDear Ana, ring us.\n"
    (tmp_path / "Pell" / "next.eml").write_text(mail)
    (tmp_path / "stray.txt").write_text("Whose is this?")
    done = taken_in(store, tmp_path, Wanted(each=True))
    assert done.added == ("Lowmoor", "Pell")
    assert {skipped.where for skipped in done.skipped} == {"Lowmoor/empty.txt", "stray.txt"}
    [material] = employers.texts_of(store, "Pell", WORDS)
    assert (material.kind, material.name) == ("message", "next.eml")
    assert material.message is not None
    assert "ring us" in material.message.text


def test_where_there_is_nothing_to_import_it_is_said_and_nothing_is_kept(
    store: Store, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "one.txt").write_bytes(b"%PDF-1.7")
    (tmp_path / "prose.md").write_text("We hire in three steps.")
    for name, error in (
        ("nowhere", NoSuchPath),
        ("empty", NothingToImport),
        ("bad", NothingToImport),
        ("prose.md", NothingToImport),
    ):
        with pytest.raises(error, match=name) as caught:
            taken_in(store, tmp_path / name)
        assert caught.value.exit_code == 2
    assert employers.list_all(store) == ()


def test_an_import_is_kept_whole_or_not_at_all(store: Store) -> None:
    good = NewEmployer("Corrie", PACK.texts)
    bad = NewEmployer("Dunlin", (NewText("given", "a.txt", "", "half \ud800"),))
    with pytest.raises(NotStorable):
        employers.import_all(store, [good, bad], WORDS, NOW)
    assert employers.list_all(store) == ()


@pytest.mark.long  # watches the clock, which a busy machine sets wrong
def test_a_thousand_lines_are_taken_in_and_again_in_good_time(store: Store, tmp_path: Path) -> None:
    lines = [f"- [Quill{n}](https://q{n}.example) | Oban | A call, then task {n}" for n in range(1000)]
    told: list[tuple[int, int]] = []
    begun = time.perf_counter()
    for _ in range(2):
        found = gather(listed(tmp_path, "\n".join(lines)), Wanted(), WORDS)
        employers.import_all(store, found.news, WORDS, NOW, lambda done, of: told.append((done, of)))
    assert time.perf_counter() - begun < 6
    assert told[-1] == (1000, 1000)
    assert len(employers.list_all(store)) == 1000


def test_a_deleted_employer_can_be_restored_for_seven_days_and_is_then_erased(
    store: Store, ringback_home: Path, tmp_path: Path
) -> None:
    taken_in(store, listed(tmp_path, LIST))
    before = employers.show(store, "Corrie", WORDS)
    employers.delete(store, "Corrie", WORDS, NOW)
    with pytest.raises(EmployerInBin, match="ringback employer restore corrie"):
        employers.show(store, "Corrie", WORDS)
    with pytest.raises(EmployerInBin):
        employers.add(store, NewEmployer("Corrie", PACK.texts), WORDS, NOW)
    assert employers.known(store, "Corrie", CATALOGUE) == ()
    assert "in the bin" in taken_in(store, listed(tmp_path, LIST)).skipped[-1].says
    [(one, due)] = employers.list_bin(store)
    assert (one.name, due) == ("Corrie", NOW + 7 * DAY)

    cases.open_store(ringback_home, NOW + 6 * DAY).close()
    employers.restore(store, "Corrie", WORDS)
    assert employers.show(store, "Corrie", WORDS) == before
    with pytest.raises(EmployerNotInBin):
        employers.restore(store, "Corrie", WORDS)

    employers.delete(store, "Corrie", WORDS, NOW)
    cases.open_store(ringback_home, NOW + 7 * DAY).close()
    with pytest.raises(NoSuchEmployer):
        employers.restore(store, "Corrie", WORDS)
    assert len(employers.list_all(store)) == 2


def test_what_is_known_of_a_cases_employer_is_given_as_its_messages(store: Store, handbook: Path) -> None:
    employers.add(store, PACK, WORDS, NOW)
    taken_in(store, handbook)
    [material] = employers.known(store, "Harrow and Pell Limited", CATALOGUE)
    assert (material.kind, material.name) == ("message", "employer library: Harrow & Pell")
    assert material.message is not None
    assert material.message.text == "A call, then a panel."
    names = [material.name for material in employers.known(store, "lowmoor", CATALOGUE)]
    assert names == ["employer library: Lowmoor, hiring/steps.md", "employer library: Lowmoor, pay.html"]
    assert employers.known(store, "Somebody Else", CATALOGUE) == ()
    assert employers.known(store, None, CATALOGUE) == ()


def test_the_library_is_opened_only_where_an_employer_is_kept(ringback_home: Path) -> None:
    assert library_at(ringback_home, NOW, CATALOGUE) is None
    assert not ringback_home.exists()
    store = cases.open_store(ringback_home, NOW)
    assert library_at(ringback_home, NOW, CATALOGUE) is None
    employers.add(store, PACK, WORDS, NOW)
    library = library_at(ringback_home, NOW, CATALOGUE)
    assert library is not None
    assert len(library.known("Harrow & Pell")) == 1
    employers.delete(store, "Harrow & Pell", WORDS, NOW)
    assert library_at(ringback_home, NOW, CATALOGUE) is None
    store.close()
    (ringback_home / FILE).write_bytes(b"Dear diary")
    assert library_at(ringback_home, NOW, CATALOGUE) is None


def test_an_exported_library_comes_back_and_never_overwrites(
    store: Store, tmp_path: Path, handbook: Path
) -> None:
    employers.add(store, PACK, WORDS, NOW)
    taken_in(store, handbook)
    taken_in(store, listed(tmp_path, LIST))
    file = tmp_path / "library.json"
    assert employers.export(store, file) == 5
    assert file.stat().st_mode & 0o077 == 0
    with pytest.raises(FileTaken):
        employers.export(store, file)
    assert len(taken_in(store, file).same) == 5

    elsewhere = cases.open_store(tmp_path / "other", NOW)
    assert len(taken_in(elsewhere, file, later=3).added) == 5
    employers.export(elsewhere, tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == file.read_bytes()
    elsewhere.close()


@pytest.mark.full  # a second and more
def test_a_library_larger_than_any_page_comes_back_and_a_list_of_that_size_is_refused(
    store: Store, tmp_path: Path
) -> None:
    long = replace(PACK, texts=(replace(PACK.texts[0], text="We hire in three steps. " * 900_000),))
    employers.add(store, long, WORDS, NOW)
    file = tmp_path / "library.json"
    assert employers.export(store, file) == 1
    employers.erase(store, PACK.name, WORDS)
    assert taken_in(store, file).added == (PACK.name,)
    with pytest.raises(TooLarge, match="the limit is 20 MB"):
        taken_in(store, listed(tmp_path, LIST * (1 + 20_000_000 // len(LIST))))


some_texts = st.builds(EmployerText, st.just(1), st.sampled_from(ORIGINS), texts, texts, texts, moments)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.builds(
            Employer,
            st.just("1"),
            texts.map(lambda name: f"A{name}"),
            st.none() | texts,
            st.none() | texts,
            moments,
            moments,
            texts=st.lists(some_texts, max_size=3).map(tuple),
        ),
        max_size=3,
    )
)
def test_a_library_read_back_from_its_file_says_the_same(kept: list[Employer]) -> None:
    file = to_file(kept)
    assert to_file(from_file(file.decode(), "library.json")) == file


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (("library/1", "library/99"), 'schema: This version reads "ringback/employer-library/1"'),
        (('"given"', '"guessed"'), "employers entry 1 texts entry 1 origin: One of list, page, given"),
        (('"Harrow & Pell"', '"..."'), "employers entry 1 name: A name has a letter"),
        (('"place": null', '"place": 7'), "employers entry 1 place: A text belongs here"),
        (("A call", "A \\ud800 call"), "can't be kept"),
        (("{", "{,"), "line 1 column 2"),
    ],
)
def test_a_broken_export_is_refused_with_its_place(
    store: Store, tmp_path: Path, spoil: tuple[str, str], says: str
) -> None:
    employers.add(store, PACK, WORDS, NOW)
    file = tmp_path / "library.json"
    employers.export(store, file)
    file.write_text(file.read_text().replace(*spoil, 1))
    employers.erase(store, "Harrow & Pell", WORDS)
    with pytest.raises(BrokenExport, match=r"library\.json") as caught:
        taken_in(store, file)
    assert says in str(caught.value)
    assert str(caught.value).count("Nothing was imported") == 1
    assert employers.list_all(store) == ()
