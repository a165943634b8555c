"""The ledger of claims as something to search, filter and judge, the same in JupyterLab and in a page (`web/ledger.js`).

Without a script all claims stand there with verdict, reason and sources. What a learner judges stays in the browser.
"""

from typing import Any

from explorables.claims import VERDICTS, claim, claims
from explorables.course import current
from explorables.questions import mimebundle
from explorables.web import template


class Ledger:
    """All claims of the course."""

    def html(self) -> str:
        """Every claim, with the controls that the script brings to life."""
        topics = current().topics
        in_order = sorted(claims().values(), key=lambda found: (topics.index(found.topic), found.id))
        return template("ledger.html").render(claims=in_order, topics=topics, verdicts=VERDICTS, claim=claim)

    def __repr__(self) -> str:
        return "\n".join(["The ledger", *(f"{found.id} {found.verdict}: {found.words}" for found in claims().values())])

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict, dict]:
        return mimebundle(self.html(), repr(self), {"id": "ledger", "shows": "ledger"}, "LedgerWidget")


def ledger() -> Ledger:
    """The ledger, to be searched and judged."""
    return Ledger()
