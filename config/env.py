"""Typed readers of the environment. A wrong or missing value stops the start, naming the variable and the remedy."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off"})


class SettingError(ImproperlyConfigured):
    """An environment variable cannot be used; says which, why, and what to write instead.

    The value itself is left out: it may be a secret.
    """

    def __init__(self, name: str, why: str, remedy: str) -> None:
        self.name, self.why, self.remedy = name, why, remedy
        super().__init__(f"{name} {why}. {remedy}")


def from_file(path: Path) -> dict[str, str]:
    """The `NAME=value` lines of a file, without blank lines and comments; nothing where there is no file.

    Raises SettingError for a line that is neither.
    """
    values = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines() if path.is_file() else [], start=1):
        name, equals, value = line.partition("=")
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not equals or not name.strip().isidentifier():
            raise SettingError(f"line {number} of {path}", "is no setting", "Write NAME=value, or # before a remark.")
        values[name.strip()] = value.strip()
    return values


class Environment:
    """The environment as typed settings. An empty variable counts as unset."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values

    def text(self, name: str, default: str = "") -> str:
        """The trimmed value, or the default where the variable is unset or empty."""
        return self.values.get(name, "").strip() or default

    def flag(self, name: str, *, default: bool) -> bool:
        """True or False; raises SettingError for anything but 1/0, true/false, yes/no, on/off."""
        value = self.text(name).lower()
        if not value:
            return default
        if value in TRUE or value in FALSE:
            return value in TRUE
        raise SettingError(name, "is neither true nor false", f"Write {name}=true or {name}=false.")

    def number(self, name: str, default: int, *, least: int, most: int) -> int:
        """A whole number within bounds, both included; raises SettingError otherwise."""
        value = self.text(name, str(default))
        if not value.isascii() or not value.isdecimal() or not least <= int(value[:12]) <= most:
            raise SettingError(name, f"is not a whole number from {least} to {most}", f"Write {name}={default}.")
        return int(value)

    def numbers(self, name: str, default: Sequence[int], *, least: int, most: int) -> list[int]:
        """Whole numbers separated by commas, each within bounds; raises SettingError otherwise."""
        values = self.names(name, [str(number) for number in default])
        if not all(value.isascii() and value.isdecimal() and least <= int(value[:12]) <= most for value in values):
            example = ",".join(str(number) for number in default)
            raise SettingError(
                name, f"holds more than whole numbers from {least} to {most}", f"Write {name}={example}."
            )
        return [int(value) for value in values]

    def names(self, name: str, default: Sequence[str] = ()) -> list[str]:
        """Values separated by commas, blanks dropped."""
        value = self.text(name)
        return [part.strip() for part in value.split(",") if part.strip()] if value else list(default)

    def choice(self, name: str, default: str, allowed: Sequence[str]) -> str:
        """One of the allowed words, in lower case; raises SettingError that lists them otherwise."""
        value = self.text(name, default).lower()
        if value not in allowed:
            raise SettingError(name, "is not a word it knows", f"Write one of: {', '.join(allowed)}.")
        return value

    def folder(self, name: str, default: Path) -> Path:
        """An absolute path; a relative one counts from the working directory. It need not exist yet."""
        path = Path(self.text(name, str(default))).expanduser().absolute()
        if path.exists() and not path.is_dir():
            raise SettingError(name, "names a file", f"Write {name}=/path/of/a/directory.")
        return path

    def origin(self, name: str, default: str) -> str:
        """`scheme://host[:port]` with neither path nor credentials; raises SettingError otherwise."""
        value = self.text(name, default).rstrip("/")
        remedy = f"Write {name}=https://calendar.example.org, without a path."
        if not is_origin(value):
            raise SettingError(name, "is not the address of a site", remedy)
        return value.lower()

    def origins(self, name: str, default: Sequence[str] = ()) -> list[str]:
        """Several origins separated by commas; raises SettingError as `origin` does."""
        values = self.names(name, default)
        for value in values:
            if not is_origin(value):
                raise SettingError(
                    name,
                    "holds something that is no site's address",
                    f"Write {name}=https://a.example,https://b.example.",
                )
        return values

    def database(self, name: str, default: str) -> dict[str, Any]:
        """Django's parameters for `sqlite:///absolute/path` or `postgresql://user:password@host:port/name?option=value`.

        Raises SettingError for any other scheme, or where the path or the name is missing.
        """
        parts = address(self.text(name, default))
        path = unquote(parts.path[1:])
        if parts.scheme == "sqlite" and path and not parts.netloc:
            return {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": path if path == ":memory:" else f"/{path.lstrip('/')}",
            }
        if parts.scheme in {"postgres", "postgresql"} and path:
            return {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": path,
                "USER": unquote(parts.username or ""),
                "PASSWORD": unquote(parts.password or ""),
                "HOST": unquote(parts.hostname or ""),
                "PORT": str(parts.port or ""),
                "OPTIONS": dict(parse_qsl(parts.query)),
            }
        raise SettingError(
            name,
            "is no database address",
            f"Write {name}=postgresql://user:password@host:5432/name, or {name}=sqlite:////absolute/path.sqlite3.",
        )

    def mail(self, name: str, default: str) -> dict[str, Any]:
        """Django's EMAIL_* settings for `smtp://`, `smtp+tls://` (STARTTLS), `smtps://`, `file:///dir`, `console:` or `memory:`.

        Raises SettingError for any other address.
        """
        parts = address(self.text(name, default))
        backend = "django.core.mail.backends"
        if parts.scheme in {"smtp", "smtp+tls", "smtps"} and parts.hostname:
            return {
                "EMAIL_BACKEND": f"{backend}.smtp.EmailBackend",
                "EMAIL_HOST": parts.hostname,
                "EMAIL_PORT": parts.port or {"smtp": 25, "smtp+tls": 587, "smtps": 465}[parts.scheme],
                "EMAIL_HOST_USER": unquote(parts.username or ""),
                "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
                "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
                "EMAIL_USE_SSL": parts.scheme == "smtps",
            }
        if parts.scheme == "file" and parts.path:
            return {"EMAIL_BACKEND": f"{backend}.filebased.EmailBackend", "EMAIL_FILE_PATH": unquote(parts.path)}
        if parts.scheme in {"console", "memory"}:
            plain = {"console": "console", "memory": "locmem"}[parts.scheme]
            return {"EMAIL_BACKEND": f"{backend}.{plain}.EmailBackend"}
        raise SettingError(name, "is no address of a mail server", f"Write {name}=smtp+tls://user:password@host:587.")


def address(text: str) -> SplitResult:
    """The parts of a URL; of an empty one where the text is none, or its port no port."""
    try:
        parts = urlsplit(text)
        return parts if parts.port != 0 else urlsplit("")
    except ValueError:
        return urlsplit("")


def is_origin(value: str) -> bool:
    """Whether the text is `http(s)://host[:port]` and nothing more."""
    parts = address(value)
    more = parts.path or parts.query or parts.fragment or "@" in parts.netloc
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not more and value.split() == [value]
