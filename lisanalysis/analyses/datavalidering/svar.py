"""Puts the answer into words: can the deliveries be used, why not, and who is to be called."""

from __future__ import annotations

from lisanalysis.analyses import dansk
from lisanalysis.analyses.datavalidering import otte_trin, tabeller
from lisanalysis.analyses.datavalidering.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.datavalidering.tal import Tal, maal
from lisanalysis.analyses.datavalidering.trafiklys import Lys, Maaling, vurder
from lisanalysis.analyses.result import Afsnit, Figur, Noegletal, Result
from lisanalysis.tables import Dataset

_INGEN_FORRIGE = "Der er ingen tidligere leverance at sammenligne med."
Vurderet = list[tuple[Maaling, Lys, tuple[str, ...]]]


def analyse(data: Dataset, parametre: Parametre) -> Result:
    """Whether the deliveries up to `per` can be used, source by source."""
    valuta = data.kommune.valuta
    tal = maal(data, parametre)
    lys = [(m, *vurder(m, parametre, valuta)) for m in tal.kilder]
    ikke_koert = _ikke_koert(tal, data)
    return ANALYSE.result(
        data.per,
        svar=_svar(lys, tal),
        noegletal=_noegletal(tal, valuta),
        afsnit=_afsnit(tal),
        tabeller=tabeller.alle(tal, lys, otte_trin.trin(_stade(tal, data))),
        figurer=(_figur(lys),),
        goer=_goer(lys, tal),
        forbehold=_forbehold(),
        datagrundlag=_datagrundlag(tal, data),
        metode=_metode(parametre),
        valuta=valuta,
        ikke_koert=ikke_koert,
    )


def _svar(lys: Vurderet, tal: Tal) -> str:
    roede, gule = ([m.navn for m, f, _ in lys if f == farve] for farve in ("roed", "gul"))
    if tal.ukendte_filer:
        gule.append(dansk.antal(len(tal.ukendte_filer), "fil, der ikke er læst", "filer, der ikke er læst"))
    if not lys:
        return "Der er hverken aftaler eller leverancer at se på."
    if roede:
        return f"Leverancerne kan ikke bruges, som de er: der er rødt lys for {dansk.opremsning(roede)}."
    if gule:
        return f"Leverancerne kan bruges med forbehold: der er gult lys for {dansk.opremsning(gule)}."
    return "Leverancerne kan bruges: alle kilder har grønt lys."


def _figur(lys: Vurderet) -> Figur:
    import pandas as pd

    groenne = sum(f == "groen" for _, f, _ in lys)
    rows = [(m.navn, f if m.leveret else "mangler") for m, f, _ in lys]
    return Figur(
        navn="trafiklys", titel=f"{groenne} af {dansk.antal(len(lys), 'kilde', 'kilder')} har grønt lys", slags="trafiklys",
        data=pd.DataFrame(rows, columns=["navn", "status"]), x="navn", y="status",
        alt="; ".join(f"{m.navn}: {'grønt' if f == 'groen' else 'gult' if f == 'gul' else 'rødt'} lys" for m, f, _ in lys),
    )  # fmt: skip


def _noegletal(tal: Tal, valuta: str) -> tuple[Noegletal, ...]:
    s, kr, lev = tal.saldo, dansk.valutanavn(valuta), tal.leverancer
    uden_for = None if tal.uden_for_maaned is None else len(tal.uden_for_maaned)
    celler = s.celler if s else None

    def nt(noegle: str, titel: str, vaerdi: object, enhed: str, format: str = "antal", **mere: object) -> Noegletal:
        return Noegletal(noegle, titel, vaerdi, enhed, format, status="ok" if vaerdi is not None else "ikke_koert", **mere)

    return (
        nt("antal_raekker", "Rækker i leverancerne", int(lev["raekker"].sum()), "rækker"),
        nt("antal_afvist", "Rækker, der ikke kunne læses", int(lev["afvist"].sum()), "rækker"),
        nt("kilder_mangler", "Kilder, der mangler", sum(not m.leveret for m in tal.kilder), "kilder", n=len(tal.kilder)),
        nt("saldo_forskel_kr", "Forskel til saldolisten", s.forskel if s else None, kr, "kr", n=celler),
        nt("dubletter", "Overskydende kopier af ens rækker", len(tal.dubletter), "rækker"),
        nt("antal_leverancer", "Filer leveret", int((lev["status"] != "mangler").sum()), "filer", forside=False),
        nt("antal_indlaest", "Rækker indlæst", int(lev["indlaest"].sum()), "rækker", forside=False),
        nt("saldo_andel_stemmer", "Saldoer, der stemmer", s.andel_stemmer if s else None, "andel", "pct", n=celler, forside=False),
        nt("raekker_uden_for_maaned", "Rækker uden for filens måned", uden_for, "rækker", forside=False),
        *(
            nt(f"kontrolsum_{r.kilde}_{r.tabel}", f"Kontrolsum: {r.tabel} fra {r.kilde}", r.beloeb, kr, "kr", n=r.raekker, forside=False)
            for r in tal.kontrolsummer.itertuples()
        ),
    )


