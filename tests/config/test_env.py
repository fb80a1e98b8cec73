"""Settings come typed from the environment, or fail naming the variable and the remedy."""

from config.env import Environment


def test_a_flag() -> None:
    assert Environment({"DEBUG": "on"}).flag("DEBUG", default=False) is True
