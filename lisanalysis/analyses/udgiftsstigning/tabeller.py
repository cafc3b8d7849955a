"""The tables of the answer: what each level contributes, and the files that carry it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisanalysis.analyses.result import Kolonne, Tabel
from lisanalysis.analyses.udgiftsstigning.modtagere import vis
from lisanalysis.analyses.udgiftsstigning.tal import NUL, Tal

if TYPE_CHECKING:
    import pandas as pd

_EFFEKT = {"tilgang": "ny", "afgang": "ophørt"}
_TITLER = {
    "konto": ("konti", "Konti", "Konto"),
    "kontonavn": ("kontonavne", "Kontonavne", "Kontonavn"),
    "art": ("arter", "Arter", "Art"),
    "leverandoer": ("leverandoerer", "Leverandører og betalingsmodtagere", "Modtager"),
    "borger": ("borgere", "Borgere", "Borger"),
}
_HVEM = ("niveau", "noegle", "effekt", "beloeb", "antal")
_BIDRAG = ("borger_id", "konto", "paragraf", "leverandoer", "sagsbehandler", "effekt", "beloeb", "engangs")


def alle(tal: Tal) -> tuple[Tabel, ...]:
    """Every table: one to look at per level, then the files of the contract."""
    return (
        *(_niveau(navn, frame, tal) for navn, frame in tal.niveauer.items()),
        *(() if tal.forklaring else (_hvem(tal), _bidrag(tal))),
        _stoerste(tal), _uden_de_stoerste(tal), _posteringer(tal), _konto_maaned(tal),
    )


def navn(niveau: str) -> str:
    """What the table of a level is called."""
    return _TITLER[niveau][0]


def titel(niveau: str) -> str:
    """What the section of a level is called."""
    return _TITLER[niveau][1]


def _niveau(niveau: str, frame: pd.DataFrame, tal: Tal) -> Tabel:
    vist = frame.assign(
        noegle=[vis(n, tal.navne) if isinstance(n, str) else "ikke oplyst" for n in frame["noegle"]],
        bevaegelse=[_bevaegelse(n, e) for n, e in zip(frame["noegle"], frame["effekt"], strict=True)],
    )
    tabelnavn, overskrift, hoved = _TITLER[niveau]
    return Tabel(
        tabelnavn, f"{overskrift}, den største ændring øverst", vist[["noegle", "bevaegelse", "foer", "i_aar", "beloeb", "antal"]],
        (Kolonne("noegle", hoved), Kolonne("bevaegelse", "Bevægelse"), *_aar_kolonner(tal),
         Kolonne("beloeb", "Ændring", "kr"), Kolonne("antal", "Posteringer", "antal")),
        fil=False, vis=10, forklaring="Ændringerne i tabellens alle rækker giver tilsammen hele ændringen på øren.",
        enhed="noegle" if niveau == "borger" else None,
    )


def _bevaegelse(noegle: str | None, effekt: str | None) -> str:
    if not isinstance(noegle, str):
        return "ukendt"
    return _EFFEKT.get(effekt, "fortsætter") if isinstance(effekt, str) else "fortsætter"


def _stoerste(tal: Tal) -> Tabel:
    frame = tal.stoerste.assign(
        nr=range(1, len(tal.stoerste) + 1),
        bevaegelse=[_bevaegelse_her(r) for r in tal.stoerste.itertuples()],
        modtager=[vis(m, tal.navne) for m in tal.stoerste["modtager"]],
    )
    return Tabel(
        "stoerste", "De største bidrag til ændringen",
        frame[["nr", "borger_id", "konto", "modtager", "bevaegelse", "foer", "i_aar", "beloeb", "engangs"]],
        (Kolonne("nr", "Nr.", "antal"), Kolonne("borger_id", "Borger"), Kolonne("konto", "Konto"), Kolonne("modtager", "Modtager"),
         Kolonne("bevaegelse", "Bevægelse"), *_aar_kolonner(tal), Kolonne("beloeb", "Ændring", "kr"), Kolonne("engangs", "Engangs")),
        fil=False, enhed="borger_id",
        forklaring="Ét bidrag er én borger på én konto hos én modtager. Ny her og ophørt her er en borger, der i det andet år "
        "kostede noget på en anden konto eller hos en anden modtager.",
    )


def _bevaegelse_her(r: tuple) -> str:
    """new and gone are said of the citizen; `her` where it is only this account or recipient that is."""
    if isinstance(r.effekt, str):
        return _EFFEKT[r.effekt]
    return "ny her" if not r.antal_foer else "ophørt her" if not r.antal_i_aar else "fortsætter"


def _uden_de_stoerste(tal: Tal) -> Tabel:
    """What is left of the change when the citizens that explain most of it are set aside; without citizens, the recipients."""
    import pandas as pd

    hvem = "borger_id" if tal.bidrag["borger_id"].notna().any() else "modtager"
    kendte = tal.bidrag[tal.bidrag[hvem].notna()]
    retning = -1 if tal.delta < 0 else 1
    pr_sag = sorted((sum(g, NUL) * retning for _, g in kendte.groupby(hvem)["beloeb"]), reverse=True)
    taget = [(k, sum(pr_sag[:k], NUL) * retning + NUL) for k in (0, 1, 3, 5, 10) if k <= len(pr_sag)]  # + NUL: nothing is 0, never -0
    raekker = [(k, tal.delta - ud, ud) for k, ud in taget]
    hvad = "borgere" if hvem == "borger_id" else "modtagere"
    return Tabel(
        "uden_de_stoerste", f"Ændringen uden de {hvad}, der trækker mest", pd.DataFrame(raekker, columns=["antal", "aendring", "taget_ud"]),
        (Kolonne("antal", f"{hvad.capitalize()} taget ud", "antal"), Kolonne("aendring", "Ændring uden dem", "kr"),
         Kolonne("taget_ud", "Deres ændring", "kr")),
        fil=False,
    )


def _bidrag(tal: Tal) -> Tabel:
    """The contract's file. Paragraph and caseworker stay empty: a posting knows neither before it is matched with its settlement."""
    frame = tal.bidrag.rename(columns={"modtager": "leverandoer"}).assign(paragraf=None, sagsbehandler=None)
    return Tabel(
        "bidrag", "Alle bidrag", frame[list(_BIDRAG)].reset_index(drop=True),
        (Kolonne("borger_id", "Borger"), Kolonne("konto", "Konto"), Kolonne("paragraf", "Paragraf"), Kolonne("leverandoer", "Modtager"),
         Kolonne("sagsbehandler", "Sagsbehandler"), Kolonne("effekt", "Effekt"), Kolonne("beloeb", "Ændring", "kr"),
         Kolonne("engangs", "Engangs")),
        vis=0, enhed="borger_id", cpr_liste=True,
    )


