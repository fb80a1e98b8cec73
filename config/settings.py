"""Every setting in one place, all of it from the environment; `.env.example` names each variable."""

import os
import zoneinfo
from pathlib import Path
from urllib.parse import quote, urlsplit

from csp.constants import NONE, SELF

from . import broker, secret
from .env import Environment, from_file

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment(from_file(Path(os.environ.get("ENV_FILE") or BASE_DIR / ".env")) | os.environ)

# What every installation decides
CALENDAR_DATA = env.folder("CALENDAR_DATA", BASE_DIR / ".data")
PORT = env.number("PORT", 8000, least=1, most=65535)
BIND = env.text("BIND", "127.0.0.1")
WEB_WORKERS = env.number("WEB_WORKERS", 2, least=1, most=64)
ACCESS_LOG = env.flag("ACCESS_LOG", default=False)
SITE_URL = env.origin("SITE_URL", f"http://127.0.0.1:{PORT}")
DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = secret.key(env, CALENDAR_DATA)
SECRET_KEY_FALLBACKS = env.names("SECRET_KEY_FALLBACKS")
SECURE = SITE_URL.startswith("https://")
FIRST_WEEKDAY = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday").index(
    env.choice("FIRST_WEEKDAY", "monday", ("monday", "saturday", "sunday"))
)
ONE_PERSON_DESK = env.flag("ONE_PERSON_DESK", default=not SECURE)  # else whoever wrote something can't publish it
REQUIRE_MFA = env.flag("REQUIRE_MFA", default=SECURE)  # nobody enters the desk without a second factor

# Addresses
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", [urlsplit(SITE_URL).hostname or ""]) + LOOPBACK
CSRF_TRUSTED_ORIGINS = env.origins("CSRF_TRUSTED_ORIGINS", [SITE_URL])
TRUSTED_PROXIES = env.names("TRUSTED_PROXIES")
FETCH_ALSO = env.text("FETCH_ALSO")  # the one host:port that may be fetched besides public addresses
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = True

INSTALLED_APPS = [
    "calendar_app.apps.DeskConfig",  # django.contrib.admin, with the desk's own front page
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "calendar_app",
]

MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",  # outermost, so that errors carry the policy as well
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# What is remembered
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite://{CALENDAR_DATA / 'calendar.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # a read-then-write transaction would otherwise fail at once when another writes
        "timeout": 20,
        "init_command": "PRAGMA page_size=16384; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["OPTIONS"].setdefault("connect_timeout", "5")
DATABASES["default"]["CONN_MAX_AGE"] = 60  # seconds; to connect costs SQLite as much as several questions
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The clock: see config/celery.py for its timetable
CELERY_BROKER_URL, CELERY_BROKER_TRANSPORT_OPTIONS = broker.address(env, CALENDAR_DATA)
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY = False  # publishing never waits for Redis; the clock finds what was missed
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_ENABLE_REMOTE_CONTROL = CELERY_BROKER_URL.startswith("redis")  # files carry no broadcasts
PULSE_ROOT = CALENDAR_DATA / "run"
CLOCK_HERE = env.flag(
    "CLOCK_HERE", default=False
)  # worker and beat share this data directory: /readyz watches their pulse

# Languages and time
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ru", "Русский"), ("ar", "العربية")]
LOCALE_PATHS = [BASE_DIR / "templates" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
zoneinfo.reset_tzpath(to=())  # the rules of the pinned tzdata alone: a machine's own may be years older

# Files
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"] if (BASE_DIR / "static").is_dir() else []
STATIC_ROOT = CALENDAR_DATA / "static"
STATIC_HASHED = env.flag("STATIC_HASHED", default=not DEBUG)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "config.statics.Storage"
        if STATIC_HASHED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not STATIC_HASHED
MEDIA_ROOT = CALENDAR_DATA / "files"
FEEDS_ROOT = CALENDAR_DATA / "feeds"

# Mail
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("MAIL_FROM", f"calendar@{urlsplit(SITE_URL).hostname}")
EMAIL_TIMEOUT = 10  # seconds a mail server may take for one step
MAIL_WINDOW = env.number("MAIL_WINDOW", 100, least=1, most=1000)  # mails a sender may have in flight
globals().update(env.mail("EMAIL_URL", f"file://{quote(str(CALENDAR_DATA / 'mail'))}"))

# Webhooks
# seconds between the attempts of one call: three days and three hours in all
WEBHOOK_RETRIES = env.numbers(
    "WEBHOOK_RETRIES", (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400), least=1, most=604_800
)
WEBHOOK_PAUSE_DAYS = env.number("WEBHOOK_PAUSE_DAYS", 5, least=1, most=90)

# Security
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 63_072_000 if SECURE else 0  # two years
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"  # nobody else signs in
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
LOGIN_URL, LOGIN_REDIRECT_URL = "admin:login", "admin:index"
PASSWORD_RESET_TIMEOUT = 3600
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576

# The API's own settings stand in calendar_app/api; these hold for all of its views
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Diplomatic Calendar",
    "DESCRIPTION": "A public record of diplomatic meetings: who meets, in which format, where, when, and who said so.",
    "VERSION": "1",
    "LICENSE": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
    "SERVE_INCLUDE_SCHEMA": False,
    "ENABLE_DJANGO_DEPLOY_CHECK": False,  # it would look at a schema without calendar_app/api/schema.py's own settings
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

LOG_LEVEL = env.choice("LOG_LEVEL", "info", ("debug", "info", "warning", "error")).upper()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "config.discretion.line"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "fido2": {"level": "WARNING"},
        "celery": {"level": LOG_LEVEL if LOG_LEVEL == "DEBUG" else "WARNING"},  # it tells of every tick otherwise
    },
}
