"""Why something could not be fetched."""


class FetchError(Exception):
    """What was asked for and why it was not fetched, in words that an editor can act on."""

    def __init__(self, url: str, why: str) -> None:
        self.url, self.why = url, why
        super().__init__(f"{url}: {why}")


class Unanswered(FetchError):
    """The address was right; whoever stands there did not answer, or not in time."""