def _afsnit(tal: Tal) -> tuple[Afsnit, ...]:
    afsnit = [
        Afsnit("Kilderne", ("Rødt gør tallene forkerte. Gult bør ses efter, før tallene bruges.",), ("trafiklys", "kilder")),
        Afsnit("Mod forrige leverance", (_INGEN_FORRIGE,) if _foerste_gang(tal) else (), ("mod_forrige", "maaneder_uden_raekker", "kontrolsummer")),
        Afsnit("Hvad der ikke kunne læses", (), ("afviste",)),
    ]
    if tal.saldo:
        celler = f"{dansk.tal(tal.saldo.stemmer)} af {dansk.antal(tal.saldo.celler, 'saldo', 'saldoer')} stemmer på øren"
        afsnit.append(Afsnit("Saldolisten mod posteringerne", (f"{celler}. En saldo er én konto og art i én måned.",), ("saldo",)))
    afsnit.append(Afsnit("Kolonnerne", ("Kolonner med en bemærkning står først.",), ("kolonner",)))
    afsnit.append(Afsnit("Rækker, der skal ses på", _raekker_tekst(tal), ("ens_raekker", "uden_for_maaned")[: 1 + (tal.uden_for_maaned is not None)]))
    afsnit.append(Afsnit("KL's otte trin", (otte_trin.FORBEHOLD,), ("otte_trin",)))
    return tuple(afsnit)


def _raekker_tekst(tal: Tal) -> tuple[str, ...]:
    return tuple(
        f"{r.tabel}: {dansk.antal(r.raekker, 'række', 'rækker')} står i {dansk.antal(r.grupper, 'gruppe', 'grupper')} af ens rækker; "
        f"{dansk.antal(r.overskydende, 'er', 'er')} overskydende."
        for r in tal.dubletter_pr_tabel.itertuples()
    )


def _goer(lys: Vurderet, tal: Tal) -> tuple[str, ...]:
    """One thing to do per source that is not green, the red ones first; then the files that nobody knows."""
    ikke_groenne = sorted((x for x in lys if x[1] != "groen"), key=lambda x: x[1] != "roed")
    raad = [f"{m.navn}: {' '.join(f'{dansk.stort(g)}.' for g in grunde)} {_ring(m)}" for m, _, grunde in ikke_groenne]
    if tal.ukendte_filer:
        raad.append(
            f"{dansk.opremsning(tal.ukendte_filer)}: Navnet passer ikke på noget mønster, så intet er læst. Ret filens navn, eller skriv "
            "mønstret ind i systemets layout."
        )
    return tuple(raad)


def _ring(m: Maaling) -> str:
    if not m.i_aftalen:
        return "Skriv systemet og dets kontakt ind i kommune.yaml."
    return f"Ring til {m.kontakt}." if m.kontakt else "Der står ingen kontakt i kommune.yaml."


def _ikke_koert(tal: Tal, data: Dataset) -> dict[str, str]:
    ud = {}
    if tal.saldo is None:
        mangler = dansk.opremsning(
            {"saldo": "økonomisystemets saldoliste", "postering": "posteringer"}[t] for t in data.mangler("saldo", "postering")
        )
        ud["Saldolisten mod posteringerne"] = f"Der mangler {mangler}."
    if tal.uden_for_maaned is None:
        ud["Rækker uden for filens måned"] = "Ingen af filerne siger, hvilken måned de er for."
    if _foerste_gang(tal):
        ud["Mod forrige leverance"] = _INGEN_FORRIGE
    return ud


def _foerste_gang(tal: Tal) -> bool:
    return bool(tal.mod_forrige["forrige_dato"].isna().all())


def _stade(tal: Tal, data: Dataset) -> otte_trin.Stade:
    aftalte = [m for m in tal.kilder if m.i_aftalen]
    return otte_trin.Stade(
        systemer=len(aftalte),
        med_kontakt=sum(bool(m.kontakt) for m in aftalte),
        leveret=sum(m.leveret for m in aftalte),
        saldo_koert=tal.saldo is not None,
        flere_leverancer=not _foerste_gang(tal),
        indberettet=tuple(navn for tabel, navn in (("dst_indberettet", "Danmarks Statistik"), ("flis_noegletal", "FLIS")) if data.har(tabel)),
        opmaerkninger=data.har("flis_opmaerkning"),
        skifter=len(data.kommune.systemskifte),
        at_rette=int(tal.leverancer["afvist"].sum()) + len(tal.dubletter) + sum(m.uden_for_maaned for m in tal.kilder),
    )


def _forbehold() -> tuple[str, ...]:
    return (
        "Grønt lys siger, at leverancen er kommet, kan læses og summer. Det siger ikke, at det rigtige er registreret i kildesystemet.",
        "En overskydende kopi kan være to ens betalinger. Spørg, før noget slettes.",
        otte_trin.FORBEHOLD,
    )


def _datagrundlag(tal: Tal, data: Dataset) -> tuple[str, ...]:
    filer = int((tal.leverancer["status"] != "mangler").sum())
    return (
        f"{dansk.stort(dansk.antal(filer, 'fil', 'filer'))} fra {dansk.antal(len(tal.seneste), 'kilde', 'kilder')}, "
        f"som de stod {dansk.dato(data.per)}.",
    )


def _metode(parametre: Parametre) -> tuple[str, ...]:
    return (
        "En leverance er forsinket, når dens skæringsdato ligger før slutningen af den seneste periode, hvis frist i kommune.yaml er "
        "overskredet.",
        f"Et stort udsving er en ændring i rækker eller beløb på mindst {parametre.udsving_pct} procent siden forrige leverance af samme slags.",
        f"Rødt lys gives blandt andet, når mindst {parametre.afvist_roed_pct} procent af rækkerne ikke kunne læses.",
        "Saldolisten holdes op mod posteringerne pr. konto, art og måned i de måneder, listen dækker. Forskellene lægges sammen uden fortegn, "
        "så to fejl ikke skjuler hinanden.",
        "To rækker er ens, når alle kildens kolonner er ens.",
    )
