"""The desk: the record in the browser, over one ledger.

Arrives: requests. Leaves: server-rendered pages that work without script, and a JSON API of the same nouns.
Refuses: to listen beyond loopback without accounts, to run a script it did not ship, to draw a snapshot in its own origin.
"""

from sayso.web.app import make_desk
from sayso.web.serving import serve_desk

__all__ = ["make_desk", "serve_desk"]
