"""How late rows are registered: the delay in days, the share that is late, month by month and unit by unit, in a funnel."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis.analyses import dansk
from lisanalysis.analyses.konklusion import Konklusion
from lisanalysis.analyses.registreringspraksis.delsvar import Delsvar
from lisanalysis.analyses.registreringspraksis.erklaering import Parametre
from lisanalysis.analyses.registreringspraksis.grundlag import Grundlag
from lisanalysis.analyses.result import Afsnit, Figur, Kolonne, Noegletal, Tabel
from lisanalysis.domain import periode
from lisanalysis.statistik.andel import andel
from lisanalysis.statistik.tragt import MINDST_N, Tragt, tragt

if TYPE_CHECKING:
    import pandas as pd

TITEL = "Sen registrering"
_AAR, _SIDSTE_DAGE = 12, 5


def delsvar(g: Grundlag, parametre: Parametre) -> Delsvar:
    """The delay, and which units differ."""
    r = g.kendte
    if r.empty:
        return Delsvar((), ikke_koert=((TITEL, "Bevillingerne har ingen registreringsdato."),))
    r = r.assign(sent=r["dage"] > parametre.sent_dage)
    nu, foer = (r[r["startmaaned"].isin(m)] for m in (g.maaneder[-_AAR:], g.maaneder[-2 * _AAR : -_AAR]))
    sent_nu, sent_foer = (andel(int(d["sent"].sum()), len(d)) for d in (nu, foer))
    t, afviger = _tragten(nu, parametre)
    tekst = _tekst(sent_nu.vaerdi, sent_foer.vaerdi, parametre.sent_dage)
    interval = None if sent_nu.lav is None else (sent_nu.lav, sent_nu.hoej)
    return Delsvar(
        (Afsnit(TITEL, (_laesning(t, afviger),), ("forsinkelse_maaned", *(("tragt",) if t.punkter else ()), "forsinkelse_enhed")),),
        noegletal=_noegletal(r, nu, sent_nu, sent_foer, afviger),
        tabeller=(_pr_maaned(r, g, parametre), _pr_enhed(nu, t), _trekant(r, g)),
        figurer=(_kurve(r, g, parametre), *((_tragtfigur(t, afviger, parametre),) if t.punkter else ())),
        konklusioner=(Konklusion("andel_sent", sent_nu.vaerdi, interval, sent_nu.n, f"{tekst}.", enhed="andel"),),
        goer=tuple(f"Tal med {p.enhed} om, hvorfor andelen afviger; det kan være sagernes art." for p in afviger),
        forbehold=(f"{dansk.antal(g.uden_dato, 'bevilling', 'bevillinger')} har ingen registreringsdato og er ikke med i forsinkelsen.",)
        if g.uden_dato else (),
        saetning=f"{tekst}.",
    )  # fmt: skip


def _tekst(nu: float | None, foer: float | None, dage: int) -> str:
    """The share now and a year ago, as one says it: none and none is no per cent."""
    hvor = f"registreret mere end {dage} dage efter start"
    if not nu:
        return f"Ingen bevillinger er {hvor}" + (f"; året før var det {dansk.pct(Decimal(str(foer)))}" if foer else ", og det var der heller ikke året før" * (foer is not None))
    foer_ord = "" if foer is None else f" mod {dansk.pct(Decimal(str(foer)))} året før" if foer else " mod ingen året før"
    return f"{dansk.pct(Decimal(str(nu)))} af bevillingerne er {hvor}{foer_ord}"


def _tragten(r: pd.DataFrame, parametre: Parametre) -> tuple[Tragt, list]:
    pr = r[r["enhed"].notna()].groupby("enhed")["sent"].agg(["sum", "count"])
    t = tragt([str(e) for e in pr.index], [int(x) for x in pr["sum"]], [int(x) for x in pr["count"]])
    return t, [p for p in t.punkter if p.afviger]


def _laesning(t: Tragt, afviger: list) -> str:
    if not t.punkter:
        return f"Ingen enhed har {MINDST_N} bevillinger i det seneste år, så der sammenlignes ikke."
    return (
        f"{dansk.stort(dansk.antal(len(afviger), 'enhed', 'enheder'))} afviger fra de andre med mere, end tilfældet og sagernes blanding giver. "
        "At afvige er ikke en fejl: det er et sted at spørge."
    )


def _noegletal(r: pd.DataFrame, nu: pd.DataFrame, sent_nu: object, sent_foer: object, afviger: list) -> tuple[Noegletal, ...]:
    def dage(noegle: str, titel: str, q: float) -> Noegletal:
        return Noegletal(noegle, titel, Decimal(str(nu["dage"].quantile(q))) if len(nu) else None, "dage", "antal", n=len(nu))

    return (
        dage("forsinkelse_median", "Dage fra start til registrering, midterste", 0.5), dage("forsinkelse_p90", "… ni ud af ti inden for", 0.9),
        Noegletal("andel_sent", "Andel sent registreret, seneste år", sent_nu.vaerdi, "andel", "pct", lav95=sent_nu.lav, hoej95=sent_nu.hoej, n=sent_nu.n),
        Noegletal("andel_sent_foer", "Andel sent registreret, året før", sent_foer.vaerdi, "andel", "pct", lav95=sent_foer.lav,
                  hoej95=sent_foer.hoej, n=sent_foer.n),
        Noegletal("andel_forud", "Andel registreret før start", float((nu["dage"] < 0).mean()) if len(nu) else None, "andel", "pct", n=len(nu),
                  forside=False),
        Noegletal("afvigende_enheder", "Enheder, der afviger", len(afviger), "enheder", "antal"),
    )  # fmt: skip


def _pr_maaned(r: pd.DataFrame, g: Grundlag, parametre: Parametre) -> Tabel:
    """Per start month: rows, P50 and P90 of the delay, and the shares late, ahead and in the last five days before month end."""
    import pandas as pd

    raekker = []
    for m in g.maaneder:
        d = r[r["startmaaned"] == m]
        if len(d):
            luk = [reg >= periode.sidste(periode.maaned(reg)) - timedelta(days=_SIDSTE_DAGE - 1) for reg in d["registreret"]]
            raekker.append((m, len(d), d["dage"].quantile(0.5), d["dage"].quantile(0.9), d["sent"].mean(), (d["dage"] < 0).mean(), sum(luk) / len(d)))
    return Tabel(
        "forsinkelse_maaned_tal", "Forsinkelsen måned for måned",
        pd.DataFrame(raekker, columns=["startmaaned", "antal", "p50", "p90", "andel_sent", "andel_forud", "andel_sidste_dage"]),
        (Kolonne("startmaaned", "Startmåned", "periode"), Kolonne("antal", "Bevillinger", "antal"), Kolonne("p50", "Midterste, dage", "antal"),
         Kolonne("p90", "Ni ud af ti, dage", "antal"), Kolonne("andel_sent", "Sent", "pct"), Kolonne("andel_forud", "Før start", "pct"),
         Kolonne("andel_sidste_dage", "Månedens sidste 5 dage", "pct")),
        vis=0,
    )  # fmt: skip


def _pr_enhed(nu: pd.DataFrame, t: Tragt) -> Tabel:
    import pandas as pd

    p90 = nu.groupby("enhed")["dage"].quantile(0.9)
    raekker = [(p.enhed, p.n, p.antal, p.andel, p90[p.enhed], p.lav, p.hoej, "afviger" if p.afviger else "inden for") for p in
               sorted(t.punkter, key=lambda p: -abs(p.z))]  # fmt: skip
    return Tabel(
        "forsinkelse_enhed", "Sen registrering pr. enhed, seneste år",
        pd.DataFrame(raekker, columns=["enhed", "antal", "sent", "andel", "p90", "graense_lav", "graense_hoej", "vurdering"]),
        (Kolonne("enhed", "Enhed"), Kolonne("antal", "Bevillinger", "antal"), Kolonne("sent", "Sent", "antal"), Kolonne("andel", "Andel", "pct"),
         Kolonne("p90", "Ni ud af ti, dage", "antal"), Kolonne("graense_lav", "Grænse fra", "pct"), Kolonne("graense_hoej", "til", "pct"),
         Kolonne("vurdering", "Vurdering")),
        forklaring=f"Enheder med under {MINDST_N} bevillinger er ikke vist. Grænserne er 99,8 procent.",
    )  # fmt: skip


def _trekant(r: pd.DataFrame, g: Grundlag) -> Tabel:
    """How many of each start month's rows had come after so many months: what late registration does to the latest months."""
    import pandas as pd

    raekker = []
    for m in g.maaneder[-24:]:
        d = r[r["startmaaned"] == m]
        gaaet = [(reg.year - start.year) * 12 + reg.month - start.month for reg, start in zip(d["registreret"], d["start"], strict=True)]
        raekker += [(m, k, sum(x <= k for x in gaaet)) for k in range(7)] if len(d) else []
    return Tabel(
        "trekant", "Registreret efter så mange måneder", pd.DataFrame(raekker, columns=["startmaaned", "maaneder_efter", "antal"]),
        (Kolonne("startmaaned", "Startmåned", "periode"), Kolonne("maaneder_efter", "Måneder efter", "antal"), Kolonne("antal", "Bevillinger", "antal")),
        vis=0,
    )  # fmt: skip


