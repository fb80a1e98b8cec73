"""Who asked for what: private feeds, subscriptions, webhooks, and what is owed to them."""

from .allowance import Allowance
from .delivery import Delivery
from .private_feed import PrivateFeed
from .subscription import Reminder, Subscription
from .webhook import Webhook

__all__ = ["Allowance", "Delivery", "PrivateFeed", "Reminder", "Subscription", "Webhook"]
