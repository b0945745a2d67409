"""The card: the whole opener in large type, escaped, on one sheet, with nothing fetched and nothing run."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.handing.reports import REFUSED, Record, forms, report

from ringback.core.card import MOST_FACTS, Card, card_of, in_sense_lines
from ringback.core.hand_over import NOT_FINISHED, NoSuchDraft
from ringback.handing.card import page
from ringback.pictures import frame

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60)
LONG = (
    "At Aldermere I rebuilt the reorder points for about 1,400 lines, nine orders in a hundred were going out"
    " short, a year later it was four, and that is how I knew that it had worked."
)


def made(record: Record, kind: str | None = None, *, unfinished: bool = False) -> str:
    return page(card_of(record, kind, forms(), unfinished=unfinished), "en-GB")


def readable(html: str) -> str:
    """The text of a page's body, on one line."""
    body = ET.fromstring(html.removeprefix("<!doctype html>\n")).find("body")
    assert body is not None
    return " ".join("".join(body.itertext()).split())


def shown(text: str) -> str:
    """Words as the page sets them."""
    return " ".join(re.sub(r"(?<=\w)'(?=\w)", "’", text).split())


def words_of(draft: Record) -> str:
    return shown(" ".join(one["text"] for one in draft["sentences"]))


def test_the_card_says_whom_when_the_opener_the_other_one_and_the_replies() -> None:
    record = report()
    text = readable(made(record))
    assert "Marcus Odell, Tuesday 24 November, 10:00" in text
    named, unnamed, *_ = record["drafts"]
    assert words_of(named) in text
    assert words_of(unnamed) in text
    assert text.index(words_of(named)) < text.index(words_of(unnamed))
    for reply in named["answers_to"]:
        assert shown(f"“{reply['they_say']}”") in text
        assert all(shown(one["text"]) in text for one in reply["sentences"])


def test_the_other_opener_can_be_chosen() -> None:
    record = report()
    text = readable(made(record, "opener_unnamed"))
    assert text.index(words_of(record["drafts"][1])) < text.index(words_of(record["drafts"][0]))
    assert "Or, naming it" in text


def test_a_case_without_an_opener_has_no_card() -> None:
    with pytest.raises(NoSuchDraft):
        card_of(report(REFUSED), None, forms())


def test_each_sentence_has_a_line_and_what_reassures_stays_with_what_it_reassures_of() -> None:
    record = report()
    lines = in_sense_lines(record["drafts"][0]["sentences"])
    assert " ".join(line for paragraph in lines for line in paragraph) == " ".join(
        one["text"] for one in record["drafts"][0]["sentences"]
    )
    [happened] = [paragraph for paragraph in lines if any("mind went blank" in line for line in paragraph)]
    assert "It was well below my normal standard." in happened


def test_only_facts_that_may_be_said_and_are_not_said_already_stand_at_hand() -> None:
    record = report()
    told = {"kind": "experience", "provenance": "told", "confirmed": False, "text": "I ran the desk at Marsh"}
    record["facts"] += [
        told | {"number": 91},
        told | {"number": 92, "text": "I hold a forklift licence", "provenance": "found"},
        told | {"number": 93, "text": "I asked nothing at the end", "kind": "event"},
    ]
    assert card_of(record, None, forms()).facts == ("I ran the desk at Marsh",)
    record["facts"] += [told | {"number": 100 + n, "text": f"I have done job {n}"} for n in range(9)]
    assert len(card_of(record, None, forms()).facts) == MOST_FACTS


def test_a_gap_of_the_opener_is_told_and_marked_and_one_of_a_reply_leaves_the_reply_out() -> None:
    record = report()
    gap = {"text": "[your answer in two sentences]", "move": "correct_answer", "facts": [], "gap": True}
    opener = record["drafts"][0]
    opener["answers_to"][1]["sentences"] = [gap]
    card = card_of(record, None, forms())
    assert (len(card.replies), card.gaps) == (2, ())
    assert card.left_out == (f"“{opener['answers_to'][1]['they_say']}”",)
    opener["sentences"].append(gap)
    assert [one.name for one in card_of(record, None, forms()).gaps] == ["answer"]
    html = made(record, unfinished=True)
    assert html.count("<mark>[your answer in two sentences]</mark>") == 1
    assert NOT_FINISHED in readable(html)


