"""Tokens in mails: derived, of one kind each, and true under the site's former keys."""

from typing import Any

import pytest

from calendar_app.models.readers import Subscription
from calendar_app.reminders import subscribing, tokens

from .readers import asked

pytestmark = pytest.mark.django_db
KINDS = (tokens.CONFIRM, tokens.MANAGE, tokens.END)


def test_each_kind_opens_its_own_door() -> None:
    made = asked()
    for kind in KINDS:
        text = tokens.token(kind, made)
        assert (text[:4], len(text)) == (kind, 60)
        assert tokens.found(kind, text) == made
        for other in set(KINDS) - {kind}:
            with pytest.raises(Subscription.DoesNotExist):
                tokens.found(other, other + text[4:])


def test_no_token_stands_in_the_row() -> None:
    made = asked()
    row = " ".join(str(value) for value in vars(made).values())
    assert [kind for kind in KINDS if tokens.token(kind, made)[26:] in row] == []


@pytest.mark.parametrize("text", ["", "dcs_", "dcs_x", "dcs_é", "dcs_" + "A" * 56, "dcs_" + "A" * 55, "x" * 5000])
def test_what_is_no_token_finds_nobody(text: str) -> None:
    with pytest.raises(Subscription.DoesNotExist):
        tokens.found(tokens.MANAGE, text)


def test_one_letter_off_finds_nobody() -> None:
    text = tokens.token(tokens.MANAGE, asked())
    with pytest.raises(Subscription.DoesNotExist):
        tokens.found(tokens.MANAGE, text[:-2] + ("AA" if text[-2:] != "AA" else "BB"))


def test_links_sent_under_a_former_key_still_open(settings: Any) -> None:
    made = asked()
    old = tokens.token(tokens.MANAGE, made)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "k" * 50, [settings.SECRET_KEY]
    assert tokens.found(tokens.MANAGE, old) == made
    assert tokens.token(tokens.MANAGE, made) != old
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(Subscription.DoesNotExist):
        tokens.found(tokens.MANAGE, old)


def test_a_page_that_moved_leaves_the_way_out_where_it_was() -> None:
    made = asked()
    before = {kind: tokens.token(kind, made) for kind in KINDS}
    subscribing.rotate(subscription=made)
    assert [kind for kind in KINDS if tokens.token(kind, made) == before[kind]] == [tokens.END]
