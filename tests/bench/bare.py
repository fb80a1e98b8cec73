"""The site's own settings, and beside its pages a view that says next to nothing and one that gives the bytes of a file."""

from config.settings import *  # noqa: F403 - all of them

ROOT_URLCONF = "tests.bench.bare_urls"
