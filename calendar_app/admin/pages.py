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
    sign_in,
    source,
    standstill,
    subscription,
    topic,
    user,
    webhook,
)

__all__ = [
    "appointment", "citation", "decision", "delivery", "error_report", "event", "membership", "organization", "outcome", "person", "place",
    "post", "private_feed", "publication", "revision", "sign_in", "source", "standstill", "subscription", "topic", "user", "webhook",
]  # fmt: skip
