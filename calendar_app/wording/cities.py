"""What a zone's clock is called: “Kuala Lumpur time”. Russian declines the city, so the usual ones are a list."""

from babel import Locale
from django.utils.translation import gettext, gettext_noop, override

CITY_TIMES = {
    "America/New_York": gettext_noop("New York time"),
    "America/Toronto": gettext_noop("Toronto time"),
    "Asia/Almaty": gettext_noop("Almaty time"),
    "Asia/Baghdad": gettext_noop("Baghdad time"),
    "Asia/Bangkok": gettext_noop("Bangkok time"),
    "Asia/Bishkek": gettext_noop("Bishkek time"),
    "Asia/Brunei": gettext_noop("Brunei time"),
    "Asia/Colombo": gettext_noop("Colombo time"),
    "Asia/Dhaka": gettext_noop("Dhaka time"),
    "Asia/Dili": gettext_noop("Dili time"),
    "Asia/Dubai": gettext_noop("Dubai time"),
    "Asia/Dushanbe": gettext_noop("Dushanbe time"),
    "Asia/Ho_Chi_Minh": gettext_noop("Vietnam time"),
    "Asia/Jakarta": gettext_noop("Jakarta time"),
    "Asia/Karachi": gettext_noop("Karachi time"),
    "Asia/Kathmandu": gettext_noop("Kathmandu time"),
    "Asia/Kolkata": gettext_noop("India time"),
    "Asia/Kuala_Lumpur": gettext_noop("Kuala Lumpur time"),
    "Asia/Makassar": gettext_noop("Makassar time"),
    "Asia/Manila": gettext_noop("Manila time"),
    "Asia/Phnom_Penh": gettext_noop("Phnom Penh time"),
    "Asia/Pyongyang": gettext_noop("Pyongyang time"),
    "Asia/Qatar": gettext_noop("Qatar time"),
    "Asia/Riyadh": gettext_noop("Riyadh time"),
    "Asia/Seoul": gettext_noop("Seoul time"),
    "Asia/Shanghai": gettext_noop("Beijing time"),
    "Asia/Singapore": gettext_noop("Singapore time"),
    "Asia/Tashkent": gettext_noop("Tashkent time"),
    "Asia/Tehran": gettext_noop("Tehran time"),
    "Asia/Tokyo": gettext_noop("Tokyo time"),
    "Asia/Ulaanbaatar": gettext_noop("Ulaanbaatar time"),
    "Asia/Vientiane": gettext_noop("Vientiane time"),
    "Asia/Vladivostok": gettext_noop("Vladivostok time"),
    "Asia/Yangon": gettext_noop("Yangon time"),
    "Asia/Yerevan": gettext_noop("Yerevan time"),
    "Africa/Cairo": gettext_noop("Cairo time"),
    "Africa/Johannesburg": gettext_noop("South Africa time"),
    "Australia/Sydney": gettext_noop("Sydney time"),
    "Europe/Berlin": gettext_noop("Berlin time"),
    "Europe/Brussels": gettext_noop("Brussels time"),
    "Europe/Istanbul": gettext_noop("Istanbul time"),
    "Europe/London": gettext_noop("London time"),
    "Europe/Minsk": gettext_noop("Minsk time"),
    "Europe/Moscow": gettext_noop("Moscow time"),
    "Europe/Paris": gettext_noop("Paris time"),
    "Europe/Vienna": gettext_noop("Vienna time"),
    "Europe/Zurich": gettext_noop("Swiss time"),
    "Pacific/Auckland": gettext_noop("New Zealand time"),
    "Pacific/Port_Moresby": gettext_noop("Port Moresby time"),
}


def city_time(zone_name: str, language: str) -> str:
    """The zone's clock in words: from the list, or else by the city that CLDR or the zone itself names."""
    with override(language):
        if zone_name in CITY_TIMES:
            return gettext(CITY_TIMES[zone_name])
        return gettext("%(city)s time") % {"city": _city(zone_name, language)}


def _city(zone_name: str, language: str) -> str:
    known = Locale.parse(language).time_zones.get(zone_name, {})
    return str(known.get("city") or zone_name.rsplit("/", 1)[-1].replace("_", " "))
