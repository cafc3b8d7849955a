"""The explained change as tables and pictures: by who, by why, at every level, and what the price is known by."""

from __future__ import annotations

from decimal import Decimal

from lisanalysis.analyses import dansk
from lisanalysis.analyses.result import Afsnit, Figur, Kolonne, Tabel
from lisanalysis.analyses.udgiftsstigning import aktivitet, forklaring, hvem, hvorfor
from lisanalysis.analyses.udgiftsstigning.forklaring import Forklaring
from lisanalysis.analyses.udgiftsstigning.modtagere import vis
from lisanalysis.analyses.udgiftsstigning.oere import oere
from lisanalysis.analyses.udgiftsstigning.tal import ANDEL, NUL, Tal
from lisanalysis.statistik.taelling import poisson_forhold

EFFEKTNAVN = {
    "tilgang": "Nye borgere", "afgang": "Ophørte borgere", "blivende_dage": "Blivendes dage", "blivende_pris": "Blivendes pris",
    "brugere": "Antal brugere", "dage": "Dage pr. bruger", "mix": "Tilbud og indhold", "pl": "Almindelig prisstigning", "pris": "Pris",
    "korrektion": "Kroner uden dage",
}  # fmt: skip
_VIST = {"konto": "konto", "paragraf": "paragraf", "leverandoer": "leverandør", "maalgruppe": "målgruppe", "sagsbehandler": "sagsbehandler"}
_HVEM = ("niveau", "noegle", "effekt", "beloeb", "antal")
_VIST_RAEKKER = 8
SIKKER = 0.05


def filer(tal: Tal, f: Forklaring) -> tuple[Tabel, ...]:
    """The contract's files: hvem, hvorfor and bidrag, which all add up to the change."""
    kolonner = (Kolonne("niveau", "Niveau"), Kolonne("noegle", "Nøgle"), Kolonne("effekt", "Effekt"), Kolonne("beloeb", "Ændring", "kr"),
                Kolonne("antal", "Posteringer", "antal"))  # fmt: skip
    return (
        Tabel("hvem", "Ændringen pr. niveau: hvem", forklaring.niveauer(f.hvem, hvem.EFFEKTER), kolonner, vis=0),
        Tabel("hvorfor", "Ændringen pr. niveau: hvorfor", forklaring.niveauer(f.hvorfor, hvorfor.EFFEKTER), kolonner, vis=0),
        _bidrag(tal, f),
    )


def vist(tal: Tal, f: Forklaring) -> tuple[Tabel, ...]:
    """The tables that the report shows."""
    snit = [n for n in _VIST if f.hvorfor[forklaring.NIVEAUER[n]].notna().any()]
    return (_volumen(tal, f), *(_snit(n, tal, f) for n in snit), _priser(tal, f), _korrektioner(tal, f))


def figurer(tal: Tal, f: Forklaring, valuta: str) -> tuple[Figur, ...]:
    """Two waterfalls over the same change: by who and by why."""
    return _vandfald("vandfald_hvem", "hvem", tal, f, valuta), _vandfald("vandfald_hvorfor", "hvorfor", tal, f, valuta)


def afsnit(tal: Tal, f: Forklaring, tabeller: tuple[Tabel, ...]) -> tuple[Afsnit, ...]:
    """Who, why, and why seen from each side."""
    snit = tuple(t.navn for t in tabeller if t.navn.startswith("hvorfor_"))
    return (
        Afsnit("Hvem: nye, ophørte og blivende", (_netto(f), *_tilfaeldig(tal)), ("vandfald_hvem", "volumen")),
        Afsnit("Hvorfor: brugere, dage, tilbud og pris", _laesning(f), ("vandfald_hvorfor", *snit, "priser", "korrektioner")),
    )


def saetning(f: Forklaring, valuta: str) -> str:
    """What the change comes from most, in one sentence."""
    hvem_, hvorfor_ = f.total("hvem"), f.total("hvorfor")
    netto = hvem_["tilgang"] + hvem_["afgang"]
    bliver = hvem_["blivende_dage"] + hvem_["blivende_pris"]
    mest = max(hvorfor_, key=lambda e: abs(hvorfor_[e]))
    return (
        f"Nye og ophørte borgere giver tilsammen {dansk.beloeb(netto, valuta)} og de blivende {dansk.beloeb(bliver, valuta)}; "
        f"den største årsag er {EFFEKTNAVN[mest].lower()} ({dansk.beloeb(hvorfor_[mest], valuta)})."
    )


def _netto(f: Forklaring) -> str:
    t = f.total("hvem")
    return (
        "Hvor ophold er korte, er tilgang og afgang store hver for sig; det er deres sum, "
        f"{dansk.tal(t['tilgang'] + t['afgang'])} kr., der siger noget. Kroner uden dage er indtægter, krediteringer og poster uden afregning."
    )


