# {{ heading }}
#
# Register `api` with the server that has the add-in's pages: Office takes pages by https alone, and the pages call their own
# origin. Where a development server or a proxy has them, let it pass /api on to this one.

import os

from flask import Flask

from sso.api import api

app = Flask(__name__, static_folder=None)
app.register_blueprint(api)

if __name__ == "__main__":
    # For development; elsewhere a WSGI server starts `server:app`.
    app.run(os.environ.get("HOST") or "127.0.0.1", int(os.environ.get("PORT") or "3001"))
