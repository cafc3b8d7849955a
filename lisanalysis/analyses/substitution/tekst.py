"""The sentences. Each says what was seen and where it ends; none says cause where there is only time."""

from __future__ import annotations

from decimal import Decimal
from math import ceil

from lisanalysis.analyses import dansk
from lisanalysis.analyses.substitution.afslag import MINDSTE_CELLE, VISES, Afslag
from lisanalysis.analyses.substitution.erklaering import Parametre
from lisanalysis.analyses.substitution.estimat import Maaling
from lisanalysis.analyses.substitution.faelles import BESLUTTET, SAMMENLIGNING, UDE
from lisanalysis.analyses.substitution.robusthed import UNG
from lisanalysis.analyses.substitution.tal import Tal
from lisanalysis.tables import Dataset

_NAVN = {"theta_s": "ophold", "theta_d": "døgn"}


def svar(tal: Tal, p: Parametre) -> str:
    """Page one's sentence or three: the estimate where there is one, else why not, and always what the study could have shown."""
    m = tal.theta_s
    tilsammen = f" {tal.faelles.konklusioner['theta_s'].tekst}" if tal.faelles else ""
    if m.status == "ok":
        return f"{virkning(tal, 'theta_s')} {fast_saetning(tal)}{tilsammen}"
    alene = " af kommunens egne tal" if tal.faelles else ""
    return f"Kan ikke afgøres{alene}, fordi {_grunde(m)}. {udvikling(tal)} {fast_saetning(tal)}{tilsammen}"


def virkning(tal: Tal, navn: str) -> str:
    """One estimate in words."""
    m, par = (tal.theta_s if navn == "theta_s" else tal.theta_d), tal.grundlag.par
    hvad = _NAVN[navn]
    if not m.vises or m.forhold is None:
        return f"Virkningen i {hvad} kan ikke afgøres, fordi {_grunde(m)}.{_mde(tal, m, navn)}"
    f, k = m.forhold, m.kontrast
    interval = f"95 %-interval {_d(f.lav)} til {_d(f.hoej)}"
    skift = (f"Fra {dansk.maaned(tal.plan.politik)} ændrede {par.vist_a} sig med {_d(k.trin_a, 1)} og {par.vist_b} med {_d(k.trin_b, 1)} "
             f"{'påbegyndte ophold' if navn == 'theta_s' else 'kohortedøgn'} om måneden, når årstid og reformer er holdt ude.")  # fmt: skip
    if m.status != "ok":
        return f"{skift} Det kan ikke afgøre spørgsmålet, fordi {_grunde(m)}: {_d(f.estimat)} ({interval})."
    if f.lav > 0:
        return f"{skift} Det svarer til {_d(f.estimat)} flere {par.vist_b}-{hvad} pr. {par.vist_a}-{hvad}, der ikke bevilges ({interval})."
    if f.hoej < 0:
        return f"{skift} {par.vist_b} faldt, da {par.vist_a} faldt: {_d(f.estimat)} pr. {par.vist_a}-{hvad} ({interval})."
    return f"{skift} Data viser ingen sikker virkning: de er forenelige med alt fra {_d(f.lav)} til {_d(f.hoej)} {par.vist_b}-{hvad} pr. {par.vist_a}-{hvad}."


def fast_saetning(tal: Tal) -> str:
    """The sentence that follows every answer."""
    par, m = tal.grundlag.par, tal.theta_s
    ud = "Tallene viser samvariation i tid. De viser ikke, at det ene er årsag til det andet."
    if m.mde is None:
        return ud
    n = dansk.tal(m.n)
    return (f"{ud} Med {n} påbegyndte ophold kan undersøgelsen kun påvise mindst {dansk.tal(ceil(m.mde * 100))} flere {par.vist_b}-ophold "
            f"pr. 100 {par.vist_a}-ophold, der ikke bevilges.")  # fmt: skip