def _titel(r: pd.DataFrame, dage: int) -> str:
    sene = int(r["sent"].sum())
    return f"{dansk.tal(sene) if sene else 'Ingen'} af {dansk.tal(len(r))} bevillinger er registreret mere end {dage} dage efter start"


def _kurve(r: pd.DataFrame, g: Grundlag, parametre: Parametre) -> Figur:
    pr = r.groupby("startmaaned")["sent"].agg(["mean", "count"])
    data = [(m, float(pr.loc[m, "mean"]), int(pr.loc[m, "count"])) for m in g.maaneder if m in pr.index]
    import pandas as pd

    return Figur(
        "forsinkelse_maaned", _titel(r, parametre.sent_dage), "linje",
        pd.DataFrame(data, columns=["maaned", "andel", "antal"]), "maaned", "andel",
        alt=f"Andel bevillinger pr. startmåned, der er registreret mere end {parametre.sent_dage} dage efter start.", y_format="pct", antal="antal",
        kilde="Bevillinger efter startmåned.",
    )  # fmt: skip


def _tragtfigur(t: Tragt, afviger: list, parametre: Parametre) -> Figur:
    import pandas as pd

    data = [(p.n, p.andel, "afviger" if p.afviger else "inden for", t.midte, p.lav, p.hoej, p.n) for p in t.punkter]
    return Figur(
        "tragt", f"{dansk.stort(dansk.antal(len(afviger), 'enhed', 'enheder'))} afviger mere, end tilfældet giver", "tragt",
        pd.DataFrame(data, columns=["n", "andel", "vurdering", "midte", "lav", "hoej", "antal"]), "n", "andel", farve="vurdering", y_format="pct",
        x_titel="Bevillinger i det seneste år", alt=f"Tragtdiagram med {len(t.punkter)} enheder; {len(afviger)} ligger uden for grænserne.",
        kilde="Bevillinger i de seneste 12 måneder, der kan sammenlignes.", antal="antal",
    )  # fmt: skip
