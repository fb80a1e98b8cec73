"""What stands in the head of a page for those who quote it: other sites, messengers, search engines."""

import json
from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

#: The locales of the Open Graph protocol: language and territory.
LOCALES = {"en": "en_GB", "ru": "ru_RU", "ar": "ar_AR"}
#: What must not stand in a script element as it is: the ends of one, and what JavaScript once took for ends of lines.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@register.filter
def json_ld(data: dict[str, Any]) -> SafeString:
    """JSON for a script element: the same to its readers, without a sign that HTML could take for its own."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308 - escaped just here


@register.filter
def locale(language: str) -> str:
    """A language as Open Graph names it: en_GB."""
    return LOCALES[language]


class Held(template.Node):
    """A part of the page that is kept under a name, to be said more than once."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name, self.nodelist = name, nodelist

    def render(self, context: template.Context) -> SafeString:
        said = self.nodelist.render(context).strip().replace('"', "&quot;")
        context[self.name] = mark_safe(said)  # noqa: S308 - each part of it was escaped when it was rendered
        return mark_safe("")


@register.tag
def hold(parser: Parser, token: Token) -> Held:
    """`{% hold name %}…{% endhold %}`: what stands between, also a block that pages fill, is `name` from then on."""
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endhold",))
    parser.delete_first_token()
    return Held(name, nodelist)
