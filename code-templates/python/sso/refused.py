"""What the add-in's page is told."""


class Refused(Exception):
    """A status, a code that the page branches on, a message for people, and for a claims challenge the claims.

    Never a token, and nothing of Entra's own text.
    """

    def __init__(self, status, code, message, claims=None, retry_after=None):
        super().__init__(message)
        self.status, self.code, self.message = status, code, message
        self.claims, self.retry_after = claims, retry_after