def udvikling(tal: Tal) -> str:
    """What users and days of both did, from the first twelve months to the last."""
    s, par = tal.serier, tal.grundlag.par
    if len(s.maaneder) < 24:
        return f"Der er data for {dansk.antal(len(s.maaneder), 'måned', 'måneder')}, {dansk.maaned(s.maaneder[0])} til {dansk.maaned(s.maaneder[-1])}."
    dele = []
    for gruppe, vist in ((par.a, par.vist_a), (par.b, par.vist_b)):
        doegn, brugere = s.pr_maaned(gruppe, "doegn"), s.pr_maaned(gruppe, "brugere")
        dele.append(f"{vist} fra {dansk.tal(int(doegn[:12].sum()))} til {dansk.tal(int(doegn[-12:].sum()))} døgn og fra "
                    f"{_d(brugere[:12].mean(), 1)} til {_d(brugere[-12:].mean(), 1)} brugere i gennemsnit pr. måned")  # fmt: skip
    return f"Fra de første 12 måneder til de sidste gik {'; '.join(dele)}."


def kroner(tal: Tal, valuta: str) -> str:
    """The money, gross and net together, or why there is none."""
    if tal.brutto is None:
        if not tal.theta_d.vises:
            return "Kroner er ikke regnet ud, for virkningen i døgn kan ikke afgøres."
        return "Kroner er ikke regnet ud, for der er ingen afregninger at tage prisen pr. døgn fra."
    b, n = tal.brutto, tal.netto
    ud = f"Før refusion ændrede udgiften sig {_kr(b.vaerdi, valuta)} om året (95 %-interval {_kr(b.lav, valuta)} til {_kr(b.hoej, valuta)})"
    if n is None:
        return f"{ud}. Efter refusion er den ukendt, for siden blander paragraffer med og uden refusion."
    return f"{ud}; efter refusion {_kr(n.vaerdi, valuta)} ({_kr(n.lav, valuta)} til {_kr(n.hoej, valuta)}). Minus er en besparelse."


def samvariation(tal: Tal) -> str:
    """How the association layer is to be read."""
    if not len(tal.samvariation):
        return "Der er under 24 måneder, eller den ene række er uden bevægelse, så samvariation er ikke prøvet."
    sikre = [r.proeve for r in tal.samvariation.itertuples() if r.p_holm is not None and r.p_holm < 0.05]
    fund = (f"{dansk.opremsning(sikre)} finder samvariation." if sikre
            else "Ingen af de prøver, der tåler rækker i drift, finder samvariation.")  # fmt: skip
    return (f"{fund} Døgn er en beholdning, og to uafhængige beholdninger korrelerer tit stærkt: den rå korrelation finder et mønster i op mod "
            "halvdelen af kommuner, hvor der intet er. Derfor bygger svaret ikke på den.")  # fmt: skip


def borgerne(tal: Tal) -> str:
    """Who has both and who went from one to the other, unless they are too few to tell of."""
    f, par = tal.forloeb, tal.grundlag.par
    begge, flyttet = f.begge["borger_id"].nunique(), f.overgange["borger_id"].nunique()
    ud = f"{dansk.stort(_faa(begge, 'borger', 'borgere'))} havde {par.vist_a} og {par.vist_b} på én gang"
    if begge >= MINDSTE_CELLE:
        ud += f", i alt {dansk.antal(int(f.begge['naetter'].sum()), 'nat', 'nætter')}"
    hvor_mange = _faa(flyttet, "borger", "borgere")
    return (f"{ud}. Af {dansk.antal(f.afsluttede, 'ophørt ophold', 'ophørte ophold')} på {par.vist_a} gik {hvor_mange} videre til {par.vist_b} "
            "inden 90 dage. Den, der afvises ved døren, ses ikke her; derfor kan tallet hverken bekræfte eller erstatte virkningen ovenfor.")  # fmt: skip


def skift(tal: Tal) -> str:
    """The shift between forsorg and efterforsorg with its interval."""
    s = tal.forloeb.skift
    if s is None:
        return ""
    point = [_d(v * 100, 1) for v in (s.vaerdi, s.lav, s.hoej)]
    return (f"Efterforsorgs andel af døgnene ændrede sig {point[0]} procentpoint fra før til efter {dansk.maaned(tal.forloeb.skiftedato)} "
            f"(95 %-interval {point[1]} til {point[2]}). Det er en forskydning i andel, ikke i antal.")  # fmt: skip


