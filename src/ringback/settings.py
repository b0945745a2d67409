"""The user's settings: config.toml in the data folder, a variable over the file, a flag over both."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from ringback.core.called import Usual
from ringback.core.errors import RingbackError
from ringback.store.errors import files_at
from ringback.store.files import write_atomically

HOME = "RINGBACK_HOME"
FILE = "config.toml"
LOCALES = ("en-GB", "en-US")
MOST_GREETING = 3
"""Words before the name."""
TONES = ("plain", "warm", "formal")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user has chosen; None: not chosen, so the machine or the text decides.

    `zone` is an IANA name, `country` two letters (ISO 3166), `me` the name that stands for the
    candidate in transcripts, `catalogue_folder` a folder that adds or silences rules, `greeting` how they
    begin letters, `measure_pace` whether a rehearsal tells pace and fillers.
    """

    locale: str | None = None
    zone: str | None = None
    me: str | None = None
    country: str | None = None
    hide_numbers: bool = False
    catalogue_folder: Path | None = None
    tone: str = "plain"
    greeting: str | None = None
    measure_pace: bool = True


class BadSetting(RingbackError):
    """A setting that is not known, or a value it can't have."""

    code = "bad_setting"


KEYS: tuple[str, ...] = tuple(field.name for field in fields(Settings))


def home(environment: Mapping[str, str]) -> Path:
    """The data folder: RINGBACK_HOME, else the place the system keeps a user's data."""
    if chosen := environment.get(HOME):
        return Path(chosen).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_data_dir("ringback", appauthor=False))


def load(folder: Path, environment: Mapping[str, str], flags: Mapping[str, str | None]) -> Settings:
    """The settings in force, each from the first that gives it: flag, variable, config.toml, default.

    A flag that is None was not given. Only a flag says `me` of the texts at hand; elsewhere it is Usual.
    BadSetting names the file (or variable, or flag) and the key.
    """
    file = folder / FILE
    chosen = _checked_all(_values(_text(file), file), str(file))
    for key in KEYS:
        variable = f"RINGBACK_{key.upper()}"
        flag = f"--{key.replace('_', '-')}"
        if value := environment.get(variable):
            chosen[key] = _from_words(key, value, variable)
        if (value := flags.get(key)) is not None:
            chosen[key] = _from_words(key, value, flag)
    if "me" in chosen and flags.get("me") is None:
        chosen["me"] = Usual(chosen["me"])
    return Settings(**chosen)


def check(key: str, value: str) -> None:
    """Nothing, where `put` would take the value. Raises BadSetting."""
    _refuse_unknown(key, key)
    _from_words(key, value, key)


def in_file(folder: Path) -> Mapping[str, Any]:
    """What config.toml itself says, by key, without what stands over it. Raises BadSetting."""
    file = folder / FILE
    return _checked_all(_values(_text(file), file), str(file))


def put(folder: Path, key: str, value: str) -> Settings:
    """Write one setting into config.toml, all or nothing, and leave every other line as it is."""
    _refuse_unknown(key, "ringback config set")
    written = _toml(_plain(_from_words(key, value, key)))
    return _rewrite(folder, key, f"{key} = {written}\n")


def remove(folder: Path, key: str) -> Settings:
    """Take one setting out of config.toml, so that its default holds again."""
    _refuse_unknown(key, "ringback config unset")
    return _rewrite(folder, key, "")


def _rewrite(folder: Path, key: str, line: str) -> Settings:
    file = folder / FILE
    before = _text(file)
    after = _with_line(before, key, line)
    if not _changes_only(key, _values(before, file), after, line):
        says = f'"{key}" stands in a form that can\'t be changed safely.'
        raise BadSetting(says, "Change it in the file itself.", str(file))
    found = _values(after, file)
    settings = Settings(**_checked_all(found, str(file)))
    with files_at(str(file)):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(file, after.encode())
    return settings


