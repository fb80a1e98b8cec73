"""Properties of texts and spans are tried however slow the machine is: time is not what they are about."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
