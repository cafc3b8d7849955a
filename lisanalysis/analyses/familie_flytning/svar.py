"""Puts moves and families into words: page one, the safe tables, and the lists for those who may see citizens."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from lisanalysis.analyses import dansk
from lisanalysis.analyses.familie_flytning.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.familie_flytning.familier import BARN, Medlem, familier
from lisanalysis.analyses.familie_flytning.flytninger import FRA, NUL, TIL, Flytning, Fulgt, betalinger, flytninger
from lisanalysis.analyses.konklusion import Konklusion
from lisanalysis.analyses.result import Afsnit, Figur, Kolonne, Noegletal, Result, Tabel
from lisanalysis.tables import Dataset

UDEN_RELATION = "Familierelationer er ikke leveret (CPR)."


def analyse(data: Dataset, parametre: Parametre) -> Result:
    """Moves in and out with what they bring, and families with more than one case; without relations the families are not run."""
    f = flytninger(data, parametre)
    har_familier, betalt = data.har("relation"), betalinger(data)
    m = familier(data, betalt, parametre) if har_familier else []
    fulgt = Fulgt(min((b.fra for egne in betalt.values() for b in egne), default=data.per), data.per, parametre.foelg_dage)
    flere = [x for x in m if x.sager > 1]
    return ANALYSE.result(
        data.per, svar=_svar(f, flere, har_familier, fulgt, parametre), noegletal=_noegletal(f, flere, har_familier),
        afsnit=_afsnit(f, har_familier), tabeller=_tabeller(f, m, flere, har_familier), figurer=(_figur(f),),
        goer=_goer(f), forbehold=_forbehold(f, fulgt),
        datagrundlag=(f"{dansk.antal(len(f), 'flytning', 'flytninger')} over kommunegrænsen i {parametre.maaneder} måneder.",),
        metode=_metode(parametre), konklusioner=_konklusioner(f, flere, har_familier, parametre), ikke_koert={} if har_familier else {"Familier med flere sager": UDEN_RELATION},
    )  # fmt: skip


def _svar(f: list[Flytning], flere: list[Medlem], har_familier: bool, fulgt: Fulgt, parametre: Parametre) -> str:
    til, fra = _af(f, TIL), _af(f, FRA)
    flyt = f"I {parametre.maaneder} måneder {_ind(til, parametre)}; {_ud(fra, parametre)}."
    return " ".join(filter(None, (flyt, _hvorfor(fra, fulgt), _om_familier(flere) if har_familier else "")))


def _hvorfor(fra: list[Flytning], fulgt: Fulgt) -> str:
    """Why the two sums for those who moved out lie far apart, or cannot be held against each other yet."""
    intet, ufulgt = sum(not x.kr_foer for x in fra), sum(not fulgt.efter(x) for x in fra)
    if len(fra) == 1:
        return "Borgeren er endnu ikke fulgt i alle dagene efter." if ufulgt else ""
    dele = [f"{dansk.tal(intet)} af dem kostede intet før flytningen"] * bool(intet) + [f"{dansk.tal(ufulgt)} er endnu ikke fulgt i alle dagene efter"] * bool(ufulgt)
    return f"{', og '.join(dele)}." if dele else ""


def _ind(til: list[Flytning], parametre: Parametre) -> str:
    hvad = f"flyttede {dansk.antal(len(til), 'borger', 'borgere')} med en indsats ind"
    return f"{hvad} og kostede {_kostede(_kr(til), len(til))} i de {parametre.foelg_dage} dage efter" if til else hvad


def _ud(fra: list[Flytning], parametre: Parametre) -> str:
    hvad, efter = f"{dansk.antal(len(fra), 'borger', 'borgere')} flyttede ud", sum((x.kr_efter for x in fra), NUL)
    foer, dage = _kostede(_kr(fra), len(fra)), parametre.foelg_dage
    return f"{hvad} og kostede {foer} i de {dage} dage før flytningen og {_kostede(efter, 1)} i de {dage} dage efter" if fra else hvad


def _kostede(kroner: Decimal, borgere: int) -> str:
    """The sum, said to be one where it is of several citizens."""
    return f"{'tilsammen ' * (borgere > 1)}{dansk.beloeb(kroner)}" if kroner else "intet"


def _om_familier(flere: list[Medlem]) -> str:
    return f"{dansk.stort(dansk.antal(len({x.familie for x in flere}), 'familie har', 'familier har'))} mere end én sag."


def _konklusioner(f: list[Flytning], flere: list[Medlem], har_familier: bool, parametre: Parametre) -> tuple[Konklusion, ...]:
    """What moved in, what moved out, and the families with several cases: full counts, so there is no interval."""
    til, fra = _af(f, TIL), _af(f, FRA)
    familien = _om_familier(flere) if har_familier else UDEN_RELATION
    return (
        Konklusion("tilflyttere_kr", _kr(til), None, len(til), f"{dansk.stort(_ind(til, parametre))}.", enhed="kr."),
        Konklusion("fraflyttere_kr", _kr(fra), None, len(fra), f"{_ud(fra, parametre)}.", enhed="kr."),
        Konklusion("familier_flere_sager", len({x.familie for x in flere}) if har_familier else None, None, len(flere), familien,
                   () if har_familier else ("uden_relation",), enhed="familier"),
    )  # fmt: skip


def _af(f: list[Flytning], retning: str) -> list[Flytning]:
    return [x for x in f if x.retning == retning]


def _kr(f: list[Flytning]) -> Decimal:
    return sum((x.kr for x in f), NUL)


def _sammen(f: list[Flytning]) -> int:
    """Citizens who moved on one day, the same way, to or from one address with another citizen."""
    grupper = Counter((x.dato, x.retning, x.adresse) for x in f if x.adresse)
    return sum(n for n in grupper.values() if n > 1)


def _noegletal(f: list[Flytning], flere: list[Medlem], har_familier: bool) -> tuple[Noegletal, ...]:
    til, fra = _af(f, TIL), _af(f, FRA)
    uden = {"status": "ok" if har_familier else "uden_relation"}
    soeskende = Counter(x.familie for x in flere if x.rolle == BARN)
    tal = {
        "familier_flere_sager": len({x.familie for x in flere}), "borgere_i_dem": len(flere), "soeskende": sum(n for n in soeskende.values() if n > 1),
        "familier_kr": sum((x.kr for x in flere), NUL),
    }  # fmt: skip
    if not har_familier:
        tal = dict.fromkeys(tal)
    efter = sum((x.kr_efter for x in fra), NUL)
    return (
        Noegletal("tilflyttere", "Flyttet ind", len(til), "borgere", n=len(til)),
        Noegletal("tilflyttere_kr", "De kostede tilsammen efter flytningen", _kr(til), "kr.", "kr", n=len(til)),
        Noegletal("fraflyttere", "Flyttet ud", len(fra), "borgere", n=len(fra)),
        Noegletal("fraflyttere_kr", "De kostede tilsammen før flytningen", _kr(fra), "kr.", "kr", n=len(fra)),
        Noegletal("netto_kr", "Forskel", _kr(til) - _kr(fra), "kr.", "kr", n=len(f), forside=False),
        Noegletal("betalt_efter_fraflytning_kr", "Betalt for fraflyttede efter flytningen", efter, "kr.", "kr", n=len(fra), forside=False),
        Noegletal("flyttet_sammen", "Flyttet på samme dag og adresse som en anden", _sammen(f), "borgere", n=len(f), forside=False),
        Noegletal("familier_flere_sager", "Familier med flere sager", tal["familier_flere_sager"], "familier", **uden),
        Noegletal("borgere_i_dem", "Borgere i dem", tal["borgere_i_dem"], "borgere", forside=False, **uden),
        Noegletal("soeskende", "Heraf søskende, der begge har en sag", tal["soeskende"], "borgere", forside=False, **uden),
        Noegletal("familier_kr", "De familier kostede", tal["familier_kr"], "kr.", "kr", forside=False, **uden),
    )  # fmt: skip


def _afsnit(f: list[Flytning], har_familier: bool) -> tuple[Afsnit, ...]:
    familie = "En familie er en mor og hendes børn (eller faren, hvor moren ikke kendes), med de forældre, der selv har en sag."
    return (
        Afsnit("Flytninger", ("Kroner for den, der flytter ind, er det efter flytningen; for den, der flytter ud, det før.",),
               ("pr_kvartal", "kommuner", "indsatser", "flytninger")),
        *((Afsnit("Familier med flere sager", (familie,), ("sager_i_familien", "familier")),) if har_familier else ()),
    )  # fmt: skip


def _tabeller(f: list[Flytning], m: list[Medlem], flere: list[Medlem], har_familier: bool) -> tuple[Tabel, ...]:
    return (_liste(f), _kommuner(f), _indsatser(f), *((_sager(m), _familier(flere)) if har_familier else ()))


def _liste(f: list[Flytning]) -> Tabel:
    import pandas as pd

    felter = ("borger_id", "dato", "retning", "kommune", "foer", "efter", "dage_til_indsats", "kr_foer", "kr_efter")
    return Tabel(
        "flytninger", "Flytningerne, den seneste øverst", pd.DataFrame([[getattr(x, k) for k in felter] for x in reversed(f)], columns=list(felter)),
        (Kolonne("borger_id", "Borger"), Kolonne("dato", "Dato", "dato"), Kolonne("retning", "Retning"), Kolonne("kommune", "Kommune"),
         Kolonne("foer", "Indsats før"), Kolonne("efter", "Indsats efter"), Kolonne("dage_til_indsats", "Dage til indsats", "antal"),
         Kolonne("kr_foer", "Kroner før", "kr"), Kolonne("kr_efter", "Kroner efter", "kr")),
        enhed="borger_id", forklaring="Kommunen vises ikke for en borger med navne- og adressebeskyttelse.",
    )  # fmt: skip


def _kommuner(f: list[Flytning]) -> Tabel:
    return _fordelt("kommuner", "Til og fra hvilken kommune", f, "kommune", "Kommune", [x.kommune for x in f])


def _indsatser(f: list[Flytning]) -> Tabel:
    hvilken = [x.efter if x.retning == TIL else x.foer for x in f]
    return _fordelt("indsatser", "Med hvilken indsats", f, "indsats", "Første indsats efter, eller sidste før", hvilken)


def _fordelt(navn: str, titel: str, f: list[Flytning], felt: str, hoved: str, vaerdier: list[str]) -> Tabel:
    """Citizens and kroner by direction and one more thing; publish counts it and hides the few."""
    import pandas as pd

    data = [(x.retning, v, x.borger_id, x.kr) for x, v in zip(f, vaerdier, strict=True)]
    return Tabel(
        navn, titel, pd.DataFrame(data, columns=["retning", felt, "borger_id", "kr"]),
        (Kolonne("retning", "Retning"), Kolonne(felt, hoved), Kolonne("borger_id", "Borger"), Kolonne("kr", "Kroner", "kr")),
        enhed="borger_id", fordel=("retning", felt), vis=60,
    )  # fmt: skip


def _sager(m: list[Medlem]) -> Tabel:
    import pandas as pd

    data = [(f"{min(x.sager, 3)}{' eller flere' if x.sager >= 3 else ''}", x.rolle, x.borger_id, x.kr) for x in m]
    return Tabel(
        "sager_i_familien", "Borgere efter, hvor mange i familien der har en sag", pd.DataFrame(data, columns=["sager", "rolle", "borger_id", "kr"]),
        (Kolonne("sager", "Sager i familien"), Kolonne("rolle", "Rolle"), Kolonne("borger_id", "Borger"), Kolonne("kr", "Kroner", "kr")),
        enhed="borger_id", fordel=("sager", "rolle"),
    )  # fmt: skip


def _familier(flere: list[Medlem]) -> Tabel:
    import pandas as pd

    felter = ("familie", "borger_id", "rolle", "indsatser", "kr")
    return Tabel(
        "familier", "Borgerne i familier med flere sager", pd.DataFrame([[getattr(x, k) for k in felter] for x in flere], columns=list(felter)),
        (Kolonne("familie", "Familie nr.", "antal"), Kolonne("borger_id", "Borger"), Kolonne("rolle", "Rolle"), Kolonne("indsatser", "Indsatser"),
         Kolonne("kr", "Kroner", "kr")),
        enhed="borger_id",
    )  # fmt: skip


def _figur(f: list[Flytning]) -> Figur:
    import pandas as pd

    talt: dict[tuple[str, str], set[str]] = {}
    for x in f:
        talt.setdefault((f"{x.dato.year}-K{(x.dato.month - 1) // 3 + 1}", x.retning), set()).add(x.borger_id)
    kvartaler = sorted({k for k, _ in talt})
    data = [(k, r, len(talt.get((k, r), ()))) for k in kvartaler for r in (TIL, FRA)]
    til, fra = len(_af(f, TIL)), len(_af(f, FRA))
    hvad = "Lige mange" if til == fra else "Flere flyttede ind end ud" if til > fra else "Flere flyttede ud end ind"
    return Figur(
        "pr_kvartal", f"{hvad}: {max(til, fra)} mod {min(til, fra)}" if til != fra else f"{hvad} flyttede ind og ud: {til}", "soejle",
        pd.DataFrame([(*d, d[2]) for d in data], columns=["kvartal", "retning", "borgere", "antal"]), "kvartal", "borgere", farve="retning",
        alt=f"Borgere med en indsats, der flyttede ind og ud, kvartal for kvartal: {til} ind og {fra} ud.", antal="antal",
        kilde="CPR's adressehistorik og afregninger.",
    )  # fmt: skip


def _goer(f: list[Flytning]) -> tuple[str, ...]:
    efter = [x for x in _af(f, FRA) if x.kr_efter > 0]
    if not efter:
        return ()
    return (f"Se i novemberlisten, om betalingen for {dansk.antal(len(efter), 'fraflyttet borger', 'fraflyttede borgere')} skal være kommunens egen.",)


_FORBEHOLD = (
    "Kun borgere, som kommunen har betalt for inden for de fulgte dage, er med; en tilflytter uden indsats er ikke en sag.",
    "En flytning er ikke årsag til en indsats. Mange flytter til den kommune, tilbuddet ligger i.",
)


def _forbehold(f: list[Flytning], fulgt: Fulgt) -> tuple[str, ...]:
    """With the moves that cannot be seen to the end on one of the sides, where there are any."""
    foer, efter = sum(not fulgt.foer(x) for x in f), sum(not fulgt.efter(x) for x in f)
    ud = [*_FORBEHOLD]
    if efter:
        ud.append(f"Ved {dansk.antal(efter, 'flytning', 'flytninger')} er der endnu ikke gået {fulgt.dage} dage, så kronerne efter er for lave.")
    if foer:
        ud.append(f"Ved {dansk.antal(foer, 'flytning', 'flytninger')} begynder afregningerne i leverancerne mindre end {fulgt.dage} dage før, så kronerne før kan være for lave.")
    return tuple(ud)


def _metode(parametre: Parametre) -> tuple[str, ...]:
    return (
        f"En flytning er et skift af bopælskommune i CPR. Kroner er det, der er afregnet i de {parametre.foelg_dage} dage før og efter, også "
        "reguleringer, uden egenbetaling og refusion. En betaling hører til den første dag, den dækker.",
        f"En borger har en sag, når der er betalt for en indsats i de seneste {parametre.familie_maaneder} måneder.",
    )
