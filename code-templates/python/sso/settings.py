# {{ heading }}
"""Settings come from the environment; what is not secret has a default here.

`hallpass plan --as env` prints them for a .env file. The client secret stands in neither.
"""

import os


def setting(name, known=""):
    """The first that is not empty: the environment's value, or what the plan knows."""
    value = os.environ.get(name) or known
    if not value:
        raise RuntimeError(f"the environment variable {name} is not set")
    return value


AUTHORITY = setting("AUTHORITY", "{{ authority }}").rstrip("/")
CLIENT_ID = setting("CLIENT_ID", "{{ client_id }}")
CLIENT_SECRET = setting("CLIENT_SECRET")
APP_ID_URI = setting("APP_ID_URI", "{{ app_id_uri }}").rstrip("/")
GRAPH = setting("GRAPH", "{{ graph }}").rstrip("/")
GRAPH_SCOPES = setting("GRAPH_SCOPES", "{{ graph_scopes | join(' ') }}").split()
#% if not single_tenant
# Empty lets in everybody whose tenant has consented. Name the tenants of your customers unless that is what you want.
ALLOWED_TENANTS = frozenset(os.environ.get("ALLOWED_TENANTS", "").lower().replace(",", " ").split())
#% endif
