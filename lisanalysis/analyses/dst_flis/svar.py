"""Puts the comparison into words: what was delivered, what the difference is made of, and what to correct before the next delivery."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from lisanalysis.analyses import dansk
from lisanalysis.analyses.dst_flis import borgere, bro, flis, leveret, opmaerkning, tabeller
from lisanalysis.analyses.dst_flis.borgere import Uden
from lisanalysis.analyses.dst_flis.bro import Bro
from lisanalysis.analyses.dst_flis.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.dst_flis.leveret import Leverance
from lisanalysis.analyses.dst_flis.opmaerkning import Fund
from lisanalysis.analyses.result import Afsnit, Figur, Noegletal, Result, Tabel
from lisanalysis.domain import periode
from lisanalysis.domain.paragraf import ParagrafFejl, som_tekst
from lisanalysis.measures import indberetning
from lisanalysis.measures.indberetning import Vindue
from lisanalysis.tables import Dataset

DST, FLIS, MAERKER = "Indberettet til Danmarks Statistik", "Vist i FLIS", "Opmærkninger"


@dataclass(frozen=True)
class Fundet:
    """What was found; None where the delivery that it compares with is missing."""

    dst: Leverance | None
    flis: Leverance | None
    bro_dst: list[Bro]
    bro_flis: list[Bro]
    ydelser: tuple[int, int | None] | None
    maerker: list[Fund] | None
    uden: list[Uden]
    vindue: Vindue
    uden_maalgruppe: bool = False

    @property
    def seneste(self) -> list[Bro]:
        """The bridges of the last quarter reported."""
        return [b for b in self.bro_dst if self.dst and self.dst.vinduer and b.periode == self.dst.vinduer[-1][0]]


def analyse(data: Dataset, parametre: Parametre) -> Result:
    """What was delivered against our own figures, the marking of codes, and the citizens that cannot be reported."""
    f = _find(data, parametre)
    ikke_koert = _ikke_koert(data, f)
    tegning = tabeller.figur(f.bro_dst, f.dst.vinduer[-1][0]) if f.dst and f.dst.vinduer else None
    return ANALYSE.result(
        data.per, svar=_svar(f), noegletal=_noegletal(f), afsnit=_afsnit(f, tegning, ikke_koert), tabeller=_tabeller(f, data),
        figurer=(tegning,) if tegning else (), goer=_goer(f), forbehold=_forbehold(f), datagrundlag=_datagrundlag(f), metode=_metode(parametre),
        valuta=data.kommune.valuta, ikke_koert=ikke_koert,
    )  # fmt: skip


def _find(data: Dataset, p: Parametre) -> Fundet:
    dst = leveret.dst(data, p.perioder, p.frist_dage) if data.har("dst_indberettet") else None
    vist = leveret.flis(data, p.perioder, p.frist_dage) if data.har("flis_noegletal") else None
    vindue = dst.vinduer[-1] if dst and dst.vinduer else _sidste_kvartal(data, p.frist_dage)
    return Fundet(
        dst, vist,
        bro.broer(data, dst.vinduer, dst.borgere) if dst else [],
        bro.broer(data, vist.vinduer, vist.borgere, efter_betaler=True) if vist else [],
        _ydelser(data, dst) if dst and dst.vinduer else None,
        opmaerkning.fund(data) if data.har("flis_opmaerkning") else None,
        borgere.uden(data, vindue, {x for _, x in dst.borgere} if dst else set()), vindue,
        bool(indberetning.uden_maalgruppe(data.tabel("bevilling"))),
    )  # fmt: skip


def _sidste_kvartal(data: Dataset, frist_dage: int) -> Vindue:
    """The last quarter that has ended on the cut-off date."""
    i_dag = data.per + timedelta(days=1)
    slut = periode.sidste(periode.forskyd(f"{i_dag.year}-{3 * ((i_dag.month - 1) // 3) + 1:02d}", -1))
    fra = periode.foerste(periode.forskyd(periode.maaned(slut), -2))
    return (f"{slut.year} {slut.month // 3}. kvt.", fra, slut, slut + timedelta(days=frist_dage))


def _ydelser(data: Dataset, dst: Leverance) -> tuple[int, int | None]:
    """The grants that the last quarter's report can hold, of the paragraphs delivered, and those delivered."""
    t, seneste = data.tabel("bevilling"), dst.vinduer[-1]
    paragraffer = [p for navn, p in dst.borgere if navn == seneste[0]]
    rows = indberetning.ydelser(t.filter(t.paragraf.isin(paragraffer)).mutate(gruppe=t.paragraf), data.kommune.kode, [seneste]) if paragraffer else None
    egne = sum(r["antal"] for r in rows.to_pyarrow().to_pylist()) if rows is not None else 0
    return egne, dst.ydelser.get(seneste[0])


