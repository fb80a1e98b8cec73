"""An editor with a browser's manners: signs in, opens an event's page in the admin, changes one input, publishes.

Whatever the server answers by 302 is acknowledged; a connection that breaks leaves the outcome unknown, and the editor
asks again until there is an answer.
"""

import time
import urllib.parse
import urllib.request
from http.client import HTTPException
from http.cookiejar import CookieJar
from typing import Any

from lxml import html  # type: ignore[import-untyped] # it has no types

Form = list[tuple[str, str]]


class Editor:
    """One signed-in browser."""

    def __init__(self, url: str, name: str, password: str) -> None:
        self.url = url
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.unknown = 0  # publications whose outcome a broken connection left open
        page = f"{url}/admin/login/?next=/admin/"
        changed = {"username": name, "password": password}
        assert self._send(page, self._form(page, "login-form"), changed).endswith("/admin/")

    def publish(self, slug: str, name: str, value: str) -> float:
        """Publish the event with that value in its input; returns the moment (monotonic) of the acknowledgement."""
        while True:
            try:
                page = self._change_page(slug)
                landed = self._send(page, self._form(page, "event_form"), {name: value, "_publish": "1"})
                assert landed.endswith("/admin/calendar_app/event/"), landed
                return time.monotonic()
            except (OSError, HTTPException):
                self.unknown += 1
                time.sleep(0.3)

    def _change_page(self, slug: str) -> str:
        listed = self._read(f"{self.url}/admin/calendar_app/event/?q={slug}")
        (link,) = listed.xpath("//table[@id='result_list']/tbody//th/a/@href")
        return urllib.parse.urljoin(self.url, urllib.parse.urlsplit(str(link)).path)

    def _form(self, page: str, ident: str) -> Form:
        (form,) = self._read(page).xpath(f"//form[@id='{ident}']")
        return [(str(name), str(value)) for name, value in form.form_values()]

    def _read(self, address: str) -> Any:
        with self.opener.open(address, timeout=20) as answer:
            return html.fromstring(answer.read().decode())

    def _send(self, page: str, form: Form, changed: dict[str, str]) -> str:
        """Where the answer to the form leads."""
        data = [(name, value) for name, value in form if name not in changed] + list(changed.items())
        sent = urllib.request.Request(page, urllib.parse.urlencode(data).encode(), {"Referer": page})
        with self.opener.open(sent, timeout=20) as answer:
            return str(answer.url)
