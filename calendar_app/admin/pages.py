"""Every page of the desk, registered by being imported."""

from . import (
    appointment,
    citation,
    decision,
    delivery,
    error_report,
    event,
    membership,
    organization,
    outcome,
    person,
    place,
    post,
    private_feed,
    publication,
    revision,
    source,
    standstill,
    subscription,
    topic,
    webhook,
)

__all__ = [
    "appointment", "citation", "decision", "delivery", "error_report", "event", "membership", "organization", "outcome", "person", "place",
    "post", "private_feed", "publication", "revision", "source", "standstill", "subscription", "topic", "webhook",
]  # fmt: skip
