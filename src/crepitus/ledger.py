"""The ledger of claims as something to search, filter and judge, the same in JupyterLab and in a page (`web/ledger.js`).

Without a script all claims stand there with verdict, reason and sources. What a learner judges stays in the browser.
"""

from crepitus.claims import TOPICS, VERDICTS, claim, claims
from crepitus.questions import LiveQuestion, shown
from crepitus.web import script, template


class LiveLedger(LiveQuestion):
    """The ledger in JupyterLab."""

    _esm = script("store.js", "ledger.js")


class Ledger:
    """All claims of the course."""

    def html(self) -> str:
        """Every claim, with the controls that the script brings to life."""
        in_order = sorted(claims().values(), key=lambda found: (TOPICS.index(found.topic), found.id))
        return template("ledger.html").render(claims=in_order, topics=TOPICS, verdicts=VERDICTS, claim=claim)

    def __repr__(self) -> str:
        return "\n".join(["The ledger", *(f"{found.id} {found.verdict}: {found.words}" for found in claims().values())])

    def _repr_mimebundle_(self, **_) -> tuple[dict, dict]:
        return shown(self.html(), repr(self), {"id": "ledger", "shows": "ledger"}, LiveLedger)


def ledger() -> Ledger:
    """The ledger, to be searched and judged."""
    return Ledger()
