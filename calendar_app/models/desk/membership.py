"""Who belonged to what, and when: ASEAN had ten members in July 2025 and eleven from 26 October 2025."""

import uuid

from django.db import models
from django.db.models import F, Q

from calendar_app.models.vocabulary import MembershipStatus

from .organization import Organization
from .tenure import Tenure, TenureQuerySet, in_order


class MembershipQuerySet(TenureQuerySet):
    """Who belonged, asked of any day; see TenureQuerySet.on."""


class Membership(Tenure):
    """An organization in an organization; Popolo's Membership."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey(Organization, models.CASCADE, related_name="memberships")
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="members")
    status = models.CharField(max_length=20, choices=MembershipStatus.choices, default=MembershipStatus.MEMBER)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["organization__code", "since_earliest", "member__code"]
        constraints = [
            in_order("membership_in_order"),
            models.CheckConstraint(condition=~Q(member=F("organization")), name="membership_not_of_itself"),
            models.UniqueConstraint(fields=["member", "organization", "status", "since"], name="membership_once"),
        ]

    def __str__(self) -> str:
        return f"{self.member.code} in {self.organization.code}"
