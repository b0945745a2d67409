"""Settings: from a file, over it a variable, over that a flag; wrong ones are named with a remedy."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback import settings
from ringback.settings import BadSetting, Settings


def _write(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_bytes(text.encode())
    return folder


def test_without_a_file_nothing_is_chosen(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "none", {}, {}) == Settings()
    assert not (tmp_path / "none").exists()


def test_the_file_says_what_was_chosen(tmp_path: Path) -> None:
    home = _write(
        tmp_path,
        'locale = "en-US"\nzone = "Europe/Dublin"\nme = "Niamh"\ncountry = "ie"\n'
        'hide_numbers = true\ncatalogue_folder = "/rules"\ntone = "formal"\n',
    )
    assert settings.load(home, {}, {}) == Settings(
        "en-US", "Europe/Dublin", "Niamh", "IE", True, Path("/rules"), "formal"
    )


def test_a_flag_goes_over_a_variable_and_a_variable_over_the_file(tmp_path: Path) -> None:
    home = _write(tmp_path, 'locale = "en-US"\nme = "A"\ntone = "warm"\n')
    variables = {"RINGBACK_ME": "B", "RINGBACK_TONE": "formal", "RINGBACK_HIDE_NUMBERS": "yes"}
    chosen = settings.load(home, variables, {"tone": "plain", "me": None})
    assert (chosen.locale, chosen.me, chosen.tone, chosen.hide_numbers) == ("en-US", "B", "plain", True)


def test_the_data_folder_is_the_variables_or_the_systems(tmp_path: Path) -> None:
    assert settings.home({"RINGBACK_HOME": str(tmp_path)}) == tmp_path
    assert settings.home({}).name == "ringback"
    assert settings.home({"RINGBACK_HOME": ""}) == settings.home({})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('colour = "blue"', 'There is no setting "colour". The settings are locale, zone,'),
        ('locale = "fr-FR"', 'locale: "fr-FR" can\'t be the value of locale. It is one of en-GB, en-US.'),
        ("locale = 7", "locale: 7 can't be the value"),
        ('zone = "Mars/Olympus"', "such as Europe/Dublin"),
        ('zone = "../../etc/passwd"', "such as Europe/Dublin"),
        ('country = "Ireland"', "two letters"),
        ('country = "ZZ"', "two letters"),
        ('hide_numbers = "yes"', "true or false"),
        ("hide_numbers = 1", "true or false"),
        ('me = "  "', "your name"),
        ('tone = "jolly"', "plain, warm, formal"),
        ("day = 2026-11-22", 'no setting "day"'),
        ("me = 2026-11-22", "your name"),
        ("locale", "This is not TOML"),
        ('me = "a"\nme = "b"', "This is not TOML"),
        ("[table]", 'no setting "table"'),
    ],
)
def test_what_is_wrong_in_the_file_is_named_with_a_remedy(tmp_path: Path, text: str, says: str) -> None:
    home = _write(tmp_path, text)
    with pytest.raises(BadSetting) as caught:
        settings.load(home, {}, {})
    assert says in str(caught.value)
    assert str(home / "config.toml") in str(caught.value)


def test_what_is_wrong_in_a_variable_or_a_flag_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="RINGBACK_LOCALE: "):
        settings.load(tmp_path, {"RINGBACK_LOCALE": "xx"}, {})
    with pytest.raises(BadSetting, match="--hide-numbers: "):
        settings.load(tmp_path, {}, {"hide_numbers": "maybe"})


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(b"me = '\xff'")
    with pytest.raises(BadSetting, match="Byte 6 is not UTF-8"):
        settings.load(tmp_path, {}, {})


def test_putting_one_setting_leaves_every_other_line_as_it_is(tmp_path: Path) -> None:
    home = _write(tmp_path, '# mine\nlocale = "en-GB" # home\r\n\n"me" = "A"\ntone="warm"')
    assert settings.put(home, "me", 'Né "B" \\').me == 'Né "B" \\'
    after = '# mine\nlocale = "en-GB" # home\r\n\nme = "Né \\"B\\" \\\\"\ntone="warm"'
    assert (home / "config.toml").read_bytes().decode() == after
    settings.put(home, "hide_numbers", "yes")
    assert (home / "config.toml").read_bytes().decode() == after + "\nhide_numbers = true\n"
    settings.remove(home, "me")
    assert settings.load(home, {}, {}) == Settings("en-GB", hide_numbers=True, tone="warm")


def test_the_country_that_is_mostly_said_otherwise_is_known(tmp_path: Path) -> None:
    assert settings.put(tmp_path, "country", "uk").country == "GB"


def test_putting_makes_the_folder_and_a_private_file(tmp_path: Path) -> None:
    home = tmp_path / "a" / "b"
    settings.put(home, "country", "ie")
    assert (home / "config.toml").read_text() == 'country = "IE"\n'
    assert (home / "config.toml").stat().st_mode & 0o777 == 0o600
    assert home.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in home.iterdir()] == ["config.toml"]


@pytest.mark.parametrize(
    ("key", "value"), [("colour", "blue"), ("locale", "xx"), ("me", "a\nb"), ("me", "\x7f"), ("zone", "")]
)
def test_a_wrong_setting_is_never_written(tmp_path: Path, key: str, value: str) -> None:
    home = _write(tmp_path, 'me = "A"\n')
    with pytest.raises(BadSetting):
        settings.put(home, key, value)
    assert (home / "config.toml").read_text() == 'me = "A"\n'


def test_a_form_that_cannot_be_changed_safely_is_left_alone(tmp_path: Path) -> None:
    text = 'me = """\\\nlocale = "en-GB" """\nlocale = "en-US"\n'
    home = _write(tmp_path, text)
    with pytest.raises(BadSetting, match="Change it in the file itself"):
        settings.put(home, "locale", "en-GB")
    assert (home / "config.toml").read_text() == text


@given(me=st.text(min_size=1), other=st.text(min_size=1))
def test_any_name_that_is_taken_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, me: str, other: str
) -> None:
    home = tmp_path_factory.mktemp("home")
    for name in (other, me):
        try:
            assert settings.put(home, "me", name).me == name
        except BadSetting:
            assert not name.strip() or not name.isprintable()
        else:
            assert tomllib.loads((home / "config.toml").read_text(encoding="utf-8")) == {"me": name}