def _hvem(tal: Tal) -> Tabel:
    import pandas as pd

    frame = pd.concat([f[list(_HVEM)] for f in tal.niveauer.values()], ignore_index=True)
    return Tabel(
        "hvem", "Ændringen pr. niveau og nøgle", frame,
        (Kolonne("niveau", "Niveau"), Kolonne("noegle", "Nøgle"), Kolonne("effekt", "Effekt"), Kolonne("beloeb", "Ændring", "kr"),
         Kolonne("antal", "Posteringer", "antal")),
        vis=0,
    )


def _konto_maaned(tal: Tal) -> Tabel:
    return Tabel(
        "konto_maaned", "Udgift pr. konto og måned", tal.maaneder,
        (Kolonne("konto", "Konto"), Kolonne("aar", "År"), Kolonne("maaned", "Måned", "antal"), Kolonne("periode", "Periode", "periode"),
         Kolonne("beloeb", "Udgift", "kr"), Kolonne("antal", "Posteringer", "antal")),
        vis=0,
    )


def _posteringer(tal: Tal) -> Tabel:
    return Tabel(
        "posteringer", "Posteringerne bag de største bidrag",
        tal.posteringer.assign(modtager=[vis(m, tal.navne) for m in tal.posteringer["modtager"]]),
        (Kolonne("bidrag", "Bidrag nr.", "antal"), Kolonne("borger_id", "Borger"), Kolonne("konto", "Konto"),
         Kolonne("kontonavn", "Kontonavn"), Kolonne("art", "Art"), Kolonne("modtager", "Modtager"), Kolonne("aar", "År"),
         Kolonne("periode", "Periode", "periode"), Kolonne("posterings_dato", "Dato", "dato"), Kolonne("beloeb", "Beløb", "kr"),
         Kolonne("bilag", "Bilag"), Kolonne("linje", "Linje på bilaget"), Kolonne("kilde", "Kilde"), Kolonne("fil", "Fil"),
         Kolonne("raekke_nr", "Linje i filen")),
        forklaring="Bidrag nr. svarer til nummeret i tabellen over de største bidrag.", enhed="borger_id",
    )


def _aar_kolonner(tal: Tal) -> tuple[Kolonne, Kolonne]:
    return Kolonne("foer", str(tal.perioder.foer), "kr"), Kolonne("i_aar", str(tal.perioder.aar), "kr")
