"""The tables of the report: the files that others read by name, and the few that a person reads first."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from lisanalysis import catalogue
from lisanalysis.analyses import dansk
from lisanalysis.analyses.ottetalskontrol.kontrol import Kontrol
from lisanalysis.analyses.result import Kolonne, Tabel
from lisanalysis.tables.rule import AFVIGELSE

AARSAGER_OK = {
    "ok_afrunding": "afrunding", "ok_forskudt": "bogført i måneden efter", "ok_supplement": "supplementsperioden", "ok_tilbagefoert": "tilbageført og bogført igen",
    "ok_regulering": "regulering af en tidligere betaling", "ok_uden_cpr": "bogført uden CPR-nummer, hvor kontoen ikke kræver det",
    "ok_uden_bevilling": "§ 110, hvor lederen optager", "ok_ramme": "betalt af en ramme",
}  # fmt: skip
_OTTETAL = (
    Kolonne("system", "System"), Kolonne("borgere", "Borgere", "antal"), Kolonne("bevillinger", "Bevillinger", "antal"), Kolonne("ydelser", "Ydelser", "antal"),
    Kolonne("doegn", "Døgn", "antal"), Kolonne("helaarspersoner", "Helårspersoner", "decimal"), Kolonne("disponeret", "Disponeret", "kr"),
    Kolonne("afregnet", "Afregnet", "kr"), Kolonne("bogfoert", "Bogført", "kr"),
)  # fmt: skip
_FEJL = (
    Kolonne("alvor", "Alvor"), Kolonne("livsforloeb", "Liv"), Kolonne("beloeb", "Kroner", "kr"), Kolonne("alder_dage", "Dage", "antal"),
    Kolonne("sagsbehandler", "Sagsbehandler"), Kolonne("system", "System"), Kolonne("sagsnr", "Sag"), Kolonne("borger_id", "Borger"),
    Kolonne("beskrivelse", "Hvad"), Kolonne("gaa_til", "Ret her"),
)  # fmt: skip


# How a column is headed and written where a table is long and its reader a spreadsheet.
AFVIGELSER = [k.navn for k in AFVIGELSE.kolonner]  # the file is read by name and by place
_FORMATER = {"forskel": "kr", "beloeb": "kr", "beloeb_kilde": "kr", "beloeb_modpart": "kr", "periode": "periode", "alder_dage": "antal"}


def _hel(ramme) -> tuple[Kolonne, ...]:  # noqa: ANN001  a frame
    """Every column of the frame, in its order."""
    return tuple(Kolonne(n, n.replace("_", " ").capitalize(), _FORMATER.get(n, "tekst")) for n in ramme.columns)


def _kun(ramme, kolonner: tuple[Kolonne, ...]):  # noqa: ANN001, ANN202  a frame in and out
    """The frame with the columns that are shown."""
    return ramme[[k.navn for k in kolonner]].reset_index(drop=True)


def ord_for(sloejfe: str, aarsag: str) -> str:
    """A cause of a loop as the catalogue titles it."""
    if aarsag in AARSAGER_OK:
        return dansk.stort(AARSAGER_OK[aarsag])
    return next((r.titel for r in catalogue.regler() if (r.sloejfe, r.navn) == (sloejfe, aarsag)), aarsag)


def alle(k: Kontrol, top: int) -> tuple[Tabel, ...]:
    """Every table of the answer."""
    return (
        Tabel("afvigelser", "Alle afvigelser", k.linjer[AFVIGELSER], _hel(k.linjer[AFVIGELSER]), vis=0, enhed="borger_id"),
        Tabel("afstemt", "Det, der stemmer efter en tilladt forklaring", k.afstemt, _hel(k.afstemt), vis=0, enhed="borger_id"),
        Tabel("ottetal", "De otte tal i alle celler", k.ottetal, _hel(k.ottetal), vis=0),
        Tabel("ottetal_i_alt", "De otte tal, system ved siden af system", _kun(_i_alt(k), _OTTETAL), _OTTETAL, fil=False),
        Tabel("tungeste", "De dyreste fund, og hvis de er", _kun(k.fejlliste.head(top), _FEJL), _FEJL, fil=False, vis=top, enhed="borger_id"),
        Tabel("fejlliste", "Fejllisten: det, der skal rettes", k.fejlliste, _hel(k.fejlliste), vis=0, enhed="borger_id", cpr_liste=True),
        _pr_aarsag(k), _pr_sagsbehandler(k), _fremdrift(k), _ikke_koert(k), _anker(k),
    )  # fmt: skip


def _i_alt(k: Kontrol):  # noqa: ANN202  a frame
    t = k.ottetal
    return t[(t["omraade"] == "alle") & (t["konto"] == "alle")].reset_index(drop=True)


def _pr_aarsag(k: Kontrol) -> Tabel:
    import pandas as pd

    rows = []
    for sloejfe in ("1", "2"):
        antal = Counter(aarsag for aarsag, _ in k.penge(sloejfe))
        rows += [(sloejfe, ord_for(sloejfe, aarsag), antal[aarsag], beloeb) for aarsag, beloeb in k.aarsager(sloejfe).items()]
    kolonner = (Kolonne("sloejfe", "Sløjfe"), Kolonne("aarsag", "Årsag"), Kolonne("antal", "Linjer", "antal"), Kolonne("forskel", "Forskel", "kr"))
    return Tabel("pr_aarsag", "Forskellen efter årsag", pd.DataFrame(rows, columns=[c.navn for c in kolonner], dtype=object), kolonner, borgerfri=True,
                 forklaring="Inden for en sløjfe giver rækkerne tilsammen hele forskellen på øren.")  # fmt: skip


def _pr_sagsbehandler(k: Kontrol) -> Tabel:
    from lisanalysis.quality.fejlliste import SAMLET, samlet

    frame = samlet(k.fejlliste, "sagsbehandler")
    kolonner = (Kolonne("sagsbehandler", "Sagsbehandler"), Kolonne("antal", "Fund", "antal"), Kolonne("fejl", "Heraf fejl", "antal"), Kolonne("nye", "Nye", "antal"),
                Kolonne("beloeb", "Kroner", "kr"), Kolonne("aeldste_dage", "Ældste, dage", "antal"))  # fmt: skip
    return Tabel("pr_sagsbehandler", "Hvem der skal rette", frame[["sagsbehandler", *SAMLET]], kolonner, vis=20)


def _fremdrift(k: Kontrol) -> Tabel:
    kolonner = (Kolonne("periode", "Måned", "periode"), Kolonne("regel", "Regel"), Kolonne("aarsag", "Årsag"), Kolonne("aabne", "Åbne", "antal"), Kolonne("nye", "Nye", "antal"),
                Kolonne("vaek", "Væk", "antal"), Kolonne("accepterede", "Accepterede", "antal"), Kolonne("aeldste_dage", "Ældste, dage", "antal"))  # fmt: skip
    return Tabel("fremdrift", "Bliver det bedre?", _kun(k.fremdrift, kolonner), kolonner, vis=20, borgerfri=True)


def _ikke_koert(k: Kontrol) -> Tabel:
    import pandas as pd

    rows = [(i.sloejfe, i.regel, i.navn, i.tabel, i.system, "ja" if i.forbehold else "nej", i.grund) for i in k.ikke_koert]
    kolonner = (Kolonne("sloejfe", "Sløjfe"), Kolonne("regel", "Regel"), Kolonne("navn", "Navn"), Kolonne("tabel", "Tabel"), Kolonne("system", "System"),
                Kolonne("forbehold", "Kun en del"), Kolonne("grund", "Hvorfor"))  # fmt: skip
    return Tabel("ikke_koert", "Det, der ikke er kørt, og hvorfor", pd.DataFrame(rows, columns=[c.navn for c in kolonner], dtype=object), kolonner, borgerfri=True)


def _anker(k: Kontrol) -> Tabel:
    import pandas as pd

    kolonner = (Kolonne("konto", "Konto"), Kolonne("periode", "Måned", "periode"), Kolonne("saldo", "Saldo", "kr"), Kolonne("bogfoert", "Posteringer", "kr"),
                Kolonne("forskel", "Forskel", "kr"))  # fmt: skip
    frame = pd.DataFrame(columns=[c.navn for c in kolonner]) if k.anker is None else k.anker
    return Tabel("anker", "Hvor Prismes saldo og posteringerne er uenige", _kun(frame, kolonner), kolonner, borgerfri=True)


def bro(k: Kontrol):  # noqa: ANN201  a frame
    """From the settlement system's total to the ledger's, a step per cause; None where one of the ends is unknown."""
    import pandas as pd

    start, slut = k.sum_over("afregnet"), k.sum_over("bogfoert")
    if start is None or slut is None:
        return None
    trin = k.aarsager("2")
    store = list(trin.items())[:8]
    rest = sum((b for _, b in list(trin.items())[8:]), Decimal("0.00"))
    rows = [("Afregnet", start), *((ord_for("2", a), -b) for a, b in store), *([("Øvrige årsager", -rest)] if rest else []), ("Bogført", slut)]
    return pd.DataFrame(rows, columns=["trin", "beloeb"])
