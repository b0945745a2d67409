"""The use-cases of the employer library: keep what employers say of their process, find it, throw it away."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from ringback.app import memory
from ringback.app.cases import DAYS_IN_BIN, free_name
from ringback.app.library import Library, materials_of
from ringback.core.catalogue import Catalogue
from ringback.core.employers import NameWords, Register, fold_name
from ringback.core.material import Material
from ringback.store import employers, erasure
from ringback.store.database import Store
from ringback.store.errors import (
    EmployerInBin,
    EmployerNotInBin,
    FileTaken,
    NoSuchEmployer,
    NotStorable,
    SeveralEmployers,
    files_at,
)
from ringback.store.files import write_atomically
from ringback.store.library import to_file
from ringback.store.records import Employer, EmployerText, Origin, unfit_texts

NEAREST = 3
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class NewText:
    """A text of an employer's to be kept; `source` says where it came from, `added` when, if not now."""

    origin: Origin
    name: str
    source: str
    text: str
    added: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewEmployer:
    """An employer to be kept, or to be added to. `where` is its place in what is imported.

    `listed`: it is an entry of a list, whose link, place and words take the place of the earlier entry's.
    """

    name: str
    texts: tuple[NewText, ...]
    link: str | None = None
    place: str | None = None
    where: str = ""
    listed: bool = False
    added: datetime | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was not taken in: where it stands, and why."""

    where: str
    says: str


@dataclass(frozen=True)
class Imported:
    """What became of an import: employers by name, what was skipped, files passed over as no pages."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    passed_over: int = 0


@dataclass
class _Change:
    """The library while it is being added to."""

    words: NameWords
    now: datetime
    kept: dict[str, Employer]
    before: dict[str, Employer] = field(default_factory=dict)
    by_key: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.before = dict(self.kept)
        for one in self.kept.values():
            self.by_key.setdefault(self.words.key(one.name), []).append(one.id)

    def called(self, name: str) -> list[Employer]:
        """The employers of that name, those in the bin too."""
        return [self.kept[one] for one in self.by_key.get(self.words.key(name), ())]

    def put(self, new: NewEmployer, old: Employer | None) -> Employer:
        """Add to an employer, or make a new one."""
        if old is None:
            name = free_name(new.name, None, self.now, self.kept)
            added = new.added or self.now
            old = Employer(name, new.name, new.link, new.place, added, self.now)
            self.by_key.setdefault(self.words.key(new.name), []).append(name)
        one = _added_to(old, new, self.now)
        self.kept[one.id] = one
        return one

    @property
    def added(self) -> list[Employer]:
        return [one for one in self.kept.values() if one.id not in self.before]

    @property
    def changed(self) -> list[Employer]:
        return [one for one in self.kept.values() if one is not self.before.get(one.id, one)]


def add(store: Store, new: NewEmployer, words: NameWords, now: datetime) -> tuple[Employer, int]:
    """Keep texts of one employer, with those that are kept already; the employer, and how many are new."""
    if not words.key(new.name):
        raise NotStorable("NAME", "An employer's name has a letter or a digit in it.")
    with store.writing() as connection:
        change = _change(employers.read(connection, store.owner), words, now)
        old = _one_of(change.called(new.name), new.name) if change.called(new.name) else None
        if old and old.deleted_at:
            raise EmployerInBin(old.name, old.id)
        one = change.put(new, old)
        _refuse_unfit([one])
        employers.add(connection, store.owner, change.added)
        employers.replace(connection, store.owner, change.changed)
    return one, len(one.texts) - (len(old.texts) if old else 0)


