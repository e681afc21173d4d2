"""What PyJWT says of each token, as a server's middleware would ask it."""

import jwt
from report import settings, verdict

keys = jwt.PyJWKClient(settings["jwks_uri"])

for each in settings["tokens"]:
    try:
        key = keys.get_signing_key_from_jwt(each["token"])
        jwt.decode(
            each["token"],
            key,
            algorithms=["RS256"],
            audience=settings["client_id"],
            issuer=settings["issuer"],
        )
        verdict(each["name"])
    except jwt.PyJWTError as error:
        verdict(each["name"], f"{type(error).__name__}: {error}")
