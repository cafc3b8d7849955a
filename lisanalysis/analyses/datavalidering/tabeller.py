"""The tables of the answer, each with the headings that its reader sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisanalysis.analyses.datavalidering.kolonner import TOM
from lisanalysis.analyses.datavalidering.tal import Tal
from lisanalysis.analyses.datavalidering.trafiklys import Lys, Maaling
from lisanalysis.analyses.result import Format, Kolonne, Tabel

if TYPE_CHECKING:
    import pandas as pd

_LYS = {"roed": "rød", "gul": "gul", "groen": "grøn"}


def alle(tal: Tal, lys: list[tuple[Maaling, Lys, tuple[str, ...]]], trin: pd.DataFrame) -> tuple[Tabel, ...]:
    """Every table that could be made; what could not is told of in `ikke_koert`."""
    return (
        _kilder(tal, lys), _leverancer(tal), _afviste(tal), _mod_forrige(tal), _maaneder(tal), _kontrolsummer(tal),
        *_saldo(tal), _kolonner(tal), _dubletter(tal), *_uden_for_maaned(tal), _trin(trin),
    )


def _tabel(navn: str, titel: str, data: pd.DataFrame, kolonner: str, **felter: object) -> Tabel:
    """A table from a drawing of its columns: one `name | heading | format` per line, tekst where no format stands."""
    dele = [[del_.strip() for del_ in linje.split("|")] for linje in kolonner.strip().splitlines()]
    hoveder = tuple(Kolonne(d[0], d[1], _format(d[2:])) for d in dele)
    return Tabel(navn, titel, data[[k.navn for k in hoveder]].reset_index(drop=True), hoveder, **felter)


def _format(rest: list[str]) -> Format:
    return rest[0] if rest else "tekst"  # type: ignore[return-value]


def _kilder(tal: Tal, lys: list[tuple[Maaling, Lys, tuple[str, ...]]]) -> Tabel:
    import pandas as pd

    rows = [(m.navn, _LYS[farve], tal.seneste.get(m.kilde), m.raekker, "; ".join(grunde), m.kontakt) for m, farve, grunde in lys]
    frame = pd.DataFrame(rows, columns=["kilde", "lys", "seneste", "raekker", "grund", "kontakt"])
    return _tabel("kilder", "Kilde for kilde: lys, grund og kontakt", frame, """
        kilde   | Kilde
        lys     | Lys
        seneste | Seneste skæringsdato | dato
        raekker | Rækker | antal
        grund   | Hvorfor
        kontakt | Ring til
    """, vis=50)  # fmt: skip


def _leverancer(tal: Tal) -> Tabel:
    return _tabel("leverancer", "Leverancerne, fil for fil", tal.leverancer, """
        kilde         | Kilde
        fil           | Fil
        sha256        | SHA-256
        raekker       | Rækker | antal
        indlaest      | Indlæst | antal
        afvist        | Afvist | antal
        kontrolsum    | Kontrolsum | kr
        periode_fra   | Fra | dato
        periode_til   | Til | dato
        skaeringsdato | Skæringsdato | dato
        status        | Status
    """, vis=0)  # fmt: skip


def _afviste(tal: Tal) -> Tabel:
    return _tabel("afviste", "Rækker, der ikke kunne læses", tal.afviste, """
        fil     | Fil
        linje   | Linje
        kolonne | Kolonne
        aarsag  | Årsag
    """, forklaring="Linje 1 er filens overskrift. Værdien selv vises ikke.")  # fmt: skip


def _mod_forrige(tal: Tal) -> Tabel:
    return _tabel("mod_forrige", "Den seneste leverance mod den forrige", tal.mod_forrige, """
        kilde            | Kilde
        tabel            | Tabel
        skaeringsdato    | Skæringsdato | dato
        raekker          | Rækker | antal
        forrige_dato     | Forrige skæringsdato | dato
        forrige_raekker  | Rækker da | antal
        aendring_raekker | Ændring | pct
        beloeb           | Beløb | kr
        forrige_beloeb   | Beløb da | kr
        aendring_beloeb  | Ændring | pct
        udsving          | Stort udsving
    """, vis=50)  # fmt: skip


def _maaneder(tal: Tal) -> Tabel:
    return _tabel("maaneder_uden_raekker", "Måneder uden rækker", tal.maaneder, """
        kilde    | Kilde
        tabel    | Tabel
        fra      | Fra | periode
        til      | Til | periode
        maaneder | Måneder | antal
    """)  # fmt: skip


def _kontrolsummer(tal: Tal) -> Tabel:
    return _tabel("kontrolsummer", "Kontrolsummer pr. kilde og tabel", tal.kontrolsummer, """
        kilde         | Kilde
        tabel         | Tabel
        raekker       | Rækker | antal
        beloeb        | Indlæst beløb | kr
        beloeb_i_filer | Filernes beløb | kr
        forskel       | Forskel | kr
    """, vis=50)  # fmt: skip


def _saldo(tal: Tal) -> tuple[Tabel, ...]:
    if tal.saldo is None:
        return ()
    return (_tabel("saldo", "Hvor saldolisten og posteringerne er uenige", tal.saldo.forskelle, """
        kilde    | Kilde
        konto    | Konto
        art      | Art
        periode  | Periode | periode
        saldo    | Saldoliste | kr
        bogfoert | Posteringer | kr
        forskel  | Forskel | kr
    """),)  # fmt: skip


def _kolonner(tal: Tal) -> Tabel:
    """All columns go to the file; those with a remark stand first, what cannot be right before what is merely empty."""
    frame = tal.kolonner.sort_values("bemaerkning", key=lambda b: (b == "") * 2 + (b == TOM), kind="stable")
    return _tabel("kolonner", "Manglende og mærkelige værdier, kolonne for kolonne", frame, """
        tabel         | Tabel
        kolonne       | Kolonne
        raekker       | Rækker | antal
        tomme         | Tomme | antal
        andel_tom     | Andel tomme | pct
        uafklarede    | Uafklarede paragraffer | antal
        uden_for_aar  | Umulige datoer | antal
        ukendte_koder | Ukendte koder | antal
        forskellige   | Forskellige koder | antal
        bemaerkning   | Bemærkning
    """, vis=max(20, int((~tal.kolonner["bemaerkning"].isin(["", TOM])).sum())))  # fmt: skip


def _dubletter(tal: Tal) -> Tabel:
    return _tabel("ens_raekker", "Overskydende kopier af ens rækker", tal.dubletter, """
        tabel            | Tabel
        kilde            | Kilde
        fil              | Fil
        raekke_nr        | Linje
        foerste_fil      | Den første står i
        foerste_raekke_nr | på linje
    """, forklaring="Kopierne er talt med i alle beløb; intet er fjernet.")  # fmt: skip


def _uden_for_maaned(tal: Tal) -> tuple[Tabel, ...]:
    if tal.uden_for_maaned is None:
        return ()
    return (_tabel("uden_for_maaned", "Rækker, hvis dato ligger uden for filens måned", tal.uden_for_maaned, """
        tabel     | Tabel
        kilde     | Kilde
        fil       | Fil
        raekke_nr | Linje
        filmaaned | Filens måned | periode
        maaned    | Rækkens måned | periode
    """),)  # fmt: skip


def _trin(trin: pd.DataFrame) -> Tabel:
    return _tabel("otte_trin", "De otte trin, og hvor langt vi er", trin, """
        nr     | Nr. | antal
        trin   | Trin
        stade  | Stade
        gjort  | Gjort
        naeste | Næste
    """)  # fmt: skip
