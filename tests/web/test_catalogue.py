"""Every text of the public web exists in Russian and Arabic."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from .catalogue import ROOT, messages

PLURALS = {"ru": 3, "ar": 6}


def catalogue(language: str) -> Catalog:
    path: Path = ROOT / "templates" / "locale" / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as po:
        return read_po(po, locale=language, abort_invalid=True)


@pytest.mark.parametrize("language", PLURALS)
def test_every_text_is_translated_and_no_translation_is_left_over(language: str) -> None:
    found = {(message.context, message.id) for message in catalogue(language) if message.id}
    assert found == messages()


@pytest.mark.parametrize("language", PLURALS)
def test_no_translation_is_empty_and_plurals_are_complete(language: str) -> None:
    for message in catalogue(language):
        if message.id:
            texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
            assert all(texts), message.id
            assert len(texts) == (PLURALS[language] if isinstance(message.id, tuple) else 1), message.id


@pytest.mark.parametrize("language", PLURALS)
def test_placeholders_survive_translation(language: str) -> None:
    for message in catalogue(language):
        assert not [str(error) for error in message.check()], message.id
