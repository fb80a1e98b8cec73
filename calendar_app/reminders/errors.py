"""Why a mail was not sent; each says whether to try again."""


class DeliveryFailed(Exception):
    """The mail server did not take it. `permanent`: never will; `tried`: it may have heard of this mail at all."""

    def __init__(self, why: str, *, permanent: bool = False, tried: bool = True) -> None:
        self.permanent = permanent
        self.tried = tried
        super().__init__(why)


class Moot(Exception):
    """There is nothing left to say: the meeting moved or is cancelled, or the reader asked for no more."""