def _tilfaeldig(tal: Tal) -> tuple[str, ...]:
    """Whether the number of new citizens moved more than chance does: the kroner are exact, the inflow is a draw."""
    if tal.tilgang is None:
        return ()
    foer, nu = tal.tilgang
    p = poisson_forhold(foer, nu).p
    dom = "det er mere, end tilfældet plejer at give" if p < SIKKER else "en forskel af den størrelse kan være tilfældig"
    return (f"Der var {dansk.antal(nu, 'ny borger', 'nye borgere')} mod {dansk.tal(foer)} året før; {dom} (p = {dansk.tal(Decimal(str(p)), 2)}).",)


def _laesning(f: Forklaring) -> tuple[str, ...]:
    pl = f"Den almindelige prisstigning er sat til {dansk.tal(f.pl * 100, 1)} pct." if f.pl is not None else (
        "Pris er den nominelle prisændring: den almindelige prisstigning er ikke oplyst (pl_pct) og er ikke skilt ud."
    )  # fmt: skip
    return (
        "Tilbud og indhold er, at dagene har flyttet sig mellem tilbud og ydelser, eller at en dag rummer mere, fx flere timer.",
        pl,
        "Fordelingen på sagsbehandler er en fordeling af kroner efter, hvis borgere det er, ikke et mål for indsats. "
        f"Sagsbehandlere med færre end {forklaring.FAERRE_END} borgere står samlet.",
    )


def _bidrag(tal: Tal, f: Forklaring) -> Tabel:
    noegle = ["borger_id", "konto", "paragraf", "modtager", "sagsbehandler", "effekt"]
    frame = f.hvem.groupby(noegle, dropna=False, sort=False)["beloeb"].sum().reset_index()
    engangs = {_tekst(r) for r in tal.bidrag.loc[tal.bidrag["engangs"], ["borger_id", "konto", "modtager"]].itertuples(index=False)}
    frame["engangs"] = [_tekst(r) in engangs for r in frame[["borger_id", "konto", "modtager"]].itertuples(index=False)]
    retning = -1 if tal.delta < 0 else 1
    orden = sorted(range(len(frame)), key=lambda i: -frame["beloeb"][i] * retning)
    frame = frame.iloc[orden].rename(columns={"modtager": "leverandoer"}).reset_index(drop=True)
    return Tabel(
        "bidrag", "Alle bidrag", frame[["borger_id", "konto", "paragraf", "leverandoer", "sagsbehandler", "effekt", "beloeb", "engangs"]],
        (Kolonne("borger_id", "Borger"), Kolonne("konto", "Konto"), Kolonne("paragraf", "Paragraf"), Kolonne("leverandoer", "Modtager"),
         Kolonne("sagsbehandler", "Sagsbehandler"), Kolonne("effekt", "Effekt"), Kolonne("beloeb", "Ændring", "kr"),
         Kolonne("engangs", "Engangs")),
        vis=0, enhed="borger_id", cpr_liste=True,
    )  # fmt: skip


def _tekst(noegle: tuple) -> tuple:
    """The key with every kind of unknown as None."""
    return tuple(v if isinstance(v, str) else None for v in noegle)


def _volumen(tal: Tal, f: Forklaring) -> Tabel:
    import pandas as pd

    aar = {"foer": str(tal.perioder.foer), "i_aar": str(tal.perioder.aar)}
    raekker = [(g, aar[a], n, d, kr, oere(kr / d)) for g, a, n, d, kr in forklaring.volumen(f)]
    frame = pd.DataFrame(raekker, columns=["gruppe", "aar", "borgere", "dage", "kroner", "pris"])
    return Tabel(
        "volumen", "Borgere, dage og pris pr. dag", frame,
        (Kolonne("gruppe", "Gruppe"), Kolonne("aar", "År"), Kolonne("borgere", "Borgere", "antal"), Kolonne("dage", "Dage", "antal"),
         Kolonne("kroner", "Udgift", "kr"), Kolonne("pris", "Pris pr. dag", "kr")),
        fil=False, forklaring="En dag er en dag, en ydelse er betalt for; den, der har to ydelser samme dag, har to dage.",
    )  # fmt: skip


