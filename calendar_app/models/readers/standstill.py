"""The one switch: while its row stands, no mail is sent and no webhook called; whatever is owed waits."""

from django.db import models
from django.db.models import Q


class Standstill(models.Model):
    """One row or none. Everything goes on when it is deleted."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    since = models.DateTimeField(editable=False)
    by = models.CharField(max_length=150, editable=False)
    reason = models.TextField(
        help_text="While this stands, no mail is sent and no webhook is called. Delete it to go on."
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="standstill_is_one_row")]

    def __str__(self) -> str:
        return self.reason
