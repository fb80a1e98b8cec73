"""What stands in the head of a page."""

import json

from django.template import Context, Template

from calendar_app.templatetags.heads import json_ld, locale


def test_json_in_a_page_ends_nothing() -> None:
    data = {"name": "</script><!-- & \u2028\u2029 “Сессия”"}
    said = json_ld(data)
    assert said == r'{"name": "\u003c/script\u003e\u003c!-- \u0026 \u2028\u2029 “Сессия”"}'
    assert json.loads(said) == data


def test_locales() -> None:
    assert [locale(language) for language in ("en", "ru", "ar")] == ["en_GB", "ru_RU", "ar_AR"]


def test_a_part_is_held_and_said_again() -> None:
    template = Template('{% load heads %}{% hold said %} "{{ a }}" {% endhold %}[{{ said }}|{{ said }}]')
    assert template.render(Context({"a": "<b>"})) == "[&quot;&lt;b&gt;&quot;|&quot;&lt;b&gt;&quot;]"
