"""The catalogue of measures: law, account, unit, price and how often and how long, per 50,000 inhabitants.

Rates, lengths and prices of §107, §108, §85 and §110 follow published national figures (nearest whole pattern);
those of the other measures are assumptions that give a municipality of believable size. Prices are of the cut-off year.
"""

from dataclasses import dataclass, replace
from datetime import date

BARNETS_LOV = date(2024, 1, 1)
REFORM_110 = date(2023, 10, 1)
PRISFREMSKRIVNING = 1.03


@dataclass(frozen=True, slots=True)
class Indsatstype:
    """One kind of measure.

    `paragraf` is the key before and from Barnets Lov; `starter` new courses a month; `dage` mean length and `spredning`
    its lognormal sigma; `pris` kroner per `enhed`; `antal` the amounts that may be granted, in thousandths.
    """

    noegle: str
    omraade: str
    indsats: str
    paragraf: tuple[str, str]
    funktion: str
    grupper: tuple[str, ...]
    enhed: str
    frekvens: str
    starter: float
    dage: float
    spredning: float
    pris: float
    prisspredning: float
    antal: tuple[int, ...]
    alder: tuple[int, int]
    firma: str = ""  # what its providers are called; empty: paid to a foster family or to the citizen
    doegn: bool = False
    tidsbegraenset: bool = False
    bevilling: bool = True
    leverandoerer_fra: str = ""  # shares the providers of this type
    anbringelsesform: str = ""

    @property
    def takst_paa_bevilling(self) -> bool:
        """No tilbud sets the price, so it stands on the bevilling, which is renewed every 1 January."""
        return not self.firma

    def gaelder(self, dag: date) -> str:
        """The paragraph in force on the day."""
        return self.paragraf[dag >= BARNETS_LOV]

    def konto(self, gruppe: str) -> str:
        """The 9-digit drift account: funktion, dranst 1, gruppering."""
        return f"{self.funktion}1{gruppe}"


def _voksen(noegle, indsats, paragraf, funktion, grupper, enhed, frekvens, *tal, **mere) -> Indsatstype:
    return Indsatstype(noegle, "voksne", indsats, (paragraf, paragraf), funktion, grupper, enhed, frekvens, *tal, **mere)


def _barn(noegle, indsats, paragraf, funktion, grupper, enhed, frekvens, *tal, **mere) -> Indsatstype:
    return Indsatstype(noegle, "boern", indsats, paragraf, funktion, grupper, enhed, frekvens, *tal, **mere)


_TRE = ("001", "002", "003")
_EN = (1000,)
_ANBRINGELSE = ("SEL-52-3.7", "BL-46")
_OPHOLD = {"doegn": True}

VOKSNE = (
    _voksen("midlertidigt", "Midlertidigt botilbud", "SEL-107", "53852", _TRE, "Døgn", "Daglig",
            2.6, 420, 0.9, 2100, 0.45, _EN, (18, 50), firma="Botilbuddet", tidsbegraenset=True, **_OPHOLD),
    _voksen("laengerevarende", "Længerevarende botilbud", "SEL-108", "53850", _TRE, "Døgn", "Daglig",
            0.50, 2900, 0.8, 2500, 0.50, _EN, (25, 70), firma="Bostedet", **_OPHOLD),
    _voksen("botilbudslignende", "Støtte i botilbudslignende bolig", "ABL-105-2", "53851", ("001", "002"), "Døgn", "Daglig",
            1.6, 2300, 0.9, 1750, 0.45, _EN, (22, 75), firma="Bofællesskabet", **_OPHOLD),
    _voksen("bostoette", "Socialpædagogisk støtte i eget hjem", "SEL-85", "53839", ("003", "004", "005"), "Time", "Ugentlig",
            12.6, 620, 1.0, 420, 0.10, (1000, 1500, 2000, 3000, 4000, 5500), (18, 70), firma="Støtteteamet"),
    _voksen("kontant_hjaelp", "Kontant tilskud til hjælp", "SEL-95", "53839", ("001",), "Måned", "Månedlig",
            0.08, 1800, 0.5, 28000, 0.20, _EN, (25, 60)),
    _voksen("bpa", "Borgerstyret personlig assistance", "SEL-96", "53839", ("002",), "Time", "Ugentlig",
            0.10, 2500, 0.5, 290, 0.05, (40000, 70000, 105000, 168000), (20, 60), firma="Assistancehuset"),
    _voksen("stofmisbrug", "Stofmisbrugsbehandling", "SEL-101", "53845", ("001",), "Måned", "Månedlig",
            3.0, 300, 0.8, 6500, 0.15, _EN, (18, 55), firma="Behandlingscentret"),
    _voksen("beskyttet", "Beskyttet beskæftigelse", "SEL-103", "53858", ("002",), "Dag", "Ugentlig",
            1.0, 1500, 0.8, 390, 0.15, (3000, 4000, 5000), (18, 60), firma="Værkstedet"),
    _voksen("aktivitet", "Aktivitets- og samværstilbud", "SEL-104", "53859", ("002",), "Dag", "Ugentlig",
            1.6, 2000, 0.8, 620, 0.20, (2000, 3000, 4000, 5000), (18, 70), firma="Dagtilbuddet"),
)  # fmt: skip

