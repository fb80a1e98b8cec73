"""The door that every page stands behind: it answers only GET and HEAD, and turns what can't be read into words."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from calendar_app.selection import BeforeRecord, Selection, SelectionError
from calendar_app.templatetags.pages import address

from . import errors
from .frame import with_query
from .shelf import Gone, Moved, NotYet

View = Callable[..., HttpResponse]
#: In the request's META: the answer is a page made of the public record and the day alone, whoever asks.
PAGE = "calendar.page"


def page(view: View) -> View:
    """A view whose refusals become the pages that explain them, and whose former addresses lead to the new ones."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except SelectionError as error:
            return errors.unreadable(request, error.problems)
        except BeforeRecord as error:
            return errors.before_record(request, error.begins)
        except Moved as moved:
            return HttpResponsePermanentRedirect(with_query(address(moved.card), request.GET.urlencode()))
        except Gone as error:
            return errors.gone(request, error.reason)
        except NotYet:
            return errors.not_yet(request)
        patch_cache_control(response, public=True, no_cache=True)
        request.META[PAGE] = response.status_code == HTTPStatus.OK
        return response

    return answer


def read(request: HttpRequest, also: tuple[str, ...] = (), only: tuple[str, ...] | None = None) -> Selection:
    """The selection in the address. `also` names the view's own parameters; `only` bounds the selection's.

    Raises SelectionError, for a parameter of the vocabulary too that this page could not honour.
    """
    selection = Selection.read(request.GET, also)
    if only is not None:
        strangers = [(name, value) for name, value in selection.pairs() if name not in only]
        if strangers:
            raise errors.not_here(strangers, [*only, *also])
    return selection
