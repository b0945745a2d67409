"""Cases as a zip file: read into memory, path by path, and never further than a case goes."""

from __future__ import annotations

import io
import zipfile

import pytest
from tests.steps import steps

from ringback.store import zipped
from ringback.store.errors import BrokenExport

CASE = {"case.json": b"{}", "materials/01-account.txt": b"It went badly."}


def rezipped(*entries: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return made.getvalue()


def test_what_is_packed_comes_back_and_the_same_folders_give_the_same_bytes() -> None:
    packed = zipped.pack({"lowmoor": CASE, "harrow": CASE})
    assert zipped.unpack(packed, "mine.zip") == {"lowmoor": CASE, "harrow": CASE}
    assert packed == zipped.pack({"lowmoor": CASE, "harrow": CASE})


def test_a_folder_zipped_again_by_a_file_manager_is_taken_all_the_same() -> None:
    mac = [(f"Downloads/lowmoor/{name}", content) for name, content in CASE.items()]
    strays = [
        ("__MACOSX/Downloads/._lowmoor", b"x"),
        ("Downloads/.DS_Store", b"x"),
        ("Downloads/lowmoor/", b""),
    ]
    assert zipped.unpack(rezipped(*mac, *strays), "mine.zip") == {"Downloads/lowmoor": CASE}
    assert zipped.unpack(rezipped(*CASE.items()), "mine.zip") == {"": CASE}


def test_every_file_goes_to_its_own_case_however_many_there_are() -> None:
    def unpacked(cases: int) -> dict[str, dict[str, bytes]]:
        return zipped.unpack(zipped.pack({f"case-{n}": CASE for n in range(cases)}), "mine.zip")

    alike = {"a": CASE, "a-b": CASE, "ab": CASE, "a.b": CASE}
    assert zipped.unpack(zipped.pack(alike), "mine.zip") == alike
    few, more, most = (steps(lambda n=n: unpacked(n)) for n in (50, 100, 200))
    assert most - more < 2.3 * (more - few)


@pytest.mark.parametrize(
    "name", ["../case.json", "/case.json", "a//case.json", "c:/case.json", "a\\case.json"]
)
def test_a_path_that_leads_out_of_the_case_is_refused(name: str) -> None:
    if "\\" in name:  # the writer would turn it round
        data = rezipped((name.replace("\\", "/"), b"{}")).replace(b"a/case", b"a\\case")
    else:
        data = rezipped((name, b"{}"))
    with pytest.raises(BrokenExport, match="no path within a case"):
        zipped.unpack(data, "mine.zip")


def test_more_than_a_case_can_hold_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(zipped, "MOST_BYTES", 1_000_000)
    with pytest.raises(BrokenExport, match="more than 1 MB"):
        zipped.unpack(rezipped(("a/case.json", b"0" * 1_000_001)), "mine.zip")
    monkeypatch.setattr(zipped, "MOST_FILES", 1)
    with pytest.raises(BrokenExport, match="more than 1 files"):
        zipped.unpack(rezipped(*CASE.items()), "mine.zip")


def test_more_cases_than_would_be_taken_in_again_are_not_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MOST_FILES", 2 * len(CASE))
    two = {"lowmoor": CASE, "tarn": CASE}
    assert zipped.unpack(zipped.pack(two), "mine.zip") == two
    for most in ("MOST_FILES", "MOST_BYTES"):
        monkeypatch.setattr(zipped, most, 1)
        with pytest.raises(zipped.TooMuchToPack, match="ringback case export"):
            zipped.pack({"lowmoor": CASE})


@pytest.mark.full  # packs thousands of files
def test_thousands_of_cases_can_be_packed_and_taken_out_again() -> None:
    many = {f"case-{number}": {f"{name}": b"0" * 10_000 for name in CASE} for number in range(2_500)}
    assert zipped.unpack(zipped.pack(many), "mine.zip") == many


def test_a_file_that_was_cut_short_is_named() -> None:
    packed = zipped.pack({"lowmoor": CASE})
    for broken in (b"", packed[:-30], packed[:40] + b"\xff" * 20 + packed[60:]):
        with pytest.raises(BrokenExport, match=r"mine\.zip"):
            zipped.unpack(broken, "mine.zip")
