"""The page of KL's eight steps: what each is, what serves it, and how one knows that it is done; from the list that the reports use."""

from __future__ import annotations

from lisanalysis.analyses.datavalidering.otte_trin import FORBEHOLD, TRIN

INDLEDNING = """\
# KL's otte trin

Siden er skrevet af koden (`lis docs docs`). `lis new` begynder med de første trin og slutter med dem, der er tilbage; rapporten `datavalidering` siger
ved hver leverance, hvor langt I er med hvert.
"""


def side() -> str:
    """The page in Markdown."""
    dele = [f"## {t.nr}. {t.navn}\n\n{t.hvad}\n\n- **Med:** {t.med}.\n- **Gjort, når** {t.gjort}.\n" for t in TRIN]
    return "\n".join([INDLEDNING, *dele, f"*{FORBEHOLD}*\n"])
