"""Where the pages of the door stand, below the desk's own address."""

from django.urls import path

from . import factors, overview, passkeys, password, second

urls = [
    path("login/second/", second.step, name="second_step"),
    path("login/passkey/question/", passkeys.question, name="passkey_question"),
    path("login/passkey/", passkeys.answer, name="passkey_answer"),
    path("password/", password.Forgotten.as_view(), name="password_reset"),
    path("password/sent/", password.Done.as_view(), name="password_reset_done"),
    path("password/complete/", password.Complete.as_view(), name="password_reset_complete"),
    path("password/<uidb64>/dcr_<token>/", password.Confirm.as_view(), name="password_reset_confirm"),
    path("account/", overview.overview, name="account"),
    path("account/sessions/end/", overview.end, name="account_end"),
    path("account/app/", factors.app, name="account_app"),
    path("account/codes/", factors.codes, name="account_codes"),
    path("account/factors/<int:number>/remove/", factors.remove, name="account_remove"),
    path("account/passkeys/invitation/", passkeys.invitation, name="account_invitation"),
    path("account/passkeys/", passkeys.accept, name="account_passkeys"),
]
