"""The sheet that the draws are written on: kroner by leaf and draw, and what kind of kroner they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisanalysis.analyses.prognose.grundlag import BLAD

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

KOMPONENTER = ("ikke_bogfoert", "aabne", "sent", "tilgang", "atten", "oevrige", "ramme")


class Kladde:
    """Draws by leaf, for the rest of the year and for the next; each leaf is found or made as kroner come to it."""

    def __init__(self, traek: int) -> None:
        self.traek = traek
        self.blade: dict[tuple[str, ...], int] = {}
        self.dele: list[tuple[str, np.ndarray, np.ndarray, np.ndarray, np.ndarray]] = []

    def nr(self, rows: pd.DataFrame) -> np.ndarray:
        """The leaf numbers of rows that have the leaf's columns."""
        import numpy as np

        return np.array([self.blade.setdefault(b, len(self.blade)) for b in rows[BLAD].itertuples(index=False, name=None)], int)

    def laeg_til(self, komponent: str, blad: np.ndarray, traek: np.ndarray, i_aar: np.ndarray, naeste: np.ndarray) -> None:
        """Kroner of single events: leaf, draw, and the amounts of the two years."""
        self.dele.append((komponent, blad, traek, i_aar, naeste))

    def samlet(self) -> tuple[np.ndarray, np.ndarray, dict[str, np.ndarray]]:
        """Leaf × draw for the rest of the year and the next, and each component's mean by leaf for the rest of the year;
        `aabne_naeste` is what the open cases cost the next year."""
        import numpy as np

        form = (len(self.blade), self.traek)
        i_aar, naeste = np.zeros(form), np.zeros(form)
        komponent = {k: np.zeros(form[0]) for k in (*KOMPONENTER, "aabne_naeste")}
        for navn in KOMPONENTER:
            egne = [d[1:] for d in self.dele if d[0] == navn]
            if egne:
                blad, traek, a, b = (np.concatenate(x) for x in zip(*egne, strict=True))
                flad = blad * self.traek + traek
                i_aar += np.bincount(flad, a, i_aar.size).reshape(form)
                naeste += np.bincount(flad, b, naeste.size).reshape(form)
                komponent[navn] += np.bincount(blad, a, form[0]) / self.traek
                if navn == "aabne":
                    komponent["aabne_naeste"] += np.bincount(blad, b, form[0]) / self.traek
        return i_aar, naeste, komponent