def import_all(
    store: Store,
    news: Sequence[NewEmployer],
    words: NameWords,
    now: datetime,
    progress: Progress = lambda _done, _of: None,
) -> Imported:
    """Keep what a list or a folder holds, all of it or nothing; what is kept already is not kept twice."""
    skipped: list[Skipped] = []
    touched: dict[str, None] = {}
    repeated = _repeated(news, words)
    with store.writing() as connection:
        change = _change(employers.read(connection, store.owner), words, now)
        for count, new in enumerate(news, 1):
            key = words.key(new.name)
            found = _meant(change.called(new.name), new, repeated=key in repeated) if key else _NAMELESS
            if isinstance(found, str):
                skipped.append(Skipped(new.where, found))
            else:
                touched[change.put(new, found).id] = None
            progress(count, len(news))
        _refuse_unfit([*change.added, *change.changed])
        employers.add(connection, store.owner, change.added)
        employers.replace(connection, store.owner, change.changed)
    added, changed = ({one.id for one in some} for some in (change.added, change.changed))
    name = {one: change.kept[one].name for one in touched}
    return Imported(
        added=tuple(name[one] for one in touched if one in added),
        changed=tuple(name[one] for one in touched if one in changed),
        same=tuple(name[one] for one in touched if one not in added | changed),
        skipped=tuple(skipped),
    )


def list_all(store: Store, find: str | None = None) -> tuple[Employer, ...]:
    """The employers that aren't in the bin, by name; those alone that have every word of `find`."""
    with store.reading() as connection:
        kept = employers.read(connection, store.owner)
    wanted = fold_name(find or "").split()
    return tuple(one for one in kept if one.deleted_at is None and _has(one, wanted))


def list_bin(store: Store) -> tuple[tuple[Employer, datetime], ...]:
    """The employers in the bin, each with the time from which it is erased."""
    with store.reading() as connection:
        kept = employers.read(connection, store.owner)
    return tuple((one, one.deleted_at + _IN_BIN) for one in kept if one.deleted_at)


def show(store: Store, name: str, words: NameWords) -> Employer:
    """An employer with its texts, by its name or short name."""
    with store.reading() as connection:
        return _living(employers.read(connection, store.owner), name, words)


def texts_of(store: Store, name: str, words: NameWords) -> tuple[Material, ...]:
    """The texts of an employer, read anew: what its map is worked out from."""
    return materials_of(show(store, name, words))


def known(store: Store, employer_name: str | None, catalogue: Catalogue) -> tuple[Material, ...]:
    """What is kept of the employer of a case; nothing where its name means none, or more than one."""
    with store.reading() as connection:
        return Library(employers.read(connection, store.owner), catalogue).known(employer_name)


def delete(store: Store, name: str, words: NameWords, now: datetime) -> Employer:
    """Move an employer to the bin; it's erased at the first start after 7 days."""
    with store.writing() as connection:
        one = replace(_living(employers.read(connection, store.owner), name, words), deleted_at=now)
        employers.replace(connection, store.owner, [one])
    return one


def restore(store: Store, name: str, words: NameWords) -> Employer:
    """Take an employer out of the bin."""
    with store.writing() as connection:
        one = _any(employers.read(connection, store.owner), name, words)
        if one.deleted_at is None:
            raise EmployerNotInBin(one.name, one.id)
        one = replace(one, deleted_at=None)
        employers.replace(connection, store.owner, [one])
    return one


def find(store: Store, name: str, words: NameWords) -> Employer:
    """An employer by its name or short name, in the bin or not."""
    with store.reading() as connection:
        return _any(employers.read(connection, store.owner), name, words)


@memory.forgets
def erase(store: Store, name: str, words: NameWords) -> erasure.Erased:
    """Erase an employer at once, from the bin or not, from every place where its texts can lie."""
    return erasure.erase(store, [find(store, name, words).id], "employer")


def export(store: Store, file: Path) -> int:
    """Write the whole library to a file that isn't there yet; how many employers are in it."""
    kept = list_all(store)
    with files_at(str(file)):
        if file.exists() or file.is_symlink():
            raise FileTaken(str(file))
        file.absolute().parent.mkdir(parents=True, exist_ok=True)
        write_atomically(file.absolute(), to_file(kept))
    return len(kept)


_NAMELESS = "There is no letter and no digit in its name."
_IN_BIN = timedelta(days=DAYS_IN_BIN)


def _change(kept: Iterable[Employer], words: NameWords, now: datetime) -> _Change:
    return _Change(words, now, {one.id: one for one in kept})


def _repeated(news: Iterable[NewEmployer], words: NameWords) -> set[str]:
    """The names under which an import brings employers with different links."""
    links: dict[str, set[str | None]] = {}
    for new in news:
        links.setdefault(words.key(new.name), set()).add(new.link)
    return {key for key, found in links.items() if len(found) > 1}


