"""The tables and the picture of the answer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from lisanalysis.analyses import dansk
from lisanalysis.analyses.dst_flis import bro
from lisanalysis.analyses.dst_flis.borgere import HVORFOR, Uden
from lisanalysis.analyses.dst_flis.bro import Bro
from lisanalysis.analyses.dst_flis.flis import Sammenligning
from lisanalysis.analyses.dst_flis.opmaerkning import Fund
from lisanalysis.analyses.result import Figur, Kolonne, Tabel

OPMAERKNING = {
    "uden_faelles_kode": "Uden fælles kode", "udloebet": "Udløbet", "ikke_opmaerket": "Ikke opmærket", "flere_faelles_koder": "Flere fælles koder",
}  # fmt: skip


def forskelle(navn: str, hvor: str, broer: Sequence[Bro]) -> Tabel:
    """One row per period and paragraph: ours, expected, delivered, and what is left; the largest unexplained first."""
    rows = [
        (b.periode, b.paragraf, b.egne, b.forventet, b.leveret, b.uforklaret, dansk.opremsning(_aarsager(b)) if any(b.aarsager.values()) else "")
        for b in sorted(broer, key=lambda b: (-abs(b.uforklaret), b.periode, b.paragraf))
    ]
    kolonner = (
        Kolonne("periode", "Periode"), Kolonne("paragraf", "Paragraf"), Kolonne("egne", "Vi betaler for", "antal"),
        Kolonne("forventet", "Skulle være leveret", "antal"), Kolonne("leveret", "Leveret", "antal"), Kolonne("uforklaret", "Uforklaret", "antal"),
        Kolonne("forklaring", "Forklaringen på resten"),
    )  # fmt: skip
    return _tabel(navn, f"Borgere leveret til {hvor} og egne tal, den største uforklarede forskel først", rows, kolonner, 20)


def _aarsager(b: Bro) -> Iterable[str]:
    return (f"{bro.AARSAGER[a]} ({'+' if n > 0 else ''}{dansk.tal(n)})" for a, n in b.aarsager.items() if n)


def broen(navn: str, hvor: str, broer: Sequence[Bro]) -> Tabel:
    """The same differences in rows: one per period, paragraph and cause; they add up from ours to what was delivered."""
    rows = [
        (b.periode, b.paragraf, aarsag, b.uforklaret if aarsag == bro.UFORKLARET else b.aarsager.get(aarsag, 0))
        for b in broer for aarsag in bro.AARSAGER
    ]  # fmt: skip
    kolonner = (Kolonne("periode", "Periode"), Kolonne("paragraf", "Paragraf"), Kolonne("aarsag", "Årsag"), Kolonne("borgere", "Borgere", "antal"))
    return _tabel(navn, f"Årsagerne til forskellen mellem egne tal og {hvor}", [r for r in rows if r[3]], kolonner, 0)


def flis_tal(rows: Sequence[Sammenligning]) -> Tabel:
    """Helårspersoner and kroner, FLIS beside ours."""
    kolonner = (
        Kolonne("periode", "Periode"), Kolonne("paragraf", "Paragraf"), Kolonne("flis_helaarspersoner", "Helårspersoner i FLIS", "decimal"),
        Kolonne("egne_helaarspersoner", "Egne helårspersoner", "decimal"), Kolonne("flis_kr", "Udgift i FLIS", "kr"),
        Kolonne("egne_kr", "Egen afregning", "kr"), Kolonne("forskel_kr", "Forskel", "kr"),
    )  # fmt: skip
    frame = [
        (r.periode, r.paragraf, r.flis_helaarspersoner, r.egne_helaarspersoner, r.flis_kr, r.egne_kr,
         None if r.flis_kr is None or r.egne_kr is None else r.flis_kr - r.egne_kr)
        for r in sorted(rows, key=lambda r: (r.periode, r.paragraf))
    ]  # fmt: skip
    return _tabel("flis_tal", "Helårspersoner og udgift i FLIS og i egne tal", frame, kolonner, 20)


def hvorfor(rows: Sequence[Uden]) -> Tabel:
    """How many citizens cannot be reported, by the reason; a citizen with two reasons stands under both."""
    personer: dict[str, set[str]] = defaultdict(set)
    for u in rows:
        personer[u.aarsag].add(u.borger_id)
    antal = Counter(u.aarsag for u in rows)
    frame = [(tekst, len(personer[a]), antal[a]) for a, tekst in HVORFOR.items() if antal[a]]
    kolonner = (Kolonne("aarsag", "Årsag"), Kolonne("borgere", "Borgere", "antal"), Kolonne("bevillinger", "Bevillinger", "antal"))
    return _tabel("hvorfor", "Hvorfor borgere ikke kan indberettes", frame, kolonner, 10)


def uden(rows: Sequence[Uden]) -> Tabel:
    """The citizens that cannot be reported, under pseudonym and by the source's own numbers."""
    kolonner = (
        Kolonne("borger_id", "Borger"), Kolonne("sagsnr", "Sag"), Kolonne("indsats_id", "Indsats"), Kolonne("paragraf", "Paragraf"),
        Kolonne("aarsag", "Årsag"), Kolonne("goer", "Det skal der gøres"),
    )  # fmt: skip
    frame = [(u.borger_id, u.sagsnr, u.indsats_id, u.paragraf, HVORFOR[u.aarsag], u.goer) for u in rows]
    return _tabel("kan_ikke", "Borgere, der ikke kan indberettes", frame, kolonner, 15, enhed="borger_id")


