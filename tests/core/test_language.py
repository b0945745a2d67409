"""Which texts are taken for English: a bare list of stages is, a letter in another language isn't."""

from __future__ import annotations

import pytest

from ringback.catalogue import load
from ringback.core.document import of_material
from ringback.core.language import is_foreign, without_foreign
from ringback.readers import read_text

TABLE = load().phrases["language"]


@pytest.mark.parametrize(
    "text",
    [
        "Recruiter screen, technical phone screen, homework, system design, pairing, values chat, lunch",
        "CV sift > numeracy test > assessment centre > final panel > references > vetting > medical > start",
        "Intro call, coding exercise, retrospective",
        "I rang them twice and nobody answered, so I don't know whether they still want me.",
    ],
)
def test_terse_english_is_english(text: str) -> None:
    assert not is_foreign(text, TABLE)


@pytest.mark.parametrize(
    "text",
    [
        "Danke für Ihre Bewerbung. Wir möchten Sie gern zu einem Gespräch am Montag um 10 Uhr einladen.",
        "Merci pour votre candidature. Nous aimerions vous rencontrer dans nos locaux la semaine prochaine.",
        "Gracias por su interés en el puesto. La entrevista será el lunes por la mañana con el director.",
        "Dziękujemy za rozmowę. Niestety nie możemy zaprosić Pana do kolejnego etapu rekrutacji w tym roku.",
        ("Kiitos hakemuksestasi, haastattelu on maanantaina kello kymmenen pääkonttorillamme, ja se kestää "
        "noin tunnin, ystävällisin terveisin"),
    ],
)  # fmt: skip
def test_a_letter_in_another_language_is_not(text: str) -> None:
    assert is_foreign(text, TABLE)


def test_texts_in_another_language_are_left_out_and_named() -> None:
    told = "I told them about the harbour job and then my mind went quite blank, which was not good at all."
    fremd = "Ich habe ihnen von der Arbeit im Hafen erzählt, und dann wusste ich gar nichts mehr zu sagen."
    english, foreign = (of_material(read_text(text, name)[0]) for text, name in ((told, "a"), (fremd, "b")))
    assert without_foreign((foreign, english), TABLE) == ((english,), ("b",))
