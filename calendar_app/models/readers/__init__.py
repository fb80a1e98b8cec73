"""Who asked for what: private feeds, subscriptions, webhooks, and what is owed to them."""

from .allowance import Allowance
from .delivery import Claim, Delivery
from .error_report import ErrorReport
from .private_feed import PrivateFeed
from .standstill import Standstill
from .subscription import Reader, Reminder, Subscription
from .webhook import Webhook

__all__ = [
    "Allowance",
    "Claim",
    "Delivery",
    "ErrorReport",
    "PrivateFeed",
    "Reader",
    "Reminder",
    "Standstill",
    "Subscription",
    "Webhook",
]
