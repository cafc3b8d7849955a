"""The tables of the report: the files that others read by name, and the few that a person reads first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from lisanalysis import catalogue
from lisanalysis.analyses import dansk
from lisanalysis.analyses.ottetalskontrol.kontrol import Kontrol
from lisanalysis.analyses.ottetalskontrol.nedad import HELE
from lisanalysis.analyses.ottetalskontrol.trin import trin_ned
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
    Kolonne("afregnet", "Afregnet", "kr"), Kolonne("bogfoert", "Bogført", "kr"), Kolonne("konto_nr", "Ned", "henvisning"),
)  # fmt: skip
_NR = "fund_nr"
_RAEKKER = (
    Kolonne(_NR, "Nr.", "anker"), Kolonne("side", "Side"), Kolonne("kilde_id", "Nummer i kilden"), Kolonne("borger_id", "Borger"), Kolonne("konto", "Kontonr."),
    Kolonne("periode", "Måned", "periode"), Kolonne("beloeb", "Kroner", "kr"), Kolonne("sted", "Fil og linje"),
)  # fmt: skip
_FEJL = (
    Kolonne(_NR, "Nr.", "henvisning"), Kolonne("alvor", "Alvor"), Kolonne("livsforloeb", "Liv"), Kolonne("beloeb", "Kroner", "kr"), Kolonne("alder_dage", "Dage", "antal"),
    Kolonne("sagsbehandler", "Sagsbehandler"), Kolonne("sagsnr", "Sag"), Kolonne("borger_id", "Borger"),
    Kolonne("beskrivelse", "Hvad"), Kolonne("gaa_til", "Ret her"),
)  # fmt: skip


# How a column is headed and written where a table is long and its reader a spreadsheet.
AFVIGELSER = [k.navn for k in AFVIGELSE.kolonner]  # the file is read by name and by place
_FORMATER = {"forskel": "kr", "beloeb": "kr", "beloeb_kilde": "kr", "beloeb_modpart": "kr", "periode": "periode", "alder_dage": "antal"}
_HOVEDER = {
    "afvigelse_id": "Afvigelse", "sloejfe": "Sløjfe", "aarsag": "Årsag", "livsforloeb": "Liv", "kilde_id": "Nummer i kilden", "modpart_id": "Modpartens nummer",
    "borger_id": "Borger", "sagsnr": "Sag", "omraade": "Område", "periode": "Måned", "beloeb": "Kroner", "beloeb_kilde": "Beløb i kilden", "beloeb_modpart": "Modpartens beløb",
    "gaa_til": "Ret her", "alder_dage": "Dage", "sagsbehandler_navn": "Sagsbehandlerens navn", "goer": "Hvad der skal gøres",
    "doegn": "Døgn", "helaarspersoner": "Helårspersoner", "bogfoert": "Bogført",
}  # fmt: skip


def _hel(ramme) -> tuple[Kolonne, ...]:  # noqa: ANN001  a frame
    """Every column of the frame, in its order."""
    return tuple(Kolonne(n, _HOVEDER.get(n) or n.replace("_", " ").capitalize(), _FORMATER.get(n, "tekst")) for n in ramme.columns)


def _kun(ramme, kolonner: tuple[Kolonne, ...]):  # noqa: ANN001, ANN202  a frame in and out
    """The frame with the columns that are shown."""
    return ramme[[k.navn for k in kolonner]].reset_index(drop=True)


def ord_for(sloejfe: str, aarsag: str) -> str:
    """A cause of a loop as the catalogue titles it."""
    if aarsag in AARSAGER_OK:
        return dansk.stort(AARSAGER_OK[aarsag])
    return next((r.titel for r in catalogue.regler() if (r.sloejfe, r.navn) == (sloejfe, aarsag)), aarsag)


def _sloejfe(sloejfe: str) -> str:
    """The loop's number; nothing for a rule that stands beside them."""
    return sloejfe if sloejfe in ("1", "2") else ""


def _hvad(sloejfe: str, regel: str, aarsag: str = "") -> str:
    """A finding's kind in words: the cause of a loop, else the rule beside the loops, else the loop itself."""
    if aarsag:
        return ord_for(sloejfe, aarsag)
    return catalogue.titel(regel) if regel else f"Sløjfe {sloejfe}"


