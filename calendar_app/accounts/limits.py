"""How often one may try: counted in the database, where all processes see it. What succeeds does not count."""

from datetime import datetime, timedelta

from calendar_app.models.readers import Allowance

QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)
WAIT = QUARTER  # after which it is worth trying again, in most cases
FROM = ("sign-in from", 30, QUARTER)  # of one address, whomever it tries to be
PAIR = ("sign-in from as", 10, QUARTER)  # of one address as one account
ACCOUNT = ("sign-in as", 100, HOUR)  # of all addresses as one account
CODE = ("second step", 10, HOUR)  # of a million codes three are right at a time
PASSKEY = ("passkey", 60, QUARTER)  # questions and answers of one address
NOTED = ("too many noted", 3, QUARTER)  # refusals of one address that the log keeps: it must not be flooded
WISH_FROM = ("new password from", 20, HOUR)
WISH_FOR = ("new password for", 3, HOUR)  # mails that one mailbox may get
Limit = tuple[str, int, timedelta]


def spend(limit: Limit, client: str, *, now: datetime) -> bool:
    """Whether this client may once more."""
    door, most, every = limit
    return Allowance.objects.spend(door=door, client=client, most=most, every=every, now=now)


def give_back(limit: Limit, client: str) -> None:
    """The last time does not count."""
    Allowance.objects.give_back(door=limit[0], client=client)


def may_try(*, name: str, address: str, now: datetime) -> bool:
    """Whether this address may try to be this account. Once the address is spent, it costs the account nothing."""
    return all(spend(limit, client, now=now) for limit, client in _keys(name, address))


def succeeded(*, name: str, address: str) -> None:
    """The last try was right."""
    for limit, client in _keys(name, address):
        give_back(limit, client)


def _keys(name: str, address: str) -> list[tuple[Limit, str]]:
    account = name.casefold()
    return [(FROM, address), (PAIR, f"{address} {account}"), (ACCOUNT, account)]
