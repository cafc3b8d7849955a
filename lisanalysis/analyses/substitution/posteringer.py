"""The study where only postings know both sides: two series of payments, and how little they can prove."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis.analyses import dansk
from lisanalysis.analyses.result import Afsnit, Figur, Kolonne, Noegletal, Result, Tabel
from lisanalysis.analyses.konklusion import Konklusion
from lisanalysis.analyses.substitution import sammenhaeng
from lisanalysis.analyses.substitution.afslag import Afslag
from lisanalysis.analyses.substitution.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.substitution.grundlag import Mangler
from lisanalysis.domain import periode
from lisanalysis.measures.ophold import grupper
from lisanalysis.measures.udgift import udgift
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import pandas as pd

STATUS = f"{Afslag.ONLY_POSTINGS}+{Afslag.NO_REGIME_DATE}"
_UKENDTE = (
    ("theta_s", "Flere ophold pr. ophold, der ikke bevilges"), ("theta_d", "Flere døgn pr. døgn, der ikke bevilges"),
    ("netto_kr", "Netto pr. år"), ("mde", "Mindste påviselige virkning"), ("brugere_a", "Brugere af det første"),
    ("brugere_b", "Brugere af det andet"), ("doegn_a", "Døgn på det første"), ("doegn_b", "Døgn på det andet"),
    ("brugere_i_begge", "Brugere i begge på én gang"), ("naetter_i_begge", "Nætter i begge på én gang"),
    ("overgange_a_b", "Overgange inden 90 dage"),
)  # fmt: skip


@dataclass(frozen=True)
class Betalinger:
    """Kroner per month on both sides, every month between the first and the last with either; the whole years summed."""

    a: str
    b: str
    maaneder: pd.DataFrame
    aar: pd.DataFrame
    antal: int
    proever: pd.DataFrame


def svar(data: Dataset, p: Parametre) -> Result:
    """What the payments show, and that they cannot answer the question. Raises Mangler where a side has no postings."""
    b = betalinger(data, p)
    valuta = data.kommune.valuta
    status = STATUS if not p.beslutning else str(Afslag.ONLY_POSTINGS)
    r = next((r for r in b.proever.itertuples() if r.proeve.startswith("Rå")), None)
    korrelation = Noegletal("korrelation", "Rå korrelation mellem månedernes betalinger", r.stoerrelse if r else None, "", "decimal",
                            n=len(b.maaneder), status=str(Afslag.ONLY_POSTINGS))  # fmt: skip
    ukendte = tuple(Noegletal(n, t, None, "", "antal", status=status, forside=False) for n, t in _UKENDTE)
    tekst = _svar(b, valuta)
    return ANALYSE.result(
        data.per, svar=tekst, noegletal=(*ukendte, *_aarstal(b, valuta), korrelation),
        afsnit=(Afsnit("Betalingerne måned for måned", (_laesning(),), ("betalinger",)),
                Afsnit("Samvariation, ikke årsag", (_proevetekst(b),), ("samvariation",))),
        tabeller=_tabeller(b), figurer=(_figur(b, valuta),), forbehold=_forbehold(data), valuta=valuta,
        goer=("Skaf ophold eller afregninger med borger, start og slut: uden dem kan spørgsmålet ikke besvares.",
              "Find datoen for den beslutning, der ændrede brugen, i et dokument."),
        datagrundlag=(f"{dansk.antal(b.antal, 'postering', 'posteringer')} på {b.a} og {b.b}, {_fra_til(b)}.",),
        metode=("Beløbene er summen af posteringer pr. måned på hver side; en måned uden posteringer er nul.",
                "P-værdierne er justeret efter Holm. Den rå korrelation er ikke med i justeringen og bruges ikke til at slutte noget."),
        konklusioner=(Konklusion("theta_s", None, None, b.antal, tekst, tuple(status.split("+"))),),
    )  # fmt: skip


def betalinger(data: Dataset, p: Parametre) -> Betalinger:
    """The two series of payments on drift. Raises Mangler where a side has none."""
    import pandas as pd

    a, b = "+".join(p.a), "+".join(p.b)
    dranst = () if data.kommune.kontoplan == "fri" else ("1",)
    rows = udgift(grupper(data.tabel("postering"), "konto", {a: p.a, b: p.b}), noegler=("gruppe",), dranst=dranst).execute()
    rows = rows[(rows["periode"] >= (p.fra or "0")) & (rows["periode"] <= (p.til or "9"))]
    if mangler := [n for n in (a, b) if n not in set(rows["gruppe"])]:
        raise Mangler(*(f"posteringer på {n}" for n in mangler))
    alle = list(periode.maaneder(periode.foerste(rows["periode"].min()), periode.foerste(rows["periode"].max())))
    fundet = {(r.gruppe, r.periode): r.beloeb for r in rows.itertuples()}
    frame = pd.DataFrame([(m, *(fundet.get((n, m), Decimal("0.00")) for n in (a, b))) for m in alle], columns=["periode", "a", "b"])
    hele = frame.groupby(frame["periode"].str[:4]).filter(lambda t: len(t) == 12)
    aar = hele.groupby(hele["periode"].str[:4])[["a", "b"]].sum().reset_index(names="aar")
    tal = [frame[k].astype(float).to_numpy() for k in ("a", "b")]
    return Betalinger(a, b, frame, aar, int(rows["antal"].sum()), sammenhaeng.proev(*tal, "beløb pr. måned"))


def _svar(b: Betalinger, valuta: str) -> str:
    if len(b.aar) < 2:
        return f"Kan ikke afgøres, fordi {Afslag.ONLY_POSTINGS.tekst}."
    f, s = b.aar.iloc[0], b.aar.iloc[-1]
    return (
        f"Kan ikke afgøres ud fra posteringer alene. Fra {f.aar} til {s.aar} gik betalingerne på {b.a} fra {dansk.beloeb(f.a, valuta)} "
        f"til {dansk.beloeb(s.a, valuta)} og på {b.b} fra {dansk.beloeb(f.b, valuta)} til {dansk.beloeb(s.b, valuta)} om året. "
        "Det viser, hvornår der er betalt; ikke hvor mange der boede hvor, og ikke at det ene førte til det andet."
    )


def _laesning() -> str:
    return (
        "En betaling kan dække flere måneder og falde længe efter opholdet, og et beløb kan stige, fordi prisen steg. "
        "Kurverne er derfor ikke tilgang, brugere eller døgn."
    )


def _proevetekst(b: Betalinger) -> str:
    sikre = [r.proeve for r in b.proever.itertuples() if r.p_holm is not None and r.p_holm == r.p_holm and r.p_holm < 0.05]
    if not len(b.proever):
        return "Der er under 24 måneder, eller den ene række er uden bevægelse, så samvariation er ikke prøvet."
    if not sikre:
        fund = "Ingen af de prøver, der tåler rækker i drift, skelner rækkerne fra to, der ikke har med hinanden at gøre."
    else:
        fund = (f"{dansk.opremsning(sikre)} finder samvariation i beløbene. Den kan komme af fælles årsager som priser, "
                "betalingsrytme, omkontering eller behov.")  # fmt: skip
    return fund + " To uafhængige rækker i drift korrelerer tit stærkt; derfor siger den rå korrelation intet i sig selv."


def _aarstal(b: Betalinger, valuta: str) -> tuple[Noegletal, ...]:
    if b.aar.empty:
        return ()
    f, s = b.aar.iloc[0], b.aar.iloc[-1]
    kr = dansk.valutanavn(valuta)
    return tuple(
        Noegletal(f"betalt_{side}_{hvornaar}", f"Betalt på {navn} i {r.aar}", getattr(r, side), kr, "kr", konto=navn, periode=str(r.aar))
        for side, navn in (("a", b.a), ("b", b.b))
        for hvornaar, r in (("foerst", f), ("sidst", s))
    )


def _figur(b: Betalinger, valuta: str) -> Figur:
    import pandas as pd

    lang = pd.concat([b.maaneder[["periode"]].assign(konto=n, beloeb=b.maaneder[k]) for k, n in (("a", b.a), ("b", b.b))])
    return Figur(
        "betalinger", f"Betalingerne på {b.a} og {b.b} bevæger sig; hvem der boede hvor, kan ikke ses", "linje",
        lang.reset_index(drop=True), "periode", "beloeb", farve="konto", y_format="kr", borgerfri=True,
        alt=f"Betalinger pr. måned på {b.a} og {b.b}, {_fra_til(b)}.", kilde=f"Posteringer, {_fra_til(b)}.",
    )  # fmt: skip


def _tabeller(b: Betalinger) -> tuple[Tabel, ...]:
    from lisanalysis.analyses.substitution.tabeller import samvariation

    maaneder = Tabel(
        "betalinger_pr_maaned", "Betalinger pr. måned", b.maaneder,
        (Kolonne("periode", "Måned", "periode"), Kolonne("a", b.a, "kr"), Kolonne("b", b.b, "kr")), vis=0, borgerfri=True,
    )  # fmt: skip
    return (samvariation(b.proever), maaneder)


def _forbehold(data: Dataset) -> tuple[str, ...]:
    ud = [
        "Tallene viser samvariation i tid. De viser ikke, at det ene er årsag til det andet.",
        "Posteringer kender hverken borgere, ophold eller døgn. Der kan ikke regnes nogen virkning, hverken i ophold, døgn eller kroner, "
        "og heller ikke siges, hvor lille en virkning der kunne være påvist.",
        "Et spring kan være en ny pris, en ny leverandør, en omkontering eller en samlet regning.",
    ]
    if data.kommune.kontoplan == "fri":
        ud.append("Kontoplanen er kommunens egen: en konto, der har skiftet navn uden at være koblet, ligner et fald og en stigning.")
    return tuple(ud)


def _fra_til(b: Betalinger) -> str:
    return f"{dansk.maaned(b.maaneder['periode'].iloc[0])} til {dansk.maaned(b.maaneder['periode'].iloc[-1])}"
