"""Several texts of one employer, as one line of stages."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ringback.core.process_map import held, merge
from ringback.core.stage_pages import Page
from ringback.core.stages import STAGE_KINDS, Stage


def stage(
    kind: str, source: str = "page", when: str = "unknown", minutes: tuple[int, int] | None = None
) -> Stage:
    return Stage(kind, kind.replace("_", " "), source, 0, len(kind), when=when, minutes=minutes)


def page(*stages: Stage, order_known: bool = True, about: str | None = None) -> Page:
    return Page(stages, order_known, about)


LISTED = page(stage("phone_interview"), stage("take_home"), stage("panel_or_onsite"))


def test_what_stands_before_the_next_stage_is_over_and_what_stands_after_it_is_to_come():
    line = merge([LISTED, page(stage("take_home", "mail", "next"), about="take_home")])
    assert [one.when for one in line.stages] == ["done", "next", "to_come"]
    assert line.about == "take_home"


def test_of_two_first_talks_by_different_mediums_the_newer_holds_and_both_are_shown():
    line = merge(
        [page(stage("phone_interview", "old", "next")), page(stage("video_interview", "new", "next"))]
    )
    assert [one.kind for one in line.stages] == ["video_interview"]
    assert [(clash.kept_source, clash.dropped_source) for clash in line.clashes] == [("new", "old")]


def test_two_lengths_of_one_stage_clash_and_the_newer_holds():
    line = merge(
        [page(stage("take_home", "old", minutes=(60, 60))), page(stage("take_home", "new", minutes=(90, 90)))]
    )
    assert line.stages[0].minutes == (90, 90)
    assert [clash.about for clash in line.clashes] == ["length"]


def test_a_stage_that_one_text_alone_names_joins_the_line_and_tells_nothing_of_the_others():
    line = merge([LISTED, page(stage("reference_check", "mail", "next"))])
    assert [one.kind for one in line.stages][-1] == "reference_check"
    assert line.stages[0].when == "unknown"


def test_who_went_on_after_a_call_has_it_behind_them():
    line = merge([page(stage("panel_or_onsite", when="next"), stage("phone_interview"), order_known=False)])
    assert [(one.kind, one.when) for one in held(line, "phone").stages] == [
        ("phone_interview", "done"),
        ("panel_or_onsite", "next"),
    ]


def test_nothing_told_gives_an_empty_line():
    assert merge([page()]).stages == ()


pages = st.lists(st.sampled_from(STAGE_KINDS), unique=True, min_size=1, max_size=6).map(
    lambda kinds: page(*map(stage, kinds))
)


@given(pages)
def test_a_text_read_twice_changes_nothing(one: Page):
    assert merge([one, one]).stages == merge([one]).stages


@given(st.lists(pages, min_size=1, max_size=4))
def test_every_kind_named_is_in_the_line_once_but_for_first_talks_that_mean_the_same(told: list[Page]):
    line = merge([replace(one) for one in told])
    kinds = [one.kind for one in line.stages]
    assert len(kinds) == len(set(kinds))
    assert set(kinds) <= {one.kind for each in told for one in each.stages}
