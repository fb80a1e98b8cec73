"""Who may sign in and how: second factors, recovery codes, sessions, and the log of all attempts."""

from .password_wish import PasswordWish
from .recovery_code import RecoveryCode
from .second_factor import SecondFactor
from .sign_in import SignIn
from .sitting import Sitting

__all__ = ["PasswordWish", "RecoveryCode", "SecondFactor", "SignIn", "Sitting"]
