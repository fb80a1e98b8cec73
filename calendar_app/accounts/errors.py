"""What goes wrong on the way in."""


class Refused(Exception):
    """What was offered as a proof is none."""