@given(WORDS, WORDS, WORDS)
def test_whatever_somebody_is_called_or_says_is_text(who: str, says: str, fact: str) -> None:
    card = Card(
        who, None, None, "phone", "opener_named", 30, ((says,),), None, ((says, who),), (fact,), (), ()
    )
    text = readable(page(card, "en-GB"))
    assert shown(f"“{says}”") in text
    assert shown(who) in text


def test_markup_in_the_words_stays_words() -> None:
    html = page(
        Card(
            "<script>x</script>",
            None,
            None,
            "phone",
            "o",
            3,
            (('<b title="a">&amp;',),),
            None,
            (),
            (),
            (),
            (),
        ),
        "en-GB",
    )
    assert "<script" not in html
    assert "&lt;b title=&quot;a&quot;&gt;&amp;amp;" in html


def test_nothing_is_fetched_and_nothing_is_run() -> None:
    html = made(report())
    assert not re.search(r"<script|https?:|url\(|@import|src=|href=", html)
    assert "default-src 'none'" in html


def test_the_colours_are_those_of_the_pictures() -> None:
    html = made(report())
    light, dark = (
        re.search(rf"color-scheme: {name};(.*?)\}}", html, re.DOTALL) for name in ("light", "dark")
    )
    assert light
    assert dark
    for block, tokens in ((light[1], frame.LIGHT), (dark[1], frame.DARK)):
        for name in ("paper", "ink", "soft", "rule", "accent"):
            assert f"--{name}: {tokens[name]};" in block


def heaviest() -> Record:
    """The opener, the other one and the replies as long as they get, and facts at hand."""
    record = report()
    record["plan"]["person"]["role"] = "head of planning and of the three depots in the north"
    for draft in record["drafts"][:2]:
        for sentence in draft["sentences"][-4:-2]:
            sentence["text"] = LONG
        for reply in draft["answers_to"]:
            reply["sentences"][0]["text"] = LONG
    told = {"kind": "experience", "provenance": "told", "confirmed": False}
    record["facts"] += [told | {"number": 90 + n, "text": f"{LONG} ({n})"} for n in range(MOST_FACTS)]
    return record


def light() -> Record:
    """One opener, and no more."""
    record = report()
    record["drafts"] = record["drafts"][:1]
    record["drafts"][0]["answers_to"] = []
    return record


def test_the_less_there_is_the_larger_it_is_printed() -> None:
    sizes = [
        float(re.findall(r"--unit: ([\d.]+)pt", made(record))[-1])
        for record in (light(), report(), heaviest())
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1] >= 10


@pytest.mark.full  # needs chromium
@pytest.mark.parametrize("record", [light(), report(), heaviest()], ids=["light", "usual", "heaviest"])
def test_it_prints_on_one_sheet_and_fits_a_phone(record: Record, tmp_path: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
    if browser is None:
        pytest.skip("no chromium here; on Debian: sudo apt install chromium")
    card, sheet = tmp_path / "card.html", tmp_path / "card.pdf"
    card.write_text(made(record), encoding="utf-8")
    run = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    subprocess.run(
        [*run, "--no-pdf-header-footer", f"--print-to-pdf={sheet}", card.as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert len(re.findall(rb"/Type\s*/Page\b", sheet.read_bytes())) == 1
    narrow = tmp_path / "narrow.html"
    narrow.write_text(
        f'<iframe id="a" width="360" height="800" srcdoc="{_quoted(card)}"></iframe><p id="b"></p><script>'
        "a.onload = () => { const e = a.contentDocument.scrollingElement; b.textContent = JSON.stringify(["
        "e.scrollWidth, e.clientWidth]) }</script>",
        encoding="utf-8",
    )
    seen = subprocess.run(
        [*run, "--virtual-time-budget=5000", "--dump-dom", narrow.as_uri()],
        check=True, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    found = re.search(r'<p id="b">(\[.*?\])</p>', seen.stdout)
    assert found, seen.stdout[-300:]
    inside, window = json.loads(found[1])
    assert inside <= window


def _quoted(card: Path) -> str:
    from html import escape

    return escape(card.read_text(encoding="utf-8"))
