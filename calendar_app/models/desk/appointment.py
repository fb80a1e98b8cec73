"""Who held which post, and when. The current holder is derived, never stored."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F

from .person import Person
from .post import Post
from .tenure import Tenure, TenureQuerySet, in_order


class AppointmentQuerySet(TenureQuerySet):
    def crowding(self, appointment: "Appointment") -> "AppointmentQuerySet":
        """Full holders of the same one-seat post whose tenure, known to the day, overlaps the given one."""
        return self.filter(
            post_id=appointment.post_id,
            acting=False,
            since_earliest=F("since_latest"),
            until_earliest=F("until_latest"),
            until_latest__gt=appointment.since_earliest,
            since_earliest__lt=appointment.until_latest,
        ).exclude(pk=appointment.pk)


class Appointment(Tenure):
    """Person in Post, half-open; Popolo's membership of a person in a post."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="appointments")
    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments")
    acting = models.BooleanField(default=False)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["post__slug", "since_earliest"]
        constraints = [
            in_order("appointment_in_order"),
            models.UniqueConstraint(fields=["person", "post", "since", "acting"], name="appointment_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.post}"

    @property
    def known_to_the_day(self) -> bool:
        return len(self.since) == len(self.until) == len("2025-07-10")

    def clean(self) -> None:
        """No two full holders of a one-seat post where both bounds are known to the day. Raises ValidationError."""
        super().clean()
        if self.post_id is None or self.acting or not self.known_to_the_day or self.post.seats > 1:  # type: ignore[redundant-expr] # a form may have none yet
            return
        if other := Appointment.objects.crowding(self).first():
            raise ValidationError(
                {"since": f"{other.person} held this post from {other.since} to {other.until}: correct one of the two, "
                          "mark one as acting, or give the post a second seat."}
            )  # fmt: skip
