"""Settings read again, as another environment would have them."""

from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

Settings = Callable[..., ModuleType]
ASKED = (
    "SITE_URL",
    "DATABASE_URL",
    "REDIS_URL",
    "SECRET_KEY",
    "DEBUG",
    "PORT",
    "EMAIL_URL",
    "STATIC_HASHED",
    "ENV_FILE",
)


@pytest.fixture
def settings_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Executes config/settings.py under exactly the given variables, with a data directory of its own."""

    def execute(**environment: str) -> ModuleType:
        for name in ASKED:
            monkeypatch.delenv(name, raising=False)
        chosen = {"CALENDAR_DATA": str(tmp_path / "data"), "ENV_FILE": "/dev/null"} | environment
        for name, value in chosen.items():
            monkeypatch.setenv(name, value)
        path = Path(__file__).parents[2] / "config" / "settings.py"
        spec = spec_from_file_location("config.settings_again", path)
        assert spec
        assert spec.loader
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return execute
