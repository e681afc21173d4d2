# {{ heading }}
"""The add-in's own API: Graph's data for the user whose token comes along."""

import logging

from flask import Blueprint, jsonify, request

from . import access_token, graph
from .refused import Refused

log = logging.getLogger(__name__)

# No CORS: the add-in's pages come from the same origin, and no other page has business here.
api = Blueprint("api", __name__, url_prefix="/api")


@api.post("/graph-data")
def graph_data():
    user = access_token.check(request.headers.get("Authorization", ""))
    return jsonify(graph.call(user, "{{ graph_call }}"))


@api.after_request
def keep_out_of_caches(response):
    response.headers["Cache-Control"] = "no-store"
    return response


@api.errorhandler(Refused)
def tell(refused):
    body = {"code": refused.code, "message": refused.message}
    if refused.claims:
        body["claims"] = refused.claims
    response = jsonify(body)
    response.status_code = refused.status
    if refused.status == 401:
        # Without a token there is no error of one (RFC 6750).
        challenge = "Bearer" if refused.code == "token_missing" else 'Bearer error="invalid_token"'
        response.headers["WWW-Authenticate"] = challenge
    if refused.retry_after:
        response.headers["Retry-After"] = refused.retry_after
    return response


@api.errorhandler(Exception)
def tell_of_trouble(error):
    # Its kind alone: the text of an error may hold what it was about.
    log.error("%s %s: %s", request.method, request.path, type(error).__name__)
    return tell(Refused(503, "unavailable", "the add-in's server could not check the sign-in, try again later"))
