"""Puts the control into words: how much is explained, what differs in each loop, and what to correct first."""

from __future__ import annotations

from decimal import Decimal

from lisanalysis.analyses import dansk
from lisanalysis.analyses.ottetalskontrol import tabeller
from lisanalysis.analyses.ottetalskontrol.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.ottetalskontrol.kontrol import Kontrol, kontroller
from lisanalysis.analyses.ottetalskontrol.trin import TABELLER
from lisanalysis.analyses.result import Afsnit, Figur, Noegletal, Result
from lisanalysis.tables import Dataset

_NUL = Decimal("0.00")
UFORKLARET = "uforklaret"


def analyse(data: Dataset, parametre: Parametre) -> Result:
    """Both loops walked both ways, each krone explained once, and the rules beside them."""
    k = kontroller(data, parametre)
    figurer = _figurer(k)
    return ANALYSE.result(
        data.per,
        svar=_svar(k),
        noegletal=_noegletal(k),
        afsnit=(
            Afsnit("Afstemningen", (), ("ottetal_figur", "bro", "ottetal_i_alt", "ottetal_konti", "pr_aarsag", "anker")),
            Afsnit("Rettelserne", (), ("tungeste", "raekker_bag", "pr_sagsbehandler", "pr_team", "pr_omraade", "fejlliste", "pr_maaned", "fremdrift")),
            Afsnit("Fra tallet til rækkerne", (), TABELLER),
        ),
        tabeller=tabeller.alle(k, parametre.top, {s: v.navn for s, v in data.kommune.systemer.items()}),
        figurer=figurer,
        goer=_goer(k, data),
        forbehold=_forbehold(k, data),
        datagrundlag=_datagrundlag(k),
        metode=_metode(parametre),
        valuta=data.kommune.valuta,
        ikke_koert=_ikke_koert(k, {f.navn for f in figurer}),
    )


def _loeb(k: Kontrol) -> set[str]:
    """The loops that were walked."""
    return {"1", "2"} - {i.sloejfe for i in k.ikke_koert if i.sloejfe in ("1", "2") and not i.navn and not i.regel}


def _forskel(k: Kontrol, sloejfe: str) -> Decimal | None:
    return sum(k.aarsager(sloejfe).values(), _NUL) if sloejfe in _loeb(k) else None


def _uforklaret(k: Kontrol) -> Decimal:
    """The kroner that no cause explains, without sign, so that two cannot hide each other."""
    return sum((abs(f) for a, f, liv in zip(k.linjer["aarsag"], k.linjer["forskel"], k.linjer["livsforloeb"], strict=True)
                if a == UFORKLARET and f is not None and f == f and liv != "vaek"), _NUL)  # fmt: skip


def _andel(k: Kontrol) -> Decimal | None:
    """The share of the settled kroner that both loops account for."""
    afregnet = k.sum_over("afregnet")
    return None if not afregnet else max(Decimal(0), 1 - _uforklaret(k) / abs(afregnet))


def _aabne(k: Kontrol, alvor: str) -> int:
    return int((k.fejlliste["alvor"] == alvor).sum())


def _svar(k: Kontrol) -> str:
    andel, fejl = _andel(k), _aabne(k, "fejl")
    if andel is None:
        return "Der er intet afregnet at holde systemerne op imod."
    start = "Hver krone er forklaret" if andel == 1 else f"{dansk.pct(andel, 1)} af kronerne er forklaret"
    dele = []
    if (f := _forskel(k, "1")) is not None:
        dele.append(f"bevilget og afregnet er {'enige' if not f else f'{dansk.beloeb(abs(f))} fra hinanden'}")
    if (f := _forskel(k, "2")) is not None:
        dele.append(f"afregnet og bogført er {'enige' if not f else f'{dansk.beloeb(abs(f))} fra hinanden'}")
    rette = f" {dansk.stort(dansk.antal(fejl, 'fejl', 'fejl'))} skal rettes." if fejl else " Der er ingen fejl at rette."
    return f"{start}: {dansk.opremsning(dele)}.{rette}" if dele else f"{start}.{rette}"


