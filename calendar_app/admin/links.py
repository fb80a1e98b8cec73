"""Links from one page of the desk to another."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString


def desk_link(noun: Any) -> SafeString:
    """The noun's name as a link to its page at the desk; a dash where the row is gone."""
    if noun is None:
        return format_html("{}", "–")
    options = noun._meta
    return format_html(
        '<a href="{}">{}</a>', reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[noun.pk]), noun
    )
