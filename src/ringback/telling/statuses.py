"""How each error is told to a program: the status of its code, by the numbers that the web has for them."""

from __future__ import annotations

from collections.abc import Mapping

CODES: Mapping[int, tuple[str, ...]] = {
    400: (
        "bad_count", "bad_day", "bad_kind", "bad_lesson", "bad_line", "bad_request", "bad_scenario",
        "bad_time", "broken_export", "broken_tables", "consent_missing", "consent_refused", "damaged",
        "empty", "empty_recording", "held_back", "help_first", "locked", "malformed_json", "no_audio_stream",
        "no_call",
        "no_draft", "no_other_speaker", "no_rows", "no_such_kind", "no_such_outcome", "no_such_way",
        "no_take",
        "no_words", "nobody_speaks", "not_a_fact", "not_agreed", "not_heard_here", "not_in_this_version",
        "not_sound", "not_storable", "nothing_changed", "nothing_left", "nothing_read",
        "nothing_to_import", "nothing_to_keep", "older_tables", "own_copy", "recording", "several_calls",
        "too_many_gates", "undecodable", "unhearable", "unknown_format", "unknown_speaker", "unreadable",
        "wrong_kind", "wrong_use",
    ),
    401: ("not_let_in",),
    403: ("not_from_here", "wrong_form"),
    404: (
        "no_minute", "no_report", "no_such_case", "no_such_draft", "no_such_employer", "no_such_entry",
        "no_such_fact", "no_such_file", "no_such_finding", "no_such_folder", "no_such_minute",
        "no_such_note", "no_such_question", "no_such_recall", "no_such_recording", "no_such_report",
        "no_such_step", "no_such_take", "no_such_tool", "no_such_turn", "no_such_version", "no_tables",
        "no_timed_call", "not_found", "nothing_kept", "nothing_to_do", "nothing_to_take_back",
        "nothing_to_undo",
    ),
    405: ("method_not_allowed",),
    409: (
        "already_kept",
        "case_exists", "case_not_in_bin", "copy_would_go", "edit_clash", "employer_not_in_bin", "file_exists",
        "file_taken", "folder_busy", "folder_taken", "not_finished", "not_the_newest", "older_page",
        "same_id", "several_employers", "signs_changed", "text_changed", "too_few_cases",
        "would_drop",
    ),
    410: ("case_in_bin", "employer_in_bin", "sound_gone"),
    411: ("no_length",),
    413: ("too_large", "too_long", "too_much_to_pack"),
    422: ("misread",),
    500: ("engine_failed", "unexpected"),
    502: ("no_answer",),
    503: (
        "bad_setting", "cannot_write", "catalogue_broken", "keeps_stopping", "no_audio_extra",
        "no_batch_extra", "no_catalogue_folder", "no_cluster", "no_decoder", "no_mcp_extra", "no_model",
        "no_voice", "port_taken", "store_busy", "store_corrupted", "store_fault", "store_foreign",
        "store_newer", "store_read_only", "wrong_model",
    ),
    507: ("disk_full",),
}  # fmt: skip
"""Every code under its status: 4xx where the request is to be mended, 5xx where the machine is."""
STATUS = {code: status for status, codes in CODES.items() for code in codes}
