"""What can be wrong with a recording, or with what is needed to hear it: one class for each cause."""

from __future__ import annotations

from ringback.core.errors import RingbackError
from ringback.extras import pip_install

TELL_IT = "Tell it from memory: ringback recover"


class UnhearableRecording(RingbackError):
    """A recording that can't be heard; the base of the classes below."""

    code = "unhearable"


class NoExtra(UnhearableRecording):
    """What hears recordings isn't installed."""

    code = "no_audio_extra"

    def __init__(self, name: str) -> None:
        super().__init__(
            "Hearing a recording needs an extra that isn't installed.",
            f"Add it: {pip_install('ringback[audio]')}",
            name,
        )


class NoDecoder(UnhearableRecording):
    """What decodes other recordings than plain WAV isn't installed."""

    code = "no_decoder"

    def __init__(self, name: str) -> None:
        super().__init__(
            "Reading this kind of recording needs PyAV, which isn't installed; plain WAV files need none.",
            f"Add it: {pip_install('ringback[audio]')}",
            name,
        )


class NoFile(UnhearableRecording):
    """There is no such file, it can't be opened, or nothing is in it."""

    code = "no_such_file"

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"It can't be opened ({why}).", "Check the name, and that you may read it.", name)


class EmptyRecording(UnhearableRecording):
    code = "empty_recording"

    def __init__(self, name: str) -> None:
        super().__init__("The file is empty: 0 bytes.", f"Copy it again from the telephone. {TELL_IT}", name)


class NotSound(UnhearableRecording):
    """Bytes that no decoder knows, or that end before the first sound."""

    code = "not_sound"

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            f"No sound could be read from it ({why}).",
            f"Save or copy the recording again; if it was cut off while being written, it can't be mended"
            f" here. {TELL_IT}",
            name,
        )


class NoAudioStream(UnhearableRecording):
    code = "no_audio_stream"

    def __init__(self, name: str) -> None:
        super().__init__("There is a picture in it, but no sound.", f"Give the sound file. {TELL_IT}", name)


class Locked(UnhearableRecording):
    """Content under digital rights management."""

    code = "locked"

    def __init__(self, name: str) -> None:
        super().__init__(
            "It is locked by copy protection (DRM).",
            f"Export it unlocked from where it was made. {TELL_IT}",
            name,
        )


class TooLong(UnhearableRecording):
    code = "too_long"

    def __init__(self, name: str, seconds: float, most: float) -> None:
        super().__init__(
            f"It is {seconds / 3600:.1f} hours long; the limit is {most / 3600:.0f} hours.",
            "Cut it down to the call itself.",
            name,
        )


class NobodySpeaks(UnhearableRecording):
    """Silence, or noise without speech."""

    code = "nobody_speaks"

    def __init__(self, name: str, length: str) -> None:
        super().__init__(f"Nobody speaks in it ({length} of silence or noise).", TELL_IT, name)


class NoModel(UnhearableRecording):
    """No speech model where one was looked for."""

    code = "no_model"

    def __init__(self, said: str, remedy: str) -> None:
        super().__init__(said, remedy, "--model")


class WrongModel(UnhearableRecording):
    """A model that can't be loaded, or isn't the one that its package is known by."""

    code = "wrong_model"

    def __init__(self, place: str, why: str) -> None:
        super().__init__(
            f"The speech model can't be used: {why}.", "Install it again, or name another.", place
        )