def _noegletal(k: Kontrol) -> tuple[Noegletal, ...]:
    def nt(noegle: str, titel: str, vaerdi: object, enhed: str, format: str = "antal", **mere: object) -> Noegletal:
        return Noegletal(noegle, titel, vaerdi, enhed, format, status="ok" if vaerdi is not None else "ikke_koert", **mere)

    liv = list(k.linjer["livsforloeb"])
    saldo = None if k.anker is None else sum((abs(f) for f in k.anker["forskel"]), _NUL)
    return (
        nt("andel_forklaret", "Kroner, der er forklaret", _andel(k), "andel", "pct"),
        nt("forskel_1_kr", "Bevilget minus afregnet", _forskel(k, "1"), "kr.", "kr"),
        nt("forskel_2_kr", "Afregnet minus bogført", _forskel(k, "2"), "kr.", "kr"),
        nt("antal_fejl", "Fejl, der skal rettes", _aabne(k, "fejl"), "fund"),
        nt("saldo_forskel_kr", "Saldo mod posteringer", saldo, "kr.", "kr"),
        nt("uforklaret_kr", "Uden kendt årsag", _uforklaret(k), "kr.", "kr", forside=False),
        nt("antal_advarsler", "Advarsler", _aabne(k, "advarsel"), "fund", forside=False),
        nt("nye", "Nye siden sidst", liv.count("ny"), "linjer", forside=False),
        nt("vaek", "Væk siden sidst", liv.count("vaek"), "linjer", forside=False),
        nt("afregnet_kr", "Afregnet", k.sum_over("afregnet"), "kr.", "kr", forside=False),
        nt("bogfoert_kr", "Bogført", k.sum_over("bogfoert"), "kr.", "kr", forside=False),
    )


def _figurer(k: Kontrol) -> tuple[Figur, ...]:
    import pandas as pd

    figurer = [_ottetal_figur(k)]
    if (bro := tabeller.bro(k)) is not None:
        trin = k.aarsager("2")
        mest = f"; mest: {dansk.smaat(tabeller.ord_for('2', next(iter(trin))))}" if trin else ""
        figurer.append(Figur("bro", f"Afregnet og bogført er {dansk.beloeb(abs(_forskel(k, '2') or _NUL))} fra hinanden{mest}", "vandfald", bro, "trin", "beloeb", borgerfri=True,
                             alt="Bro fra det afregnede til det bogførte med et trin pr. årsag.", y_titel="kr.", y_format="kr", kilde="Effektuerede afregninger og alle posteringer."))  # fmt: skip
    pr_maaned: dict[tuple[str, str], int] = {}
    for periode, alvor, liv in zip(k.linjer["periode"], k.linjer["alvor"], k.linjer["livsforloeb"], strict=True):
        if alvor in ("fejl", "advarsel") and periode and liv != "vaek":
            pr_maaned[periode, alvor] = pr_maaned.get((periode, alvor), 0) + 1
    if pr_maaned:
        rows = [(p, a, n) for (p, a), n in sorted(pr_maaned.items())]
        figurer.append(Figur("pr_maaned", "Fund efter den måned, de hører til", "soejle", pd.DataFrame(rows, columns=["periode", "alvor", "antal"]), "periode", "antal",
                             farve="alvor", alt="Antal fejl og advarsler måned for måned.", y_titel="Linjer", kilde="8-tals-kontrollen.", borgerfri=True))  # fmt: skip
    return tuple(figurer)


def _ottetal_figur(k: Kontrol) -> Figur:
    """The figure of eight: three systems, two loops, the money on each."""
    import pandas as pd

    bevilget = None if (f := _forskel(k, "1")) is None else (k.sum_over("afregnet") or _NUL) + f
    rows = [("Bevilget", bevilget), ("Forskel 1", _forskel(k, "1")), ("Afregnet", k.sum_over("afregnet")), ("Forskel 2", _forskel(k, "2")), ("Bogført", k.sum_over("bogfoert"))]
    frame = pd.DataFrame(rows, columns=["navn", "beloeb"], dtype=object)
    sagt = "; ".join(f"{n.lower()} {'ikke kørt' if b is None else dansk.beloeb(b)}" for n, b in rows)
    fra = " og ".join(f"{dansk.beloeb(abs(f))} i sløjfe {s}" for s in ("1", "2") if (f := _forskel(k, s)) is not None)
    return Figur("ottetal_figur", f"Systemerne er {fra} fra hinanden" if fra else "Ottetallet: bevilling, afregning og bogføring", "ottetal", frame, "navn", "beloeb", alt=dansk.saetning(f"Ottetallet med kroner på: {sagt}"), y_format="kr", borgerfri=True,
                 kilde="Bevilget er det afregnede plus forskellen i sløjfe 1.")  # fmt: skip