def faelles(tal: Tal) -> tuple[str, ...]:
    """The pooled answer, whom it rests on, and who was held out."""
    f, k = tal.faelles, tal.faelles.konklusioner
    ude = f.antal(UDE)
    hvem = (f"{dansk.antal(f.antal(BESLUTTET), 'kommune har', 'kommuner har')} en oplyst beslutning, og "
            f"{dansk.antal(f.antal(SAMMENLIGNING), 'er', 'er')} sammenligning.")  # fmt: skip
    if ude:
        hvem += f" {dansk.stort(dansk.antal(ude, 'kommune er', 'kommuner er'))} holdt ude; tabellen siger hvorfor."
    if f.ukendte:
        hvem += f" {dansk.stort(dansk.antal(len(f.ukendte), 'beslutning er', 'beslutninger er'))} ikke brugt, for der er ingen tal fra {dansk.opremsning(f.ukendte)}."
    return (k["theta_s"].tekst, k["theta_d"].tekst, hvem)


def robusthed(tal: Tal) -> str:
    """What the checks as a whole say; the list is fixed, so none is chosen for its result."""
    kerne = tal.robust[(tal.robust["maal"] == "theta_s") & ~tal.robust["proeve"].str.startswith(("Placebo", "Udelad", "Borgere"))]
    v = kerne["vaerdi"].dropna()
    if v.empty:
        return "Prøverne giver ikke noget resultat at holde op mod."
    return f"Hovedresultatet i ophold ligger mellem {_d(v.min())} og {_d(v.max())} på tværs af de faste prøver. Listen er den samme hver gang."


def goer(tal: Tal, p: Parametre) -> tuple[str, ...]:
    """What the reader should do next."""
    ud = []
    if Afslag.NO_REGIME_DATE in tal.theta_s.afslag:
        ud.append("Find datoen i et dokument, hvor brugen blev ændret med vilje (beslutning, visitationsstop, lukning), og skriv den i 'beslutning'.")
    if {Afslag.TOO_FEW_STARTS, Afslag.WEAK_CONTRAST, Afslag.LOW_POWER} & set(tal.theta_s.afslag):
        ud.append("Del aggregat.csv med andre kommuner: én kommune kan sjældent svare alene, men mange tilsammen kan. Læg deres filer i en mappe, "
                  "og skriv den som 'aggregater' i kommune.yaml.")  # fmt: skip
    if tal.priser.ses_efter:
        ud.append(f"Lad et menneske se på {dansk.antal(tal.priser.ses_efter, 'borgers', 'borgeres')} løbende refusionsår: loven skifter undervejs.")
    if len(tal.forloeb.overgange):
        ud.append(f"Gå forløbene fra {tal.grundlag.par.vist_a} til {tal.grundlag.par.vist_b} igennem med myndighedsafdelingen.")
    return tuple(ud)


def forbehold(tal: Tal, p: Parametre) -> tuple[str, ...]:
    """What the numbers cannot carry."""
    g, par = tal.grundlag, tal.grundlag.par
    ud = [
        fast_saetning(tal),
        f"Ændrer behovet sig for {par.vist_a} og {par.vist_b} på samme tid, kan én kommunes tal ikke skille det fra virkningen. Det kræver andre "
        "kommuner at sammenligne med.",
        f"Den, der afvises og aldrig får {par.vist_a}, står ikke i data. Borgernes egne forløb og virkningen på tilgangen svarer på hver sit spørgsmål "
        "og må ikke lægges sammen.",
    ]
    if g.lag is None:
        ud.append("Ingen kilde siger, hvornår opholdene er registreret, så sen registrering i de seneste måneder kan ligne et fald.")
    if g.reform:
        ud.append("Hjemløsereformen ændrede refusionen 1. oktober 2023 og 1. april 2026. Det er et spring i nettoprisen, som selv kan flytte brugen; "
                  "undersøgelsen holder springene ude, men kan ikke måle dem.")  # fmt: skip
    if any("SEL-110" in side for side in (par.a, par.b)):
        ud.append("Efterforsorgsdøgn er regnet uden refusion, for ingen kilde siger, at de har det. Borgerens egenbetaling og refusion af "
                  "§ 107 efter udskrivning er ikke trukket fra.")  # fmt: skip
    if p.beslutning and not p.beslutning_kilde:
        ud.append("Det er ikke oplyst, hvilket dokument datoen for beslutningen står i. Er datoen valgt efter at have set tallene, gælder intervallet ikke.")
    return tuple(ud)