def opmaerkninger(rows: Sequence[Fund]) -> Tabel:
    """The local codes whose marking does not hold."""
    kolonner = (
        Kolonne("opmaerket_kilde", "Kilde"), Kolonne("lokal_kode", "Lokal kode"), Kolonne("lokal_tekst", "Tekst"), Kolonne("aarsag", "Hvad er galt"),
        Kolonne("i_brug", "I brug"), Kolonne("gyldig_til_dato", "Gjaldt til", "dato"), Kolonne("goer", "Det skal der gøres"),
    )  # fmt: skip
    frame = [
        (f.kilde, f.lokal_kode, f.lokal_tekst, OPMAERKNING[f.aarsag], "ja" if f.i_brug else "nej", f.gyldig_til, f.goer)
        for f in sorted(rows, key=lambda f: (not f.i_brug, f.aarsag, f.kilde, f.lokal_kode))
    ]
    return _tabel("opmaerkninger", "Opmærkninger, der mangler eller er ophørt", frame, kolonner, 20)


def figur(broer: Sequence[Bro], seneste: str) -> Figur | None:
    """The causes of the last period as a waterfall from the citizens we pay for to those reported."""
    import pandas as pd

    egne = [b for b in broer if b.periode == seneste]
    trin = {a: sum(b.uforklaret if a == bro.UFORKLARET else b.aarsager.get(a, 0) for b in egne) for a in bro.AARSAGER}
    start, slut = sum(b.egne for b in egne), sum(b.leveret or 0 for b in egne)
    if not start and not slut:
        return None
    rows = [("Vi betaler for", start), *((bro.AARSAGER[a], n) for a, n in trin.items() if n), ("Indberettet", slut)]
    stoerst = max(trin, key=lambda a: abs(trin[a]))
    titel = f"{bro.AARSAGER[stoerst]} er den største forskel i {seneste}" if trin[stoerst] else f"Egne tal og indberetningen er ens i {seneste}"
    return Figur("bro_dst", titel, "vandfald", pd.DataFrame(rows, columns=["trin", "borgere"]), "trin", "borgere",
                 alt="Fra de borgere, vi betaler for, til dem, der er indberettet, årsag for årsag.", y_titel="Borgere pr. paragraf",
                 kilde="Bevillinger og det, der er indberettet til Danmarks Statistik.")  # fmt: skip


def _tabel(navn: str, titel: str, rows: Sequence[tuple], kolonner: tuple[Kolonne, ...], vis: int, **felter: str) -> Tabel:
    import pandas as pd

    frame = pd.DataFrame(rows, columns=[k.navn for k in kolonner], dtype=object)
    return Tabel(navn, titel, frame, kolonner, vis=vis, **felter)
