"""Events: weeks, meetings, bilaterals and press conferences, with four separate questions about their state."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from calendar_app.dates import DateError, EdtfDate, bounds, parse
from calendar_app.models.vocabulary import Certainty, EventKind, Level, Lifecycle, Stage

from .noun import NounModel, Trilingual, any_language
from .organization import SLUG, Organization
from .place import Place, validate_zone
from .topic import Topic


class Slot(models.Model):
    """When: an honest date (EDTF subset), an optional local wall time, and the zone that gives it meaning."""

    date = models.CharField(
        max_length=200, blank=True, help_text="EDTF: 2025-07-10, 2025-07-10/2025-07-11, 2025-07, 2025-35 (Q3), 2025; empty: to be confirmed."
    )  # fmt: skip
    start_time = models.TimeField(null=True, blank=True)
    end_time = models.TimeField(null=True, blank=True)
    zone = models.CharField(max_length=60, blank=True, validators=[validate_zone])

    class Meta:
        abstract = True

    @property
    def edtf(self) -> EdtfDate | None:
        """The date read, or None while it is to be confirmed. Raises DateError."""
        return parse(self.date) if self.date else None


class Event(NounModel, Slot):
    """A meeting or what holds meetings together. Its UUID is its iCalendar UID for ever."""

    slug = models.SlugField(max_length=120, unique=True, validators=[SLUG])
    kind = models.CharField(max_length=20, choices=EventKind.choices, default=EventKind.MEETING)
    level = models.CharField(max_length=20, choices=Level.choices, blank=True)
    forum = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="events")
    ordinal = models.PositiveSmallIntegerField(null=True, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    title_en = models.CharField("title (English)", max_length=300, blank=True)
    title_ru = models.CharField("title (Russian)", max_length=300, blank=True)
    title_ar = models.CharField("title (Arabic)", max_length=300, blank=True)
    title = Trilingual()
    note_en = models.TextField("note (English)", blank=True)
    note_ru = models.TextField("note (Russian)", blank=True)
    note_ar = models.TextField("note (Arabic)", blank=True)
    note = Trilingual()
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="events")
    country = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", limit_choices_to={"kind": "state"}
    )
    venue_en = models.CharField("venue (English)", max_length=300, blank=True)
    venue_ru = models.CharField("venue (Russian)", max_length=300, blank=True)
    venue_ar = models.CharField("venue (Arabic)", max_length=300, blank=True)
    venue = Trilingual()
    online = models.BooleanField(default=False)
    certainty = models.CharField(max_length=20, choices=Certainty.choices, default=Certainty.TENTATIVE)
    lifecycle = models.CharField(max_length=20, choices=Lifecycle.choices, default=Lifecycle.SCHEDULED)
    reason_en = models.CharField("reason (English)", max_length=500, blank=True)
    reason_ru = models.CharField("reason (Russian)", max_length=500, blank=True)
    reason_ar = models.CharField("reason (Arabic)", max_length=500, blank=True)
    reason = Trilingual()
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.DRAFT, editable=False)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    topics = models.ManyToManyField(Topic, blank=True, related_name="events")
    first_day = models.DateField(null=True, editable=False)
    end_day = models.DateField(null=True, editable=False)
    starts_at = models.DateTimeField(null=True, editable=False)
    ends_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["first_day", "slug"]
        constraints = [
            models.CheckConstraint(condition=any_language("title"), name="event_has_a_title"),
            models.CheckConstraint(
                condition=Q(date="", first_day__isnull=True, end_day__isnull=True)
                | (~Q(date="") & Q(first_day__isnull=False, end_day__isnull=False, end_day__gt=F("first_day"))),
                name="event_bounds_follow_date",
            ),
            models.CheckConstraint(
                condition=Q(start_time__isnull=True) | (~Q(zone="") & ~Q(date="")), name="event_time_has_day_and_zone"
            ),
            models.CheckConstraint(
                condition=Q(end_time__isnull=True) | Q(start_time__isnull=False), name="event_end_time_has_start"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="event_not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(ordinal__isnull=True) | Q(ordinal__gte=1), name="event_ordinal_counts_from_1"
            ),
            models.CheckConstraint(condition=~Q(lifecycle=Lifecycle.HELD) | ~Q(date=""), name="event_held_has_a_date"),
            models.CheckConstraint(
                condition=Q(kind__in=EventKind.values)
                & Q(stage__in=Stage.values)
                & Q(certainty__in=Certainty.values)
                & Q(lifecycle__in=Lifecycle.values)
                & Q(level__in=["", *Level.values]),
                name="event_words_known",
            ),
        ]
        indexes = [models.Index(fields=["stage", "first_day"], name="event_stage_day")]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        self.settle()
        self._check_parents()

    def settle(self) -> None:
        """Derive the stored bounds from date, times and zone. Raises ValidationError naming the field."""
        try:
            when = self.edtf
            self.date = when.text if when else ""
            self.first_day, self.end_day = (when.span.first, when.span.end) if when else (None, None)
            self._check_zone()
            self.starts_at, self.ends_at = (
                bounds(when, self.start_time, self.end_time, self.zone or None) if when else (None, None)
            )
        except DateError as error:
            raise ValidationError({"date": str(error)}) from error

    def _check_zone(self) -> None:
        if not self.zone:
            return
        try:
            validate_zone(self.zone)
        except ValidationError as error:
            raise ValidationError({"zone": error.messages}) from error

    def _check_parents(self) -> None:
        seen, above = {self.pk}, self.parent
        while above is not None:
            if above.pk in seen:
                raise ValidationError({"parent": f"{above} stands under this event already: choose another parent."})
            seen.add(above.pk)
            above = above.parent

    def save(self, *args: object, **kwargs: object) -> None:
        self.settle()
        super().save(*args, **kwargs)  # type: ignore[arg-type] # passed through as they came


class FormerDate(Slot):
    """A date the event had before: kept and shown, so that nobody turns up on the old day unawares."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="former_dates")
    replaced = models.DateField(help_text="The day on which this date stopped being the announced one.")

    class Meta:
        ordering = ["event", "replaced", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(date=""), name="former_date_is_a_date"),
            models.UniqueConstraint(fields=["event", "date", "replaced"], name="former_date_once"),
        ]

    def __str__(self) -> str:
        return f"{self.date}, until {self.replaced}"