def datagrundlag(tal: Tal, data: Dataset) -> tuple[str, ...]:
    """Where the stays come from, which months, and what was left out."""
    g, par = tal.grundlag, tal.grundlag.par
    antal = [f"{dansk.tal(tal.antal(n, 'starter'))} påbegyndte {vist}-ophold" for n, vist in ((par.a, par.vist_a), (par.b, par.vist_b))]
    ud = [f"{antal[0]} og {antal[1]} fra {g.kilde}, {dansk.maaned(g.fra)} til {dansk.maaned(g.til)}."]
    if g.fremmede:
        ud.append(f"{dansk.antal(g.fremmede, 'ophold, som en anden kommune betaler, er', 'ophold, som andre kommuner betaler, er')} holdt ude.")
    if g.lag is not None:
        ud.append(f"95 procent af opholdene er registreret senest {dansk.antal(g.lag, 'dag', 'dage')} efter start; virkningen er derfor målt til og med {dansk.maaned(g.skoen_til)}.")
    return tuple(ud)


def metode(tal: Tal, p: Parametre) -> tuple[str, ...]:
    """The rules that the numbers were made by."""
    ud = [
        f"Et forløb er en borgers ophold lagt sammen, når der højst er {dansk.antal(p.hul, 'dag', 'dage')} imellem. Et åbent ophold regnes til opgørelsesdagen. "
        "Overlap tælles én gang pr. borger.",
        f"Kohortedøgn er forløbets døgn inden for {p.horisont} døgn fra start, bogført på startmåneden; måneder, der ikke er fulgt så længe, er ude.",
        "Virkningen er springet i det ene delt med springet i det andet ved den dokumenterede dato, målt på måneder med årstid (fra 36 måneder) og "
        "spring ved reformerne. Intervallet er Fiellers med HC3-varianser og t-fordeling; har det ingen ende, kan spørgsmålet ikke afgøres.",
        "Mindste påviselige virkning er 2,8 standardfejl. Uden en dato, eller hvor brugen ikke ændrede sig nok, er den regnet for en beslutning, "
        "der havde halveret tilgangen.",
        "Prisen pr. døgn er det afregnede, før refusion og egenbetaling, over de sidste 12 måneders døgn. Refusionen af § 110 følger lovens døgngrænse "
        "pr. løbende år.",
        "Hovedresultatet er virkningen i ophold. Alt andet er Holm-justeret inden for sin gruppe; den, der prøver flere par af paragraffer, skal "
        "justere over parrene.",
    ]
    if p.beslutning_kilde:
        ud.append(f"{'Datoen' if len(p.beslutning) == 1 else 'Datoerne'} {dansk.opremsning(p.beslutning)} er fra: {p.beslutning_kilde}.")
    if len(tal.robust):
        ud.append(f"Aldersgrupperne er under og over {UNG} år ved første måned i data.")
    return tuple(ud)


def ikke_koert(tal: Tal) -> dict[str, str]:
    """The parts that could not be made, and why."""
    ud = {}
    if not len(tal.robust):
        ud["Robusthed"] = "Der er ingen virkning at prøve, før der er en dato for en beslutning og måneder nok omkring den."
    if tal.forloeb.skift is None:
        ud["Forsorg og efterforsorg"] = "Opholdene siger ikke, hvilken slags døgn de er, eller ligger alle på den ene side."
    return ud


def _grunde(m: Maaling) -> str:
    """The reasons in one clause; what only weakens is left out where something forbids."""
    tungest = [a for a in m.afslag if a not in VISES] or list(m.afslag)
    return ", og fordi ".join(Afslag(a).tekst for a in tungest)


def _mde(tal: Tal, m: Maaling, navn: str) -> str:
    """The smallest effect that could have been shown, per hundred, so that it is a number of something."""
    if m.mde is None or m.mde != m.mde:
        return ""
    par, hvad = tal.grundlag.par, _NAVN[navn]
    return f" Den mindste virkning, der kunne være påvist, er {dansk.tal(ceil(m.mde * 100))} flere {par.vist_b}-{hvad} pr. 100 {par.vist_a}-{hvad}."


def _faa(antal: int, ental: str, flertal: str) -> str:
    return f"under {MINDSTE_CELLE} {flertal}" if 0 < antal < MINDSTE_CELLE else dansk.antal(int(antal), ental, flertal)


def _d(v: float | None, decimaler: int = 2) -> str:
    return "ukendt" if v is None or v != v or abs(v) == float("inf") else dansk.tal(Decimal(float(v)), decimaler)


def _kr(v: float | Decimal, valuta: str) -> str:
    return dansk.beloeb(Decimal(v).quantize(Decimal("0.01")), valuta)
