"""Reading addresses of the web before anything is asked."""

import pytest

from calendar_app.fetching import FetchError
from calendar_app.fetching.target import checked, target


@pytest.mark.parametrize(
    ("url", "authority", "path"),
    [
        ("http://Example.org", "example.org", "/"),
        ("https://example.org:443/a b.ics".replace(" ", "%20"), "example.org", "/a%20b.ics"),
        ("http://example.org:8080/x?a=1&b=%D1%8F#there", "example.org:8080", "/x?a=1&b=%D1%8F"),
        ("https://пример.example/встреча", "xn--e1afmkfd.example", "/%D0%B2%D1%81%D1%82%D1%80%D0%B5%D1%87%D0%B0"),
        ("http://[2606:4700:4700::1111]:8080/", "[2606:4700:4700::1111]:8080", "/"),
    ],
)
def test_parts(url: str, authority: str, path: str) -> None:
    read = target(url)
    assert (read.authority, read.path, read.url) == (authority, path, url)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", "give an address that begins with http:// or https://"),
        ("ftp://example.org/", "give an address that begins with http:// or https://"),
        ("file:///etc/passwd", "give an address that begins with http:// or https://"),
        ("gopher://example.org/", "give an address that begins with http:// or https://"),
        ("webcal://example.org/", "give an address that begins with http:// or https://"),
        ("http:///x", "give an address that begins with http:// or https://"),
        ("http://user:secret@example.org/", "give the address without a user name"),
        ("http://example.org@127.0.0.1/", "give the address without a user name"),
        ("http://example.org:99999/", "this is no address"),
        ("http://[::1/", "this is no address"),
        ("http://example.org:25/", "nothing is fetched from port 25"),
        ("http://example.org:22/", "nothing is fetched from port 22"),
        (f"http://{'a' * 70}.example/", "this is no name of a host"),
        ("http://a..example/", "this is no name of a host"),
        ("http://example.org/\r\nHost: inside", "an address has 2000 printable characters at most and no spaces"),
        ("http://exam\tple.org/", "an address has 2000 printable characters at most and no spaces"),
        ("http://example.org/a b", "an address has 2000 printable characters at most and no spaces"),
        ("http://example.org/" + "a" * 2000, "an address has 2000 printable characters at most and no spaces"),
    ],
)
def test_refusals(url: str, why: str) -> None:
    with pytest.raises(FetchError) as raised:
        target(url)
    assert raised.value.why == why


def test_public_addresses_may_be_asked() -> None:
    asked = target("http://calendar.example/")
    found = checked(asked, also="", resolve=lambda name, port: ["1.1.1.1", "2606:4700:4700::1111"], seconds=5)
    assert found == ["1.1.1.1", "2606:4700:4700::1111"]
