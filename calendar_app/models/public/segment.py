"""Segments: a large named feed in pieces that a change leaves alone, each with its own compressed stream."""

from django.db import models
from django.db.models import Q


class Assembly(models.Model):
    """A large named feed, by its path below the feeds directory, and the revision that its segments stand at."""

    path = models.CharField(max_length=200, primary_key=True)
    revision = models.PositiveBigIntegerField(default=0)
    changed = models.PositiveBigIntegerField(default=0, help_text="The last revision that changed the feed.")

    def __str__(self) -> str:
        return f"{self.path} at {self.revision}"


class SegmentQuerySet(models.QuerySet["Segment"]):
    def standing(self) -> "SegmentQuerySet":
        """Those that the feed consists of now, in its order."""
        return self.filter(dropped_at=None).order_by("last_day", "last_subject")


class Segment(models.Model):
    """VEVENTs that follow each other in a feed, up to and with the last one's day and UID.

    `packed` is a deflate stream (RFC 1951) of `body` that ends on a full flush, so that streams can follow each other;
    `crc` is the body's CRC-32 (RFC 1952) and `shift` what a CRC before it is multiplied by when the body is appended.
    One that a revision replaced stays for a while after that moment, as somebody may just be reading it.
    """

    assembly = models.ForeignKey(Assembly, models.CASCADE, related_name="segments")
    last_day = models.DateField()
    last_subject = models.UUIDField()
    zones = models.JSONField(default=list)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField()
    packed_size = models.PositiveIntegerField()
    crc = models.PositiveBigIntegerField()
    shift = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    dropped_at = models.DateTimeField(null=True)
    packed = models.BinaryField()  # last, since what stands behind a large value is slow to reach in SQLite
    body = models.BinaryField()

    objects = SegmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assembly", "last_day", "last_subject"],
                condition=Q(dropped_at__isnull=True),
                name="segment_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assembly_id} up to {self.last_day}"