def _goer(k: Kontrol, data: Dataset) -> tuple[str, ...]:
    if k.fejlliste.empty:
        return ()
    foerst = k.fejlliste.iloc[0]
    hvem = f" ({foerst['sagsbehandler']})" if foerst["sagsbehandler"] else ""
    dele = [dansk.saetning(f"Begynd med det dyreste fund{hvem}: {foerst['beskrivelse']}")]
    if uden := [s for s in sorted(set(k.fejlliste["system"])) if s in data.kommune.systemer and data.kommune.systemer[s].kontakt]:
        dele.append("Ring ved tvivl til " + dansk.opremsning([f"{data.kommune.systemer[s].kontakt} om {data.kommune.systemer[s].navn or s}" for s in uden]) + ".")
    return tuple(dele)


def _forbehold(k: Kontrol, data: Dataset) -> tuple[str, ...]:
    sagt = ["Navnet 8-tals-kontrol er Vardes. Læsningen, to sløjfer der mødes i afregningen, er vores."]
    if k.anker is None:
        sagt.append("Prismes saldoliste er ikke leveret, så de indlæste posteringer er ikke holdt op mod noget udefra.")
    elif len(k.anker):
        sagt.append(f"Prismes saldo og de indlæste posteringer er uenige i {dansk.antal(len(k.anker), 'celle', 'celler')}: bogført er ikke hele regnskabet.")
    if not data.har("bevilling"):
        sagt.append("Uden bevillinger er sløjfe 1 ikke kørt.")
    elif "1" in _loeb(k) and (uden := _uden_bevillinger(k)):
        sagt.append(f"Der er ikke leveret en eneste bevilling for {dansk.opremsning(uden)}, så alt afregnet dér står som uden bevilling, indtil kilden kommer med.")
    return tuple(sagt)


def _uden_bevillinger(k: Kontrol) -> list[str]:
    """The areas where something is settled and no system has delivered a grant: a source is missing, not every decision."""
    t = k.ottetal[k.ottetal["omraade"].isin(["boern", "voksne"])]
    afregnet, bevilget = (set(t.loc[[v is not None and v == v and v != 0 for v in t[n]], "omraade"]) for n in ("afregnet", "bevillinger"))
    return [{"boern": "børn", "voksne": "voksne"}[o] for o in sorted(afregnet - bevilget)]


def _ikke_koert(k: Kontrol, figurer: set[str]) -> dict[str, str]:
    sagt = {i.navn or i.regel or f"sløjfe {i.sloejfe}": i.grund for i in k.ikke_koert}
    for navn, grund in (("bro", "Afregnet eller bogført mangler, så der er ingen bro at tegne."), ("pr_maaned", "Der er ingen fejl eller advarsler at tegne.")):
        if navn not in figurer:
            sagt[navn] = grund
    return sagt


def _datagrundlag(k: Kontrol) -> tuple[str, ...]:
    linjer = f"{dansk.antal(len(k.linjer), 'linje', 'linjer')} i afvigelser og {dansk.antal(len(k.afstemt), 'linje', 'linjer')} i afstemt gør tilsammen rede for hver krone."
    talt = ((sum(not i.forbehold for i in k.ikke_koert), "ikke kørt"), (sum(i.forbehold for i in k.ikke_koert), "kun kørt delvist"))
    dele = [f"{dansk.antal(n, 'kontrol er', 'kontroller er')} {hvordan}" for n, hvordan in talt if n]
    return (linjer, f"{dansk.opremsning(dele)}; hvorfor står under Ikke kørt.") if dele else (linjer,)


def _metode(parametre: Parametre) -> tuple[str, ...]:
    senest = dansk.antal(parametre.forskydning_maaneder, "måned", "måneder")
    return (
        "Sløjfe 1 holder bevilgede enheder gange takst op mod det afregnede, sløjfe 2 det afregnede op mod posteringerne på områdets konti. Hver række har højst ét pengefund: den første årsag, der passer.",
        f"Bogføring {f'op til {senest} efter' if parametre.forskydning_maaneder else 'i samme måned'} og afrunding på 0,50 kr. pr. linje er tilladt og står i afstemt.",
        "Forskellen er altid bevilget minus afregnet og afregnet minus bogført; summen over begge filer er forskellen mellem systemernes totaler på øren.",
    )