def _svar(f: Fundet) -> str:
    uden = len({u.borger_id for u in f.uden})
    rest = f" {dansk.antal(uden, 'borger', 'borgere')} kan ikke indberettes, som de er registreret." if uden else " Alle borgere kan indberettes, som de er registreret."
    if not f.seneste:
        return "Det indberettede er ikke leveret, så det kan ikke sammenlignes." + rest
    leverede, egne = sum(b.leveret or 0 for b in f.seneste), sum(b.egne for b in f.seneste)
    skaeve = [b for b in f.seneste if b.uforklaret]
    sagt = f"I {f.vindue[0]} er der indberettet {dansk.tal(leverede)} borgere, talt pr. paragraf, mod {dansk.tal(egne)} i vores egne tal"
    if not skaeve:
        return f"{sagt}, og hele forskellen er forklaret.{rest}"
    vaerst = max(skaeve, key=lambda b: (abs(b.uforklaret), b.paragraf))
    hvor = f"På {dansk.antal(len(skaeve), 'paragraf', 'paragraffer')} er der noget uforklaret"
    return f"{sagt}. {hvor}, mest på {_vist(vaerst.paragraf)} ({_fortegn(vaerst.uforklaret)}).{rest}"


def _noegletal(f: Fundet) -> tuple[Noegletal, ...]:
    dst, felt = "ok" if f.seneste else "ikke_koert", {"periode": f.vindue[0]}
    maerker = None if f.maerker is None else len(f.maerker)
    har_flis = f.flis is not None and bool(f.flis.vinduer)
    skaeve = sum(abs(b.uforklaret) for b in f.seneste)
    return (
        Noegletal("indberettet_borgere", "Borgere indberettet", sum(b.leveret or 0 for b in f.seneste) if f.seneste else None, "borgere", status=dst, **felt),
        Noegletal("egne_borgere", "Borgere, vi betaler for", sum(b.egne for b in f.seneste) if f.seneste else None, "borgere", status=dst, **felt),
        Noegletal("uforklaret", "Uforklaret forskel, uden fortegn", skaeve if f.seneste else None, "borgere", status=dst, **felt),
        Noegletal("kan_ikke_indberettes", "Borgere, der ikke kan indberettes", len({u.borger_id for u in f.uden}), "borgere", **felt),
        Noegletal("opmaerkning_mangler", "Opmærkninger at rette", maerker, "koder", status="ok" if maerker is not None else "ikke_koert"),
        Noegletal("uforklaret_paragraffer", "Paragraffer med uforklaret forskel", sum(bool(b.uforklaret) for b in f.seneste) if f.seneste else None,
                  "paragraffer", status=dst, forside=False, **felt),
        Noegletal("flis_uforklaret", "Uforklaret forskel til FLIS", sum(abs(b.uforklaret) for b in f.bro_flis) if har_flis else None, "borgere",
                  status="ok" if har_flis else "ikke_koert", forside=False),
    )  # fmt: skip


def _tabeller(f: Fundet, data: Dataset) -> tuple[Tabel, ...]:
    fundet = [tabeller.hvorfor(f.uden), tabeller.uden(f.uden)]
    if f.dst and f.dst.vinduer:
        fundet += [tabeller.forskelle("dst", "Danmarks Statistik", f.bro_dst), tabeller.broen("dst_aarsager", "Danmarks Statistik", f.bro_dst)]
    if f.flis and f.flis.vinduer:
        fundet += [tabeller.forskelle("flis", "FLIS", f.bro_flis), tabeller.broen("flis_aarsager", "FLIS", f.bro_flis),
                   tabeller.flis_tal(flis.sammenlign(data, f.flis))]  # fmt: skip
    if f.maerker is not None:
        fundet.append(tabeller.opmaerkninger(f.maerker))
    return tuple(fundet)


def _afsnit(f: Fundet, tegning: Figur | None, ikke_koert: dict[str, str]) -> tuple[Afsnit, ...]:
    """Every section stands, one that was not run with the reason instead of its content."""
    flis_tekst = "Borgere, helårspersoner og udgift, som FLIS viser dem, ved siden af det, vi selv betaler for."
    return (
        _et(DST, "", (*((tegning.navn,) if tegning else ()), "dst"), ikke_koert),
        _et(FLIS, flis_tekst, ("flis", "flis_tal"), ikke_koert),
        _et(MAERKER, "", ("opmaerkninger",), ikke_koert),
        Afsnit("Det, der ikke kan indberettes", (f"Bevillinger i {f.vindue[0]}, som vi selv skal indberette.",), ("hvorfor", "kan_ikke")),
    )


def _et(titel: str, tekst: str, indhold: tuple[str, ...], ikke_koert: dict[str, str]) -> Afsnit:
    if titel in ikke_koert:
        return Afsnit(titel, (f"Ikke kørt. {ikke_koert[titel]}",))
    return Afsnit(titel, (tekst,) if tekst else (), indhold)


