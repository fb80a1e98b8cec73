"""The simple way to send reminders, for comparison: a task for each, which writes and sends one Django message."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from config.celery import app


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator, unused-ignore]
def one(number: str) -> None:
    """Send one delivery and write down that it was accepted."""
    from calendar_app.models.readers import Delivery
    from calendar_app.reminders.letters import reminder
    from calendar_app.reminders.message import mail, person

    delivery = Delivery.objects.select_related("subscription").get(pk=number)
    reader = delivery.subscription
    assert reader
    letter = reminder.write(delivery, reader, settings.SITE_URL, timezone.now())
    mail(letter, person(reader, key=delivery.key, site=settings.SITE_URL), site=settings.SITE_URL).send()
    Delivery.objects.mark_sent(delivery, now=timezone.now())


__all__ = ["app", "one"]
