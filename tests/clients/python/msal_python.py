"""Every flow of MSAL Python."""

import urllib.parse
import webbrowser

import msal
import requests
from report import (
    RedirectTarget,
    assert_app_only,
    assert_for_api,
    enter_code,
    equal,
    flow,
    granted,
    own_scope,
    settings,
    sign_in,
)

GRAPH_SCOPES = ["https://graph.microsoft.com/User.Read"]
GRAPH_DEFAULT = ["https://graph.microsoft.com/.default"]
scopes = [settings["scope"]]
# Without it MSAL would ask the public cloud about this authority.
known = {"authority": settings["authority"], "instance_discovery": False}


def confidential(credential):
    return msal.ConfidentialClientApplication(settings["client_id"], client_credential=credential, **known)


def desktop(**other):
    return msal.PublicClientApplication(settings["client_id"], **{**known, **other})


def assert_graph_answers(token):
    me = settings["graph"].rstrip("/") + "/v1.0/me"
    answer = requests.get(me, headers={"Authorization": f"Bearer {token}"}, timeout=30)
    equal(answer.status_code, 200)
    equal(answer.json()["userPrincipalName"], settings["user"])


server = confidential(settings["client_secret"])
# A server that never saw the sign-in.
middle_tier = confidential(settings["client_secret"])
# What the server holds after the sign-in.
signed_in = {}


@flow("code-pkce")
def _():
    target = RedirectTarget()
    begun = server.initiate_auth_code_flow(scopes, redirect_uri=target.uri)
    sign_in(begun["auth_uri"])
    signed_in.update(granted(server.acquire_token_by_auth_code_flow(begun, target.returned())))
    equal(signed_in["id_token_claims"]["preferred_username"], settings["user"])
    assert_for_api(signed_in["access_token"])


@flow("cache")
def _():
    again = granted(server.acquire_token_silent(scopes, server.get_accounts()[0]))
    equal(again["token_source"], "cache")
    equal(again["access_token"] == signed_in["access_token"], True)


@flow("refresh")
def _():
    account = server.get_accounts(settings["user"])[0]
    again = granted(server.acquire_token_silent_with_error([own_scope], account, force_refresh=True))
    equal(again["token_source"], "identity_provider")
    equal(again["access_token"] == signed_in["access_token"], False)
    assert_for_api(again["access_token"])


@flow("obo")
def _():
    graph = granted(middle_tier.acquire_token_on_behalf_of(signed_in["access_token"], GRAPH_SCOPES))
    equal(graph["token_source"], "identity_provider")
    assert_graph_answers(graph["access_token"])


@flow("obo-cache")
def _():
    # Its on-behalf-of call always asks the tenant; what it brought is found by the account that came with it.
    graph = granted(middle_tier.acquire_token_silent(GRAPH_SCOPES, middle_tier.get_accounts(settings["user"])[0]))
    equal(graph["token_source"], "cache")
    assert_graph_answers(graph["access_token"])


@flow("secret")
def _():
    assert_app_only(granted(server.acquire_token_for_client(GRAPH_DEFAULT))["access_token"])


certificate = settings["certificate"]
# MSAL signs with PS256 when it makes the thumbprint itself, and with RS256 when it is given the SHA-1 one.
for name, form in {
    "certificate-ps256": {"public_certificate": certificate["certificate"]},
    "certificate-rs256": {"thumbprint": certificate["sha1"]},
}.items():

    @flow(name)
    def _():
        holder = confidential({"private_key": certificate["private_key"], **form})
        assert_app_only(granted(holder.acquire_token_for_client(GRAPH_DEFAULT))["access_token"])


@flow("device-code")
def _():
    app = desktop()
    begun = app.initiate_device_flow(scopes)
    enter_code(begun["verification_uri"], begun["user_code"])
    got = granted(app.acquire_token_by_device_flow(begun))
    equal(got["id_token_claims"]["preferred_username"], settings["user"])
    assert_for_api(got["access_token"])


class Person(webbrowser.BaseBrowser):
    """In place of the system's browser, which MSAL opens by Python's own module."""

    def open(self, url, new=0, autoraise=True):
        sign_in(url)
        return True


webbrowser.register("person", None, Person(), preferred=True)


@flow("loopback")
def _():
    got = granted(desktop().acquire_token_interactive(scopes, timeout=60))
    equal(got["id_token_claims"]["preferred_username"], settings["user"])
    assert_for_api(got["access_token"])


@flow("common")
def _():
    app = desktop(authority=urllib.parse.urljoin(settings["authority"], "/common"))
    granted(app.acquire_token_interactive(scopes, timeout=60))
    account = app.get_accounts(settings["user"])[0]
    equal(account["home_account_id"].split(".")[1], settings["tenant_id"])
    assert_for_api(granted(app.acquire_token_silent([own_scope], account, force_refresh=True))["access_token"])
