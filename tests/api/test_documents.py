"""The documentation page: Swagger UI under the site's policy, with nothing from anywhere else."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.api.asking import ROOT, ask
from tests.factories import Week

GUIDE = Path(settings.BASE_DIR, "docs", "api.md").read_text()
EXCEPTION = "img-src 'self' data:"


def test_the_page_relaxes_the_policy_for_its_own_images_alone() -> None:
    page, other = Client().get(f"{ROOT}docs/"), Client().get(f"{ROOT}schema/")

    assert (page.status_code, page["Content-Type"]) == (200, "text/html; charset=utf-8")
    told, usual = ({part.strip() for part in answer["Content-Security-Policy"].split(";")} for answer in (page, other))
    assert (told - usual, usual - told) == ({EXCEPTION}, {"img-src 'self'"})
    assert not re.search(rb"<style|style=|<script>|\son\w+=", page.content)


def test_the_page_only_reads() -> None:
    assert Client().post(f"{ROOT}docs/").status_code == 405


@pytest.mark.django_db
def test_the_guide_names_every_list() -> None:
    assert [name for name in ask()["lists"] if f"`/api/v1/{name}/`" not in GUIDE] == []


def test_what_the_guide_asks_is_answered(week: Week) -> None:
    addresses = re.findall(r"curl \"?http://127\.0\.0\.1:8000(/\S*?)\"?\n", GUIDE)

    assert len(addresses) == GUIDE.count("curl") > 0
    assert {address: Client().get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


def test_what_the_guide_shows_is_what_is_answered(week: Week) -> None:
    person, problem = (json.loads(block) for block in re.findall(r"```json\n(.*?)```", GUIDE, re.DOTALL))
    told = ask("people/sergey-lavrov/", lang="ar")

    assert {field: told[field] for field in person} == person
    assert ask("events/", status=400, certainty="sure") == problem


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_page_works_in_a_browser(live_server: LiveServer, page: Page) -> None:
    said: list[str] = []
    asked: set[str] = set()
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.add(request.url.partition("?")[0]))

    page.goto(f"{live_server.url}{ROOT}docs/")
    expect(page.get_by_role("heading", name="Diplomatic Calendar")).to_be_visible()
    page.locator("#operations-people-list_people button").first.click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    expect(page.locator(".live-responses-table tbody .response-col_status").first).to_contain_text("200")

    assert said == []
    assert {url for url in asked if not url.startswith((live_server.url, "data:"))} == set()
    assert f"{live_server.url}{ROOT}people/" in asked
