"""When courses begin: growth, season, noise with memory and a shock, as a density over days."""

from datetime import date, timedelta

import numpy as np

from .katalog import FORSORG, Indsatstype
from .kommune import Kommune
from .scenarie import Karakter


class Efterspoergsel:
    """The demand for each measure; 1 is the catalogue's rate at the cut-off."""

    def __init__(self, kommune: Kommune, karakter: Karakter, seed: int, niveau: float = 1.0) -> None:
        self.kommune = kommune
        self.karakter = karakter
        self.niveau = niveau
        self.seed = seed

    def starter(self, rng: np.random.Generator, type: Indsatstype, nul: date) -> np.ndarray:
        """Days after `nul` on which courses of a type begin, in order, up to the cut-off: evenly spread, or Poisson."""
        vaegt = self.vaegt(type, nul)
        middel = type.starter * self.niveau * self.kommune.skala * float(vaegt.sum()) / 30.4375
        antal = round(middel) if self.karakter.jaevn else int(rng.poisson(middel))
        strata = np.arange(antal) if self.karakter.jaevn else np.sort(rng.random(antal)) * antal
        punkter = (strata + rng.random(antal)) / max(antal, 1) if self.karakter.jaevn else strata / max(antal, 1)
        summer = np.cumsum(vaegt)
        return np.searchsorted(summer / summer[-1], punkter)

    def vaegt(self, type: Indsatstype, nul: date) -> np.ndarray:
        """One weight a day from `nul` to the cut-off, both included."""
        k, slut = self.karakter, self.kommune.slut
        dage = np.arange((slut - nul).days + 1)
        aar = (dage - dage[-1]) / 365.25
        saeson = k.saeson_forsorg if type.funktion == FORSORG.funktion else k.saeson
        aarsdag = dage + nul.timetuple().tm_yday
        vaegt = (1 + k.vaekst) ** aar * (1 + saeson * np.cos(2 * np.pi * (aarsdag - 15) / 365.25))
        if k.stoej:
            vaegt = vaegt * np.repeat(self._stoej(type, len(dage) // 30 + 1), 30)[: len(dage)]
        if type.noegle in k.chok:
            fra, til = self.chok()
            vaegt[(fra - nul).days : (til - nul).days + 1] *= k.chok[type.noegle]
        return vaegt

    def chok(self) -> tuple[date, date]:
        """First and last day of the shock."""
        fra = self.kommune.fra + timedelta(days=(self.kommune.slut - self.kommune.fra).days * 2 // 3)
        return fra, min(self.kommune.slut, fra + timedelta(days=273))

    def _stoej(self, type: Indsatstype, maaneder: int) -> np.ndarray:
        """exp of an AR(1), one value a month, a stream of its own for each measure."""
        rng = np.random.default_rng([self.seed, 32, *type.noegle.encode()])
        x, ud = 0.0, np.empty(maaneder)
        for i, chok in enumerate(rng.normal(0, self.karakter.stoej, maaneder)):
            x = self.karakter.hukommelse * x + chok
            ud[i] = x
        return np.exp(ud)
