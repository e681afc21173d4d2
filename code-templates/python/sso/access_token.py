# {{ heading }}
"""Checks the token that the add-in sends: that Entra issued it, for this add-in, for a user, and that it is still good."""

import logging
import re
from dataclasses import dataclass, field
from functools import lru_cache

import jwt
import requests

from . import settings
from .refused import Refused

log = logging.getLogger(__name__)

# What `scp` must hold. An ID token and an app-only token have no `scp`.
SCOPE = "{{ scope_name }}"

# A token's version decides what it is compared with. The registration decides the version, not the address that Office asks.
METADATA = {
    "1.0": f"{settings.AUTHORITY}/.well-known/openid-configuration",
    "2.0": f"{settings.AUTHORITY}/v2.0/.well-known/openid-configuration",
}
AUDIENCES = {
    "1.0": [settings.CLIENT_ID, settings.APP_ID_URI, f"{settings.APP_ID_URI}/"],
    "2.0": [settings.CLIENT_ID],
}

GUID = re.compile("[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")

# Clients that ask for the token. Microsoft does not name all of Office's, so that another one is told and let in.
CLIENTS = {
    #% for client in clients
    "{{ client.id }}",  # {{ client.name }}
    #% endfor
    settings.CLIENT_ID,  # the fallback dialog, and nested app authentication
}
#% if not personal_accounts and not single_tenant

# The tenant of personal accounts, which the registration does not let in.
PERSONAL_ACCOUNTS = "9188040d-6c67-4c5b-b112-36a304b66dad"
#% endif


@dataclass(frozen=True)
class User:
    """Store users by `tenant_id` and `object_id` together, never by name or address."""

    tenant_id: str
    object_id: str
    token: str = field(repr=False)
    # When the token ends, in seconds since 1970.
    ends: int


class Keys(jwt.PyJWKClient):
    """Signing keys for tokens of one version, and for whose tokens each is."""

    def __init__(self, metadata):
        # Kept for a day. A key that is not among them is asked for once in a minute at most, because keys change without
        # notice.
        super().__init__(metadata["jwks_uri"], lifespan=86_400, cooldown_duration=60, timeout=10)
        self.issuer = metadata["issuer"]
        self._issuers = {}

    def fetch_data(self):
        keys = super().fetch_data()
        self._issuers = {key.get("kid"): key.get("issuer") for key in keys.get("keys", [])}
        return keys

    def key_for(self, kid, tenant_id, issuer):
        key = self.get_signing_key(kid)
        # It may be for one issuer alone, such as that of personal accounts.
        its_issuer = self._issuers.get(kid)
        if its_issuer and _of_tenant(its_issuer, tenant_id) != issuer:
            raise jwt.InvalidIssuerError("the key of another issuer")
        return key


def _of_tenant(issuer, tenant_id):
    """Where people of many tenants come in, the issuer is a template."""
    return re.sub(r"\{tenantid\}", lambda _: tenant_id, issuer, flags=re.IGNORECASE)


@lru_cache
def _keys(version):
    """As the authority's own metadata says. Asked once; a failure is not kept."""
    answer = requests.get(METADATA[version], allow_redirects=False, timeout=10)
    answer.raise_for_status()
    return Keys(answer.json())


def check(authorization):
    """The user of the token in the header of this name.

    Raises Refused, and any other error where Entra could not be asked.
    """
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token or " " in token:
        raise Refused(401, "token_missing", "the request has no bearer token")
    try:
        claims = _verified(token)
    except (jwt.PyJWKClientConnectionError, jwt.PyJWKSetError):
        # It says nothing about the token.
        raise
    except jwt.ExpiredSignatureError:
        raise Refused(401, "token_expired", "the token has ended: ask Office for one again, once") from None
    except jwt.PyJWTError as error:
        log.warning("a token was refused: %s", type(error).__name__)
        raise Refused(401, "token_refused", "the token is not one that Entra issued for this add-in") from None
    scopes = claims.get("scp")
    if not isinstance(scopes, str) or SCOPE not in scopes.split(" "):
        raise Refused(403, "scope_missing", f"the token lacks the scope {SCOPE}")
    #% if not single_tenant
    _require_tenant(claims["tid"])
    #% endif
    client = claims.get("azp", claims.get("appid"))
    if client not in CLIENTS:
        log.warning("a token came by way of %s, which is not among the known clients of Office", client)
    return User(tenant_id=claims["tid"], object_id=claims["oid"], token=token, ends=claims["exp"])


def _verified(token):
    # Trusted for nothing but to choose what the token is compared with.
    unverified = jwt.decode_complete(token, options={"verify_signature": False})
    version, tenant_id = (unverified["payload"].get(name) for name in ("ver", "tid"))
    if version not in ("1.0", "2.0") or not isinstance(tenant_id, str) or not GUID.fullmatch(tenant_id):
        raise jwt.InvalidTokenError("ver or tid")
    keys = _keys(version)
    issuer = _of_tenant(keys.issuer, tenant_id)
    if f"/{tenant_id}/" not in f"{issuer}/":
        raise jwt.InvalidIssuerError("the issuer of another tenant")
    return jwt.decode(
        token,
        keys.key_for(unverified["header"].get("kid"), tenant_id, issuer),
        algorithms=["RS256"],
        audience=AUDIENCES[version],
        issuer=issuer,
        leeway=int("{{ skew_seconds }}"),
        options={"require": ["exp", "oid", "tid"]},
    )
#% if not single_tenant


def _require_tenant(tenant_id):
    #% if not personal_accounts
    if tenant_id == PERSONAL_ACCOUNTS:
        raise Refused(403, "tenant_not_allowed", "this add-in is for work and school accounts")
    #% endif
    if settings.ALLOWED_TENANTS and tenant_id not in settings.ALLOWED_TENANTS:
        raise Refused(403, "tenant_not_allowed", "this add-in is not open to your organization")
#% endif