def _changes_only(key: str, before: Mapping[str, Any], after: str, line: str) -> bool:
    try:
        found = tomllib.loads(after)
    except tomllib.TOMLDecodeError:
        return False
    return {**before, key: None} == {**found, key: None} and (key in found) == bool(line)


def _with_line(text: str, key: str, line: str) -> str:
    """The text with `line` in place of the one that sets `key`, or at its end."""
    lines = text.splitlines(keepends=True)
    for number, old in enumerate(lines):
        if old.partition("=")[0].strip().strip("\"'") == key:
            return "".join([*lines[:number], line, *lines[number + 1 :]])
    gap = "\n" if text and not text.endswith("\n") else ""
    return f"{text}{gap}{line}"


def _text(file: Path) -> str:
    with files_at(str(file)):
        if not file.exists():
            return ""
        content = file.read_bytes()
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise BadSetting(f"Byte {error.start} is not UTF-8.", "Save the file as UTF-8.", str(file)) from None


def _values(text: str, file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        remedy = 'Mend that line; a setting looks like this: locale = "en-GB"'
        raise BadSetting(f"This is not TOML: {error}.", remedy, str(file)) from None


def _checked_all(values: Mapping[str, Any], place: str) -> dict[str, Any]:
    for key in values:
        _refuse_unknown(key, place)
    return {key: _checked(key, value, f"{place}: {key}") for key, value in values.items()}


def _refuse_unknown(key: str, place: str) -> None:
    if key not in KEYS:
        raise BadSetting(f'There is no setting "{key}".', f"The settings are {', '.join(KEYS)}.", place)


def _from_words(key: str, words: str, place: str) -> Any:
    """The value that is meant by the words of a variable, a flag or the command line."""
    if key in _YES_OR_NO:
        return _checked(key, _YES_NO.get(words.lower(), words), place)
    return _checked(key, words, place)


def _checked(key: str, value: object, place: str) -> Any:
    check, remedy = _CHECKS[key]
    kind = bool if key in _YES_OR_NO else str
    if isinstance(value, kind) and (right := check(value)) is not None:
        return right
    raise BadSetting(f"{_toml(value)} can't be the value of {key}.", remedy, place)


def _one_of(*allowed: str) -> Callable[[Any], str | None]:
    return lambda value: value if value in allowed else None


def _zone(value: str) -> str | None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(value).key
    except (ZoneInfoNotFoundError, OSError, ValueError):
        return None


def _country(value: str) -> str | None:
    from ringback.countries import code_of

    return code_of(value)


def _name(value: str) -> str | None:
    return value if value.strip() and value.isprintable() else None


def _greeting(value: str) -> str | None:
    """A word or three to put before a name, without the comma after it."""
    words = value.strip().rstrip(",").split()
    right = (
        0 < len(words) <= MOST_GREETING
        and value.isprintable()
        and all(word.replace("'", "").isalpha() for word in words)
    )
    return " ".join(words) if right else None


def _folder(value: str) -> Path | None:
    return Path(value).expanduser() if _name(value) else None


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Path) else value


def _toml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


_YES_OR_NO = ("hide_numbers", "measure_pace")
_YES_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_CHECKS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "locale": (_one_of(*LOCALES), f"It is one of {', '.join(LOCALES)}."),
    "zone": (_zone, "It is the name of a time zone, such as Europe/Dublin."),
    "me": (_name, "It is your name as the transcript gives it."),
    "country": (_country, "It is the two letters of a country, such as IE."),
    "hide_numbers": (lambda value: value, "It is true or false."),
    "measure_pace": (lambda value: value, "It is true or false."),
    "catalogue_folder": (_folder, "It is the path of a folder."),
    "tone": (_one_of(*TONES), f"It is one of {', '.join(TONES)}."),
    "greeting": (_greeting, "It is how you begin a letter, before the name: Hi, Hello, Dear, Good morning."),
}