def _meant(called: Sequence[Employer], new: NewEmployer, *, repeated: bool) -> Employer | str | None:
    """The kept employer that an imported one is, None for a new one, or why it can't be kept.

    Name and link make one; where a name stands for a single employer on both sides, its link may
    have moved.
    """
    linked = [one for one in called if one.link == new.link]
    found = linked[0] if linked else None
    if found is None and len(called) == 1 and not repeated:
        found = called[0]
    if found is None and called and new.link is None:
        return f"Several employers are called {new.name}: {', '.join(_ids(called))}."
    if found and found.deleted_at:
        return f"{found.name} is in the bin: ringback employer restore {found.id}"
    return found


def _added_to(old: Employer, new: NewEmployer, now: datetime) -> Employer:
    """The employer with what is new; the very same record where nothing is."""
    texts = list(old.texts)
    if new.listed and not new.texts:
        texts = [text for text in texts if text.origin != "list"]
    for text in new.texts:
        _put_text(texts, text, now)
    link, place = (new.link, new.place) if new.listed else (new.link or old.link, new.place or old.place)
    one = replace(old, link=link, place=place, texts=tuple(texts))
    return old if one == old else replace(one, updated=now)


def _put_text(texts: list[EmployerText], new: NewText, now: datetime) -> None:
    """Put a text in the place of the one it replaces, or behind the others; not at all where it's there."""
    if new.origin == "given":
        at = next((n for n, text in enumerate(texts) if text.text == new.text), None)
    else:
        at = next((n for n, text in enumerate(texts) if _is_newer(new, text)), None)
    if at is not None and texts[at].text == new.text:
        return
    number = max((text.id for text in texts), default=0) + 1 if at is None else texts[at].id
    name = _free_text_name(new.name, texts) if new.origin == "given" else new.name
    kept = EmployerText(number, new.origin, name, new.source, new.text, new.added or now)
    texts[len(texts) if at is None else at : len(texts) if at is None else at + 1] = [kept]


def _is_newer(new: NewText, old: EmployerText) -> bool:
    return new.origin == old.origin and (new.origin == "list" or new.name == old.name)


def _free_text_name(name: str, texts: Iterable[EmployerText]) -> str:
    taken = {text.name for text in texts}
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name} ({number})"
    return free


def _has(one: Employer, wanted: Sequence[str]) -> bool:
    if not wanted:
        return True
    said = (one.id, one.name, one.link or "", one.place or "", *(text.text for text in one.texts))
    held = fold_name(" ".join(said))
    return all(word in held for word in wanted)


def _any(kept: Sequence[Employer], name: str, words: NameWords) -> Employer:
    by_id = {one.id: one for one in kept}
    if name in by_id:
        return by_id[name]
    called = Register(kept, words).called(name)
    if not called:
        raise NoSuchEmployer(name, _nearest(kept, name))
    return _one_of(called, name)


def _nearest(kept: Iterable[Employer], name: str) -> list[str]:
    """The names that hold the one given, else those that begin with, or are, something spelt nearly so."""
    folded = name.casefold()
    spelt: dict[str, str] = {}
    for one in kept:
        whole = one.name.casefold()
        spelt |= {whole: one.name, whole.split()[0]: one.name}
    near = [one for one in spelt if folded in one] or difflib.get_close_matches(folded, spelt, 2 * NEAREST)
    return list(dict.fromkeys(spelt[one] for one in near))[:NEAREST]


def _one_of(called: Sequence[Employer], name: str) -> Employer:
    if len(called) > 1:
        raise SeveralEmployers(name, _ids(called))
    return called[0]


def _living(kept: Sequence[Employer], name: str, words: NameWords) -> Employer:
    one = _any(kept, name, words)
    if one.deleted_at is not None:
        raise EmployerInBin(one.name, one.id)
    return one


def _ids(some: Iterable[Employer]) -> list[str]:
    return [one.id for one in some]


def _refuse_unfit(some: Iterable[Employer]) -> None:
    for one in some:
        for problem in unfit_texts(one, one.id):
            raise NotStorable(problem.place, problem.says)