def alle(k: Kontrol, top: int, systemer: Mapping[str, str]) -> tuple[Tabel, ...]:
    """Every table of the answer; `systemer` are the systems' names as people say them."""
    return (
        Tabel("afvigelser", "Alle afvigelser", k.linjer[AFVIGELSER], _hel(k.linjer[AFVIGELSER]), vis=0, enhed="borger_id"),
        Tabel("afstemt", "Det, der stemmer efter en tilladt forklaring", k.afstemt, _hel(k.afstemt), vis=0, enhed="borger_id"),
        Tabel("ottetal", "De otte tal i alle celler", k.ottetal, _hel(k.ottetal), vis=0),
        Tabel("ottetal_i_alt", "De otte tal, system ved siden af system", _kun(_i_alt(k, systemer), _OTTETAL), _OTTETAL, fil=False,
              forklaring="Afregnet og bogført i kroner følges ned med tallet i kolonnen Ned: til konto, paragraf, borger og rækkerne med fil og linje. De seks andre tal har ikke "
              "den vej i rapporten; ottetal.csv har dem for hver konto og måned, og i en notebook viser data.trace(konto=…, periode=…) bevillinger, afregninger og posteringer dér."),
        *trin_ned(k.nedad, top),
        Tabel("tungeste", "De dyreste fund, og hvis de er", _kun(_nummereret(k, k.fejlliste.head(top)), _FEJL), _FEJL, fil=False, vis=top, enhed="borger_id",
              forklaring="Nummeret fører til fundets egne rækker længere nede, med fil og linje."),
        Tabel("raekker_bag", "Rækkerne bag de dyreste fund", _kun(_med_sted(k.raekker_bag), _RAEKKER), _RAEKKER, fil=False, vis=len(k.raekker_bag), enhed="borger_id",
              forklaring="Begge sider af hvert fund, som de står i udtrækkene; overskriften er linje 1. I en notebook følger data.trace(…) ethvert andet tal på samme måde."),
        Tabel("fejlliste", "Fejllisten: det, der skal rettes", k.fejlliste, _hel(k.fejlliste), vis=0, enhed="borger_id", cpr_liste=True),
        _pr_aarsag(k), _pr(k, "sagsbehandler", "Sagsbehandler"), _pr(k, "team", "Team"), _pr(k, "omraade", "Område"), _fremdrift(k), _ikke_koert(k), _anker(k),
    )  # fmt: skip


def _nr(nr: int | None) -> str | None:
    return None if nr is None else str(nr)


def _med_sted(raekker):  # noqa: ANN001, ANN202  a frame in and out
    """The rows with the place they stand in as one text."""
    steder = [f"{fil}, linje {linje}" for fil, linje in zip(raekker["fil"], raekker["linje"], strict=True)]
    return raekker.rename(columns={"nr": _NR}).assign(sted=steder)


def _nummereret(k: Kontrol, fejl):  # noqa: ANN001, ANN202  a frame in and out
    """The findings with the number that their rows stand under."""
    return fejl.assign(**{_NR: [_nr(k.numre.get(i)) for i in fejl["afvigelse_id"]]})


def _i_alt(k: Kontrol, systemer: Mapping[str, str]):  # noqa: ANN202  a frame
    t = k.ottetal
    t = t[(t["omraade"] == "alle") & (t["konto"] == "alle")].reset_index(drop=True)
    penge = [any(v is not None and v == v for v in par) for par in zip(t["afregnet"], t["bogfoert"], strict=True)]
    return t.assign(system=[systemer.get(s) or s for s in t["system"]], konto_nr=[HELE if har and len(k.nedad.konti) else None for har in penge])


