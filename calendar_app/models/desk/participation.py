"""Who takes part: an organization, a person in an appointment, or a name as printed that nobody has resolved yet."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from calendar_app.dates import DateError, parse
from calendar_app.models.vocabulary import Attendance, Role

from .appointment import Appointment
from .event import Event
from .organization import Organization
from .person import Person


class Participation(models.Model):
    """One line of the list of participants. The name as printed is always kept; the link may wait for an editor."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="participations")
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="participations")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="participations")
    appointment = models.ForeignKey(
        Appointment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        help_text="In which capacity.",
    )
    raw_name = models.CharField(max_length=300, blank=True, help_text="As printed in the source.")
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.PARTICIPANT)
    attendance = models.CharField(max_length=20, choices=Attendance.choices, default=Attendance.ANNOUNCED)
    represents = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    substitutes_for = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    date = models.CharField(max_length=200, blank=True, help_text="EDTF, where it differs from the event's own.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["event", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organization__isnull=False) | Q(person__isnull=False) | ~Q(raw_name=""),
                name="participation_names_somebody",
            ),
            models.CheckConstraint(
                condition=Q(organization__isnull=True) | Q(person__isnull=True), name="participation_names_one"
            ),
            models.CheckConstraint(
                condition=Q(appointment__isnull=True) | Q(person__isnull=False),
                name="participation_capacity_of_a_person",
            ),
            models.UniqueConstraint(
                fields=["event", "organization", "role"],
                condition=Q(organization__isnull=False),
                name="participation_organization_once",
            ),
            models.UniqueConstraint(
                fields=["event", "person", "role"], condition=Q(person__isnull=False), name="participation_person_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.organization or self.raw_name)

    def clean(self) -> None:
        super().clean()
        if self.appointment and self.appointment.person_id != self.person_id:
            raise ValidationError({"appointment": f"{self.appointment} is somebody else's: choose one of this person."})
        if self.date:
            try:
                parse(self.date)
            except DateError as error:
                raise ValidationError({"date": str(error)}) from error