def _snit(niveau: str, tal: Tal, f: Forklaring) -> Tabel:
    """One cut of why, a row per key and a column per effect; the last column is the key's whole change."""
    frame = f.hvorfor.assign(noegle=[_navn(n, tal) for n in f.hvorfor[forklaring.NIVEAUER[niveau]]])
    bred = frame.pivot_table(index="noegle", columns="effekt", values="beloeb", aggfunc="sum", sort=False)
    effekter = [e for e in hvorfor.EFFEKTER if e in bred]
    bred = bred[effekter].map(lambda b: b if isinstance(b, Decimal) else NUL)
    bred = bred.assign(i_alt=[sum(r, NUL) for r in bred.itertuples(index=False)]).reset_index()
    bred = bred.iloc[sorted(range(len(bred)), key=lambda i: -abs(bred["i_alt"][i]))].reset_index(drop=True)
    return Tabel(
        f"hvorfor_{niveau}", f"Hvorfor, fordelt på {_VIST[niveau]}", bred[["noegle", *effekter, "i_alt"]],
        (Kolonne("noegle", dansk.stort(_VIST[niveau])), *(Kolonne(e, EFFEKTNAVN[e], "kr") for e in effekter), Kolonne("i_alt", "I alt", "kr")),
        fil=False, vis=_VIST_RAEKKER, forklaring="Hver række er nøglens hele ændring; alle rækker giver tilsammen hele ændringen på øren.",
    )  # fmt: skip


def _navn(noegle: object, tal: Tal) -> object:
    return vis(noegle, tal.navne) if isinstance(noegle, str) else "ikke oplyst"


def _priser(tal: Tal, f: Forklaring) -> Tabel:
    """The price change of each provider's service that has days in both years, and how it is known."""
    import pandas as pd

    raekker = [
        (vis(k[0], tal.navne), k[2], c.d0, c.d1, oere(c.c0 / c.d0), oere(c.c1 / c.d1), (c.pris.faktor - 1).quantize(ANDEL), c.pris.kilde, c.pris.matchede)
        for k, c in f.celler.items()
        if c.d0 and c.d1 and c.pris.faktor is not None
    ]
    navne = ["leverandoer", "ydelse", "dage_foer", "dage_i_aar", "pris_foer", "pris_i_aar", "aendring", "kilde", "borgere"]
    frame = pd.DataFrame(sorted(raekker, key=lambda r: -abs(r[6] * r[3])), columns=navne)
    return Tabel(
        "priser", "Prisændringen pr. leverandør og ydelse", frame,
        (Kolonne("leverandoer", "Leverandør"), Kolonne("ydelse", "Ydelse"), Kolonne("dage_foer", f"Dage {tal.perioder.foer}", "antal"),
         Kolonne("dage_i_aar", f"Dage {tal.perioder.aar}", "antal"), Kolonne("pris_foer", f"Kr. pr. dag {tal.perioder.foer}", "kr"),
         Kolonne("pris_i_aar", f"Kr. pr. dag {tal.perioder.aar}", "kr"), Kolonne("aendring", "Prisændring", "pct"),
         Kolonne("kilde", "Kendt fra"), Kolonne("borgere", "Borgere i begge år", "antal")),
        vis=10, forklaring="Takst: næsten alle betaler det samme på samme tid; skifter den i løbet af året, er den vejet med dagene. "
        "Matchet: borgere, der var der i begge år, mindst tre. Ikke-matchet: kroner pr. enhed, som også flytter sig med, hvem der er der.",
    )  # fmt: skip


def _korrektioner(tal: Tal, f: Forklaring) -> Tabel:
    import pandas as pd

    raekker = [(aktivitet.SLAGS[s], kr) for s, kr in f.korrektioner.items()]
    return Tabel(
        "korrektioner", "Kroner uden dage, efter slags", pd.DataFrame(raekker, columns=["slags", "beloeb"]),
        (Kolonne("slags", "Slags"), Kolonne("beloeb", "Ændring", "kr")), fil=False,
    )  # fmt: skip


def _vandfald(navn: str, tabel: str, tal: Tal, f: Forklaring, valuta: str) -> Figur:
    import pandas as pd

    p, total = tal.perioder, f.total(tabel)
    trin = [(str(p.foer), tal.foer), *((EFFEKTNAVN[e], b) for e, b in total.items()), (str(p.aar), tal.i_aar)]
    mest = max(total, key=lambda e: abs(total[e]))
    return Figur(
        navn=navn, titel=f"{EFFEKTNAVN[mest]} {'trækker op' if total[mest] > 0 else 'trækker ned'} med {dansk.beloeb(abs(total[mest]), valuta)}",
        slags="vandfald", data=pd.DataFrame(trin, columns=["trin", "beloeb"]), x="trin", y="beloeb",
        y_format="mio" if max(abs(b) for _, b in trin) >= 1_000_000 else "kr",
        alt=dansk.saetning(f"Vandfald fra {p.foer} til {p.aar}: " + "; ".join(f"{EFFEKTNAVN[e].lower()} {dansk.beloeb(b, valuta)}" for e, b in total.items())),
        kilde=f"Posteringer og afregninger, {p}, {p.foer} og {p.aar}.",
    )  # fmt: skip
