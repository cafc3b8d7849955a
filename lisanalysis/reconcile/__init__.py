"""Do the systems agree? The 8-tals-kontrol: every krone between grant, settlement and ledger explained once."""

from lisanalysis.reconcile.kontrol import Afstemning, IkkeKoert, afstem
from lisanalysis.reconcile.parametre import Parametre

__all__ = ["Afstemning", "IkkeKoert", "Parametre", "afstem"]
