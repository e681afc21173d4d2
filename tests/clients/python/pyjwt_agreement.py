"""What PyJWT says of each token of the table: for each aspect asked of it alone, nothing, or the name of the refusal."""

from datetime import datetime
from unittest import mock

import jwt
from report import settings, verdicts


class GivenKeys(jwt.PyJWKClient):
    """PyJWT's own choice of the key, among keys that were handed over."""

    def __init__(self, keys):
        super().__init__("https://nobody.is.asked.example/keys")
        self.keys = keys

    def fetch_data(self):
        return self.keys


NOTHING = {f"verify_{claim}": False for claim in ["exp", "nbf", "iat", "aud", "iss", "sub", "jti"]}


def demands(asked):
    """What only that aspect demands."""
    lifetime = {"verify_exp": True, "verify_nbf": True, "verify_iat": True, "require": ["exp"]}
    return {
        "signature": {"options": NOTHING},
        "lifetime": {"options": NOTHING | lifetime, "leeway": asked["tolerance"]},
        "audience": {"options": NOTHING | {"verify_aud": True}, "audience": asked["audiences"]},
        "issuer": {"options": NOTHING | {"verify_iss": True}, "issuer": asked["issuers"]},
    }


def refused(asked, options):
    # It has no option for the time.
    with mock.patch("jwt.api_jwt.datetime", wraps=datetime) as clock:
        clock.now = lambda tz: datetime.fromtimestamp(asked["now"], tz)
        try:
            key = GivenKeys(asked["keys"]).get_signing_key_from_jwt(asked["token"])
            jwt.decode(asked["token"], key, algorithms=["RS256"], **options)
        except jwt.PyJWTError as error:
            return f"{type(error).__name__}: {error}"
        except Exception as error:
            return f"broke off: {type(error).__name__}: {error}"
    return None


for asked in settings["tokens"]:
    verdicts(asked["name"], {aspect: refused(asked, options) for aspect, options in demands(asked).items()})
