"""Puts the parts together into one answer."""

from __future__ import annotations

from collections.abc import Callable

from lisanalysis.analyses import dansk
from lisanalysis.analyses.registreringspraksis import brudmaaned, forsinkelse, fund, moenstre, vaneskift
from lisanalysis.analyses.registreringspraksis.delsvar import Delsvar
from lisanalysis.analyses.registreringspraksis.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.registreringspraksis.grundlag import Grundlag, grundlag
from lisanalysis.analyses.result import Noegletal, Result
from lisanalysis.tables import Dataset

# The sides of registration, in the order they are read; another is one more module and one more line here.
DELE: tuple[Callable[[Grundlag, Parametre], Delsvar], ...] = (
    forsinkelse.delsvar, fund.delsvar, brudmaaned.delsvar, vaneskift.delsvar, moenstre.delsvar,
)  # fmt: skip


def analyse(data: Dataset, parametre: Parametre) -> Result:
    """How registration is done, and where it differs; a part that the data cannot answer says why, and the rest stand."""
    g = grundlag(data, parametre)
    if g.raekker.empty or not g.maaneder:
        svar = "Datagrundlaget er for spinkelt: der er ingen hel måned med startede bevillinger."
        return ANALYSE.ikke_koert(data.per, ("startede bevillinger i en hel måned",), svar=svar)
    dele = [del_(g, parametre) for del_ in DELE]
    return ANALYSE.result(
        data.per,
        svar=" ".join(dansk.stort(d.saetning) for d in dele if d.saetning) or "Registreringen kan ikke vurderes på disse data.",
        noegletal=_noegletal(dele), afsnit=tuple(a for d in dele for a in d.afsnit), tabeller=tuple(t for d in dele for t in d.tabeller),
        figurer=tuple(f for d in dele for f in d.figurer), konklusioner=tuple(k for d in dele for k in d.konklusioner),
        goer=tuple(x for d in dele for x in d.goer), forbehold=(*(x for d in dele for x in d.forbehold), *_FORBEHOLD),
        datagrundlag=(f"{dansk.antal(len(g.raekker), 'bevilling', 'bevillinger')}; sammenlignet er startmånederne {dansk.maaned(g.maaneder[0])} til {dansk.maaned(g.maaneder[-1])}.",),
        metode=_METODE, valuta=data.kommune.valuta, ikke_koert=dict(x for d in dele for x in d.ikke_koert),
    )  # fmt: skip


def _noegletal(dele: list[Delsvar]) -> tuple[Noegletal, ...]:
    """All declared figures in their order; one whose part could not be run is unknown."""
    fundne = {n.noegle: n for d in dele for n in d.noegletal}
    return tuple(fundne.get(n) or Noegletal(n, _TITEL.get(n, n), None, "antal", status="ikke_koert", forside=False) for n in ANALYSE.noegletal)


_TITEL = {
    "forsinkelse_median": "Dage fra start til registrering, midterste", "forsinkelse_p90": "… ni ud af ti inden for",
    "andel_sent": "Andel sent registreret, seneste år", "andel_sent_foer": "Andel sent registreret, året før",
    "andel_forud": "Andel registreret før start", "antal_brud": "Brud i antal startede, som loven ikke forklarer",
    "vaneskift": "Vaner, der skiftede i en enhed", "antal_omkodninger": "Heraf mulige omkodninger mellem to paragraffer",
    "afvigende_enheder": "Enheder, der afviger",
    "antal_fund": "Fund, der skal rettes", "fund_pr_100": "Fund pr. 100 løbende bevillinger i et kvartal",
    "maerkbare_vaner": "Vaner, der er mærkbart forskellige mellem enhederne",
}  # fmt: skip
_FORBEHOLD = (
    "En enhed, der afviger, har måske bare andre sager. Tallene siger, hvor der skal spørges, ikke hvem der gør noget forkert.",
    "De seneste måneder er udeladt, indtil 95 procent af deres rækker plejer at være registreret; ellers ville sen registrering ligne et fald.",
)
_METODE = (
    "Forsinkelsen er dage fra bevillingens første dag til den dag, rækken blev oprettet; en række, der er oprettet før start, tæller for sig.",
    "Brud findes med PELT på kvadratrodsskalaen (Anscombe), gjort bredere efter månedernes egen spredning og sammenhæng, med mindst seks "
    "måneder på hver side.",
    "Tragten har grænser på 99,8 procent omkring alles gennemsnit, gjort bredere efter, hvor forskellige enhederne er i forvejen.",
)