FORSORG = _voksen(
    "forsorg", "Forsorgsdøgn", "SEL-110", "53842", ("001",), "Døgn", "Daglig",
    11.6, 85, 1.1, 1600, 0.15, _EN, (20, 64), firma="Forsorgshjemmet", bevilling=False, **_OPHOLD,
)  # fmt: skip
EFTERFORSORG = replace(
    FORSORG, noegle="efterforsorg", indsats="Efterforsorgsdøgn", starter=0, dage=35, pris=450, firma="Efterforsorgen"
)

BOERN = (
    _barn("plejefamilie", "Anbringelse i plejefamilie", _ANBRINGELSE, "52822", ("002",), "Vederlag", "Månedlig",
          0.95, 1800, 0.8, 4980, 0.0, (2000, 3000, 4000, 5000, 7000), (0, 15), anbringelsesform="Plejefamilie", **_OPHOLD),
    _barn("opholdssted", "Anbringelse på opholdssted", _ANBRINGELSE, "52820", ("003",), "Døgn", "Daglig",
          0.6, 1000, 0.8, 3300, 0.25, _EN, (9, 17), firma="Opholdsstedet", anbringelsesform="Opholdssted", **_OPHOLD),
    _barn("doegninstitution", "Anbringelse på døgninstitution", ("SEL-58", "BL-47"), "52823", ("001", "002"), "Døgn", "Daglig",
          0.45, 850, 0.8, 3900, 0.20, _EN, (5, 17), firma="Døgninstitutionen", anbringelsesform="Døgninstitution", **_OPHOLD),
    _barn("hjemmestoette", "Støtte i hjemmet", ("SEL-52-3.2", "BL-32-1.2"), "52821", ("002",), "Time", "Ugentlig",
          1.5, 350, 0.7, 410, 0.10, (2000, 3000, 4500), (2, 16), firma="Familiestøtten"),
    _barn("familiebehandling", "Familiebehandling", ("SEL-52-3.3", "BL-32-1.5"), "52821", ("003",), "Time", "Ugentlig",
          4.0, 270, 0.7, 620, 0.10, (1500, 2000, 3000), (1, 16), firma="Familiehuset"),
    _barn("aflastning", "Aflastning og støtteophold", ("SEL-52-3.5", "BL-32-1.7"), "52821", ("005",), "Døgn", "Månedlig",
          1.0, 700, 0.7, 1900, 0.15, (2000, 3000, 4000), (3, 16), firma="Aflastningshjemmet", tidsbegraenset=True),
    _barn("kontaktperson", "Fast kontaktperson", ("SEL-52-3.6", "BL-32-1.3"), "52821", ("007",), "Time", "Ugentlig",
          3.0, 400, 0.7, 380, 0.10, (2000, 3000, 5000), (10, 17), firma="Kontaktkorpset"),
)  # fmt: skip

UNGE = tuple(
    replace(t, noegle=f"unge_{t.noegle}", indsats="Ungestøtte, døgnophold", paragraf=("SEL-76-3.1", "BL-114-1.1"), starter=0,
            dage=600, alder=(18, 22), leverandoerer_fra=t.noegle)
    for t in BOERN if t.doegn
)  # fmt: skip

_BOSTOETTE = next(t for t in VOKSNE if t.noegle == "bostoette")
INTENSIV, NETVAERK = (
    replace(_BOSTOETTE, noegle=noegle, indsats=indsats, starter=0, dage=180, grupper=("003",), antal=(2000,), leverandoerer_fra="bostoette")
    for noegle, indsats in (("intensiv", "Intensiv bostøtte efter boform"), ("netvaerk", "Netværksgruppe for borgere på boform"))
)

# Paid by frame: granted one by one, but no settlement names a citizen; its account carries the institution's salaries.
RAMME = _voksen("ramme", "Særlig behandling, eget center", "SEL-102", "53839", ("007",), "Time", "Ugentlig",
                0.8, 300, 0.7, 0, 0.0, (1000, 2000), (18, 65))  # fmt: skip

ALLE = VOKSNE + (FORSORG, EFTERFORSORG) + BOERN + UNGE + (INTENSIV, NETVAERK)
EFTER_NOEGLE = {t.noegle: t for t in ALLE}

MAALGRUPPER = {
    "001": ("Hjemløshed", "Stofmisbrug", "Kriminalitet"),
    "002": ("Udviklingshæmning", "Erhvervet hjerneskade", "Autismespektrum"),
    "003": ("Depression", "Personlighedsforstyrrelse", "Forandret virkelighedsopfattelse"),
}
MAALGRUPPER_BOERN = ("Omsorgssvigt", "Udadreagerende adfærd", "Opmærksomhedsforstyrrelse", "Angst")
