"""The editor's language: the browser's wish at first, then the editor's choice."""

from django.test import Client
from django.urls import reverse

from calendar_app.models.desk import Event
from tests.admin.forms import address
from tests.factories import Week


def test_the_choice_is_remembered(desk: Client, week: Week) -> None:
    desk.post(reverse("admin:language"), {"language": "ar", "next": address(Event, "changelist")})
    page = desk.get(address(Event, "changelist")).content.decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert page.count('aria-current="true"') == 1


def test_each_language_is_called_by_its_own_name(desk: Client) -> None:
    page = desk.get(reverse("admin:index"), HTTP_ACCEPT_LANGUAGE="ru").content.decode()
    buttons = page.split('class="languages"')[1].split("</form>")[0]
    assert [name in buttons for name in ("English", "Русский", "العربيّة")] == [True, True, True]


def test_it_leads_nowhere_else(desk: Client) -> None:
    answer = desk.post(reverse("admin:language"), {"language": "ru", "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"


def test_before_signing_in_too(client: Client, db: None) -> None:
    page = client.get(reverse("admin:login"), HTTP_ACCEPT_LANGUAGE="ar").content.decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert "desk.css" in page
