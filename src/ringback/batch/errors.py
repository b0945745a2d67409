"""What can be wrong with a batch as a whole, and with an input before anything in it is read."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec

from ringback.core.errors import RingbackError
from ringback.extras import pip_install
from ringback.telling.said import UNREAD


class NoBatchExtra(RingbackError):
    """What a batch runs on isn't installed."""

    code = "no_batch_extra"

    def __init__(self, extra: str = "batch") -> None:
        super().__init__(
            f"This needs the extra [{extra}], which isn't installed.",
            "Add it: " + pip_install(f"ringback[{extra}]"),
        )


def need(libraries: Iterable[str], extra: str = "batch") -> None:
    """Nothing, where the libraries of an extra are installed. Raises NoBatchExtra."""
    if any(find_spec(name) is None for name in libraries):
        raise NoBatchExtra(extra)


class NoSuchInput(RingbackError):
    """An input that names nothing."""

    code = "no_such_file"

    def __init__(self, given: str, why: str = "There is no such file or folder.") -> None:
        super().__init__(why, "Check the name; a pattern goes in quotes.", given)


class NotABatch(RingbackError):
    """A folder for the tables that holds something else."""

    code = "folder_taken"

    def __init__(self, folder: str) -> None:
        super().__init__(
            "There is something else in this folder.", "Name a new one, or an empty one, with --out.", folder
        )


class FolderBusy(RingbackError):
    """Another run writes into the same folder."""

    code = "folder_busy"

    def __init__(self, folder: str) -> None:
        super().__init__(
            "Another run is writing into this folder.", "Let it end, or name another with --out.", folder
        )


class WouldDrop(RingbackError):
    """A folder with results of inputs that are no longer given."""

    code = "would_drop"

    def __init__(self, folder: str, count: int) -> None:
        results = "1 result of an input that is" if count == 1 else f"{count:,} results of inputs that are"
        leave = "leaves" if count == 1 else "leave"
        super().__init__(
            f"{results} no longer given {leave} these tables.",
            "Give those inputs, too, or name another folder with --out. To let them go: --force.",
            folder,
        )


class NothingRead(RingbackError):
    """Inputs none of which could be read as what somebody told, said or was sent."""

    code = "nothing_read"

    def __init__(self, count: int) -> None:
        none = "the one input" if count == 1 else f"any of the {count:,} inputs"
        super().__init__(
            f"Nothing in {none} was read. {UNREAD}",
            "Give texts in English. Of transcripts, name the candidate: --me NAME, or the field me of a row.",
        )


class NoCluster(RingbackError):
    """A cluster that can't be reached, or wouldn't start."""

    code = "no_cluster"

    def __init__(self, engine: str, why: str) -> None:
        super().__init__(
            f"Ray can't be reached ({why}).",
            "Check its address, and that its Ray is the one installed here; --engine native needs none.",
            engine,
        )


class EngineFailed(RingbackError):
    """The engine gave up: a worker was killed, a disk was full."""

    code = "engine_failed"
    exit_code = 1

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The run broke off ({why}).",
            "What is done is kept: run the same command again, with fewer --workers if memory is short.",
        )


class SameId(RingbackError):
    """An input whose id another has."""

    code = "same_id"

    def __init__(self, place: str) -> None:
        super().__init__("Another input has the same id.", "Give each an id of its own.", place)
