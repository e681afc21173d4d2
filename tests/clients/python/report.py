"""What every client here has in common: settings come in, one line of JSON a flow goes out, and somebody signs in."""

import base64
import json
import sys
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, HTTPServer

# As `hallpass practice env --format json` prints them, with the certificate of the tests, on standard input; or tokens and
# keys alone, for a script that asks nobody.
settings = json.load(sys.stdin)

# A client that asks for its own API by the Application ID URI signs in, but is refused at the first refresh
# (AADSTS90009): there it must name itself by its client ID.
own_scope = settings.get("client_id", "") + "/access_as_user"


def say(**line):
    print(json.dumps(line), flush=True)


def flow(name):
    """Runs the decorated flow at once and says how it ended."""

    def run(body):
        try:
            body()
            say(flow=name, fine=True)
        except Exception as error:  # whatever went wrong is this flow's result
            say(flow=name, fine=False, why=f"{type(error).__name__}: {error}")

    return run


def verdict(name, why=None):
    """A verdict on a token, by the name that the test gave it."""
    say(token=name, accepted=why is None, why=why or "")


def verdicts(name, refused):
    """Verdicts on the aspects of a token, each with the reason where it is refused."""
    say(token=name, refused=refused)


def sign_in(page):
    """Asks the person to sign in on this page."""
    say(sign_in=page)


def enter_code(page, code):
    """Asks the person to enter the code on this page."""
    say(enter_code=page, code=code)


class RedirectTarget:
    """A web server's redirect URI, for one sign-in; what comes to it, by query or as a posted form."""

    def __init__(self):
        returned = self._returned = {}

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.finish_with(urllib.parse.urlsplit(self.path).query)

            def do_POST(self):
                self.finish_with(self.rfile.read(int(self.headers["Content-Length"])).decode())

            def finish_with(self, text):
                returned.update(urllib.parse.parse_qsl(text))
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"signed in")

            def log_message(self, *_):
                """Standard error is for what goes wrong."""

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.handle_request, daemon=True)
        self._thread.start()
        self.uri = f"http://localhost:{self._server.server_port}/auth/callback"

    def returned(self):
        self._thread.join()
        self._server.server_close()
        return self._returned


def claims(token):
    """Payload of a token, unverified: whether it is genuine is asked of other libraries."""
    payload = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))


def equal(found, expected):
    if found != expected:
        raise AssertionError(f"{found!r} instead of {expected!r}")


def granted(answer):
    """The answer of MSAL, unless it is an error, which MSAL Python returns and does not raise."""
    if answer is None:
        raise AssertionError("MSAL answered nothing")
    if "access_token" not in answer:
        raise AssertionError(f"{answer.get('error')}: {answer.get('error_description')}")
    return answer


def assert_for_api(token):
    """The token is for the add-in's own API, for the person of the tests."""
    found = claims(token)
    equal(found.get("aud"), settings["client_id"])
    equal(found.get("scp"), "access_as_user")
    equal(found.get("tid"), settings["tenant_id"])


def assert_app_only(token):
    """An app-only token for Microsoft Graph: it has no user."""
    found = claims(token)
    equal(found.get("appid"), settings["client_id"])
    equal(found.get("tid"), settings["tenant_id"])
    equal(found.get("idtyp"), "app")
    equal(found.get("scp"), None)
