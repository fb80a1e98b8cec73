#!/usr/bin/env python3
"""Django's door for operators: `manage.py COMMAND`."""

import os
import sys


def main() -> None:
    """Run the command named on the command line under the one settings file."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
