"""Properties are tried by their outcome alone: how long an example takes depends on the machine."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