def _pr_aarsag(k: Kontrol) -> Tabel:
    import pandas as pd

    rows = []
    for sloejfe in ("1", "2"):
        antal = Counter(aarsag for aarsag, _ in k.penge(sloejfe))
        rows += [(sloejfe, ord_for(sloejfe, aarsag), antal[aarsag], beloeb, _nr(k.dyreste.get((sloejfe, aarsag)))) for aarsag, beloeb in k.aarsager(sloejfe).items()]
    kolonner = (Kolonne("sloejfe", "Sløjfe"), Kolonne("aarsag", "Årsag"), Kolonne("antal", "Linjer", "antal"), Kolonne("forskel", "Forskel", "kr"),
                Kolonne(_NR, "Dyreste fund", "henvisning"))  # fmt: skip
    return Tabel("pr_aarsag", "Forskellen efter årsag", pd.DataFrame(rows, columns=[c.navn for c in kolonner], dtype=object), kolonner, borgerfri=True, vis=40,
                 forklaring="Inden for en sløjfe giver rækkerne tilsammen hele forskellen på øren. Nummeret fører til det dyreste funds rækker.")  # fmt: skip


def _pr(k: Kontrol, efter: Literal["sagsbehandler", "team", "omraade"], hvem: str) -> Tabel:
    """Who is to correct how much: per caseworker, team or area."""
    from lisanalysis.quality.fejlliste import SAMLET, samlet

    frame = samlet(k.fejlliste, efter)
    kolonner = (Kolonne(efter, hvem), Kolonne("antal", "Fund", "antal"), Kolonne("fejl", "Heraf fejl", "antal"), Kolonne("nye", "Nye", "antal"),
                Kolonne("beloeb", "Kroner", "kr"), Kolonne("aeldste_dage", "Ældste, dage", "antal"))  # fmt: skip
    return Tabel(f"pr_{efter}", f"Hvem der skal rette, pr. {hvem.lower()}", frame[[efter, *SAMLET]], kolonner, vis=20)


def _fremdrift(k: Kontrol) -> Tabel:
    """How many of each kind stood open at the last run of each month, what came and went, and how old they were."""
    hoved = {"periode": "Måned", "sloejfe": "Sløjfe", "regel": "Regel", "aarsag": "Hvad", "aabne": "Åbne", "nye": "Nye", "vaek": "Væk", "accepterede": "Accepteret",
             "under_1_md": "Under 1 md.", "md_1_3": "1-3 md.", "md_3_6": "3-6 md.", "md_6_12": "6-12 md.", "over_12_md": "Over 12 md.", "aeldste_dage": "Ældste, dage"}  # fmt: skip
    kolonner = tuple(Kolonne(n, titel, {"periode": "periode"}.get(n, "tekst" if n in ("sloejfe", "regel", "aarsag") else "antal")) for n, titel in hoved.items())
    t = k.fremdrift
    i_ord = [_hvad(*n) for n in zip(t["sloejfe"], t["regel"], t["aarsag"], strict=True)]
    ramme = t.assign(aarsag=i_ord, sloejfe=[_sloejfe(s) for s in t["sloejfe"]])
    return Tabel("fremdrift", "Bliver det bedre?", _kun(ramme, kolonner), kolonner, vis=40, borgerfri=True,
                 forklaring="Alderen regnes fra den første kørsel, der fandt fundet.")  # fmt: skip


def _ikke_koert(k: Kontrol) -> Tabel:
    import pandas as pd

    rows = [(_sloejfe(i.sloejfe), i.regel, _hvad(i.sloejfe, i.regel), i.tabel, i.system, "ja" if i.forbehold else "nej", i.grund) for i in k.ikke_koert]
    kolonner = (Kolonne("sloejfe", "Sløjfe"), Kolonne("regel", "Regel"), Kolonne("navn", "Hvad"), Kolonne("tabel", "Tabel"), Kolonne("system", "System"),
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
    # the ledger's total stops at the cut-off, while a payment before it may be posted after it, and the other way round
    senere = k.efter_per()
    foer = slut - (start - sum(trin.values(), Decimal("0.00")) - senere)
    uden_for = [(navn, b) for navn, b in (("Bogført efter skæringsdatoen", -senere), ("Bogført før skæringsdatoen på senere afregninger", foer)) if b]
    rows = [("Afregnet", start), *((ord_for("2", a), -b) for a, b in store), *([("Øvrige årsager", -rest)] if rest else []), *uden_for, ("Bogført", slut)]
    return pd.DataFrame(rows, columns=["trin", "beloeb"])
