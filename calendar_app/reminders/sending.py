"""Sending: claimed, composed, handed to the mail server, recorded; in this order, so that no kill loses one.

A kill between “accepted” and “recorded” is the only way to a second mail, under the same Message-ID, and for no more
mails than were in flight: at most WINDOW of each sender.
"""

import logging
from collections import Counter, deque
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import islice

from calendar_app.models.readers import Claim, Delivery

from .compose import Ready, Scribe
from .errors import DeliveryFailed, Moot
from .line import Answer
from .post import Post

log = logging.getLogger(__name__)
CHUNK = 1000  # mails claimed at a time
WINDOW = 100  # mails that may have been handed over and not be recorded yet
FRESH = timedelta(seconds=1)  # how old the look at readers and record may be when a mail is handed over
LEASE = timedelta(minutes=3)
WORK = timedelta(minutes=1)  # for how long one claim is worked on: the slowest mail then still ends within the lease
MOST_ATTEMPTS = 20
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=4)
Clock = Callable[[], datetime]


def send_due(*, clock: Clock, site: str, window: int = WINDOW) -> Counter[str]:
    """Send every mail that is due; returns how many were sent, moot, put off and given up.

    It ends early where the mail server cannot be reached: what was claimed is given back untouched.
    """
    round_ = Round(clock, site, window)
    try:
        while batch := Delivery.objects.mails().take(now=clock(), lease=LEASE, most=CHUNK):
            if not round_.work(batch):
                break
    finally:
        round_.post.close()
    return round_.done


class Round:
    """One sender at work: what it has done so far, its connections, and the letters it has written."""

    def __init__(self, clock: Clock, site: str, window: int) -> None:
        self.clock, self.window = clock, window
        self.done: Counter[str] = Counter()
        self.post, self.scribe = Post(window), Scribe(site)

    def work(self, batch: list[Claim]) -> bool:
        """Send a batch, the oldest first; False where the server is not there."""
        waiting, answers = deque(batch), list[Answer]()
        gone = None
        try:
            most = max(1, self.window - self.post.open(len(batch)))
            for answer in self.post.deliver(self._letters(waiting)):
                answers.append(answer)
                if len(answers) >= most:
                    self._record(answers)
                    answers.clear()
        except DeliveryFailed as failure:
            log.warning("The mail server cannot be reached: %s", failure)
            gone = str(failure)
        self._record(answers)
        Delivery.objects.release(waiting, result=gone or "")
        return gone is None

    def _letters(self, waiting: deque[Claim]) -> Iterator[Ready]:
        """Write what is to be sent, until the time is up; record what there is no reason to send any more.

        It is written slice by slice, so that the server is not kept waiting by each single one, and anew where the
        server was so slow that readers may have left since.
        """
        ends = self.clock() + WORK
        while waiting and (now := self.clock()) <= ends:
            for ready in self._slice(list(islice(waiting, self.window)), now):
                if self.clock() - now > FRESH:
                    break
                delivery = waiting.popleft()
                if isinstance(ready, Ready):
                    yield ready
                else:
                    self._unwritten(delivery, ready)

    def _slice(self, deliveries: list[Claim], now: datetime) -> list[Ready | Exception]:
        self.scribe.look(deliveries, now=now)
        return [self._written(one) for one in deliveries]

    def _written(self, delivery: Claim) -> Ready | Exception:
        try:
            return self.scribe.compose(delivery)
        except Exception as reason:  # noqa: BLE001 - one letter that cannot be written must not stop the others
            return reason

    def _unwritten(self, delivery: Claim, why: Exception) -> None:
        if isinstance(why, Moot):
            Delivery.objects.give_up(delivery, now=self.clock(), result=f"not sent: {why}")
            self.done["moot"] += 1
        else:
            log.error("The mail %s could not be written", delivery.pk, exc_info=why)
            self._failed(delivery, DeliveryFailed(type(why).__name__))

    def _record(self, answers: list[Answer]) -> None:
        taken = [answer.ready.delivery for answer in answers if not answer.failure]
        Delivery.objects.mark_all_sent(taken, now=self.clock())
        self.done.update({"sent": len(taken)} if taken else {})
        for ready, failure in answers:
            if failure:
                self._failed(ready.delivery, failure)

    def _failed(self, delivery: Claim, failure: DeliveryFailed) -> None:
        if not failure.tried:
            Delivery.objects.release([delivery], result=str(failure))
        elif failure.permanent or delivery.attempts >= MOST_ATTEMPTS:
            Delivery.objects.give_up(delivery, now=self.clock(), result=str(failure))
            self.done["given up"] += 1
        else:
            due = self.clock() + wait(delivery.attempts)
            Delivery.objects.postpone(delivery, due=due, result=str(failure))
            self.done["put off"] += 1


def wait(attempts: int) -> timedelta:
    """After the first attempt a minute, then twice as long each time, up to four hours: two days in all."""
    doubled: timedelta = FIRST_WAIT * 2 ** min(attempts - 1, 20)
    return min(doubled, LONGEST_WAIT)
