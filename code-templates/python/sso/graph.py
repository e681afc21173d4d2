# {{ heading }}
"""Exchanges the checked token on behalf of its user, and calls Microsoft Graph. Graph's token never leaves this file."""

import logging
import re
import time
from hashlib import sha256
from threading import Lock

import msal
import requests
from msal.exceptions import MsalServiceError

from . import settings
from .refused import Refused

log = logging.getLogger(__name__)

# MSAL's cache has Graph's tokens by user: one exchange serves until the token ends. It is in the memory of this process;
# several servers beside each other need an msal.SerializableTokenCache. What Entra refused, MSAL does not ask again with the
# same token for a minute.
_applications = {}
# Hashes of the tokens that Entra has exchanged, and when they end.
_exchanged = {}
_lock = Lock()


def call(user, path):
    """What Graph answers, as JSON. Raises Refused.

    `user`: of access_token.check. `path`: what stands after /v1.0, such as /me.
    """
    authorization = f"Bearer {_token_for(user)}"
    try:
        answer = requests.get(
            f"{settings.GRAPH}/v1.0{path}",
            headers={"Authorization": authorization},
            allow_redirects=False,
            timeout=30,
        )
        body = answer.json()
    except requests.JSONDecodeError:
        body = {}
    except requests.RequestException as error:
        log.error("Microsoft Graph could not be asked: %s", type(error).__name__)
        raise Refused(502, "graph_failed", "Microsoft Graph could not be reached") from None
    if answer.status_code == 200:
        return body
    error = body.get("error") if isinstance(body, dict) else None
    code = error.get("code", "") if isinstance(error, dict) else ""
    log.error("Microsoft Graph answered %s %s to request %s", answer.status_code, code, answer.headers.get("request-id"))
    if answer.status_code in (429, 503):
        retry_after = answer.headers.get("Retry-After")
        raise Refused(503, "graph_busy", "Microsoft Graph is busy, try again later", retry_after=retry_after)
    status = answer.status_code if answer.status_code in (403, 404) else 502
    raise Refused(status, "graph_failed", f"Microsoft Graph answered {answer.status_code} {code}".strip())


def _token_for(user):
    application = _application(user.tenant_id)
    seen = sha256(user.token.encode()).digest()
    # From the cache only for a token that Entra has exchanged: its policies decide about each new one.
    if _exchanged.get(seen, 0) > time.time():
        accounts = application.get_accounts()
        account = next((each for each in accounts if each["local_account_id"] == user.object_id), None)
        kept = application.acquire_token_silent(settings.GRAPH_SCOPES, account)
        if kept:
            return kept["access_token"]
    try:
        answer = application.acquire_token_on_behalf_of(user.token, settings.GRAPH_SCOPES)
    except MsalServiceError as error:
        # Of an answer of 5xx, which MSAL repeats for a while to all users and does not ask Entra.
        log.error("on behalf of the user: %s", error)
        raise _busy() from None
    if "access_token" not in answer:
        raise _refusal(answer)
    now = time.time()
    with _lock:
        for each in [each for each, end in _exchanged.items() if end <= now]:
            del _exchanged[each]
        _exchanged[seen] = user.ends
    return answer["access_token"]


def _application(tenant_id):
    # Of the token's own tenant, as the checked token says: the home of a guest is another one.
    with _lock:
        if tenant_id not in _applications:
            _applications[tenant_id] = msal.ConfidentialClientApplication(
                settings.CLIENT_ID,
                client_credential=settings.CLIENT_SECRET,
                authority=f"{settings.AUTHORITY.rpartition('/')[0]}/{tenant_id}",
                # It would ask the public cloud about this authority, which is a setting of our own.
                instance_discovery=False,
            )
        return _applications[tenant_id]


def _refusal(answer):
    """What the page can do about it. The rest is the server's own trouble, and stands in its log alone."""
    found = re.search(r"AADSTS\d+", answer.get("error_description", ""))
    number = found.group() if found else answer.get("error")
    log.error("on behalf of the user: %s, correlation ID %s", number, answer.get("correlation_id"))
    if number == "AADSTS500133":
        return Refused(401, "token_expired", "the token has ended: ask Office for one again, once")
    if answer.get("claims"):
        message = "the organization wants more of this sign-in, such as a second factor"
        return Refused(401, "claims_challenge", message, claims=answer["claims"])
    if answer.get("suberror") == "consent_required" or number == "AADSTS65001":
        return Refused(403, "consent_required", "nobody has agreed to what this add-in may read")
    if answer.get("error") in ("interaction_required", "invalid_grant"):
        return Refused(403, "interaction_required", "you have to sign in again")
    if answer.get("error") in ("temporarily_unavailable", "server_error"):
        return _busy()
    return Refused(502, "exchange_failed", "the add-in's server could not sign in to Microsoft Graph")


def _busy():
    return Refused(503, "entra_busy", "Entra is busy, try again later", retry_after="60")