def _ikke_koert(data: Dataset, f: Fundet) -> dict[str, str]:
    mangler = {DST: "dst_indberettet", FLIS: "flis_noegletal", MAERKER: "flis_opmaerkning"}
    fundet = {navn: f"Tabellen {tabel} er ikke leveret." for navn, tabel in mangler.items() if not data.har(tabel)}
    for navn, del_ in ((DST, f.dst), (FLIS, f.flis)):
        if del_ is not None and not del_.vinduer:
            fundet[navn] = f"Ingen afsluttet periode er leveret for kommune {data.kommune.kode}."
    return fundet


def _goer(f: Fundet) -> tuple[str, ...]:
    trin = []
    if f.uden:
        aarsag, antal = max(((a, sum(u.aarsag == a for u in f.uden)) for a in borgere.HVORFOR), key=lambda x: x[1])
        trin.append(f"Ret {dansk.antal(antal, 'bevilling', 'bevillinger')} først: {borgere.HVORFOR[aarsag].lower()}.")
    glemt = [b for b in f.seneste if b.leveret is None and b.forventet > 0]
    if glemt:
        trin.append(f"Undersøg, hvorfor {dansk.opremsning(_vist(b.paragraf) for b in glemt)} slet ikke er indberettet.")
    if andre := [b for b in f.seneste if b.uforklaret and b not in glemt]:
        vaerst = max(andre, key=lambda b: abs(b.uforklaret))
        trin.append(f"Sammenlign indberetningen for {_vist(vaerst.paragraf)} borger for borger: {_fortegn(vaerst.uforklaret)} er uforklaret.")
    if brugt := sum(m.i_brug for m in f.maerker or ()):
        trin.append(f"Ret opmærkningen af {dansk.antal(brugt, 'kode', 'koder')}, der er i brug.")
    return tuple(trin)


def _forbehold(f: Fundet) -> tuple[str, ...]:
    return (
        "Det indberettede er kun antal: hvem det er, ved pakken ikke. En årsag er dem, der efter reglerne ikke kommer med; kom de alligevel med, "
        "står de med modsat fortegn som uforklaret.",
        "Danmarks Statistik retter selv overlap og manglende slutdatoer, så en offentliggjort tabel kan afvige fra det, der blev sendt.",
        "FLIS' datamodel er ikke offentlig; tallene i FLIS regnes her efter betalingskommune og holdes mod det, vi selv betaler for.",
        *(("En kilde til bevillingerne har ingen målgrupper med. Om de mangler hos en borger, kan ikke ses her, og ingen er holdt ude af den grund.",) if f.uden_maalgruppe else ()),
        *(("Der er leverede rækker uden en læsbar paragraf; de er ikke sammenlignet.",) if _uden_paragraf(f) else ()),
    )


def _uden_paragraf(f: Fundet) -> int:
    return sum(x.uden_paragraf for x in (f.dst, f.flis) if x)


def _datagrundlag(f: Fundet) -> tuple[str, ...]:
    sagt = [f"{navn}: {dansk.opremsning((v[0] for v in x.vinduer), 13)}." for navn, x in (("Danmarks Statistik", f.dst), ("FLIS", f.flis)) if x and x.vinduer]
    if f.ydelser and f.ydelser[1] is not None:
        sagt.append(f"I {f.vindue[0]} kan {dansk.antal(f.ydelser[0], 'bevilling', 'bevillinger')} indberettes; {dansk.tal(f.ydelser[1])} ydelser er leveret.")
    return tuple(sagt) or ("Bevillinger alene.",)


def _metode(p: Parametre) -> tuple[str, ...]:
    return (
        "En borger tælles én gang pr. paragraf og periode, når en bevilling, der har løbet, dækker mindst én dag. "
        "Antal kan ikke lægges sammen på tværs af paragraffer.",
        "Trinene tages i rækkefølge, så en borger står under én årsag: handlekommune, paragraf, målgruppe, registrering.",
        f"Rettidig er registreret senest {p.frist_dage} dage efter periodens udløb (voksenstatistikken indberettes senest den 14. i måneden efter, dst.dk).",
        "Helårspersoner er periodens døgn delt med årets dage, så årets måneder kan lægges sammen.",
        "Paragrafferne i voksenstatistikken følger bekendtgørelse 1295/2023; §§ 109 og 110 har deres egen. En paragraf i leverancen regnes altid med.",
        "En paragraf, der er ophørt, tælles under den, loven siger den fortsætter som; siger loven ingen eller flere, skal sagen afgøre det.",
    )


def _vist(noegle: str) -> str:
    try:
        return som_tekst(noegle)
    except ParagrafFejl:
        return noegle


def _fortegn(antal: int) -> str:
    return f"{'+' if antal > 0 else ''}{dansk.tal(antal)}"
