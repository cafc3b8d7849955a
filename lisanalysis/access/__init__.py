"""Keys and pseudonyms: after the load this is the only place that can turn a citizen's pseudonym into a CPR number."""

from __future__ import annotations

from lisanalysis.access.identitet import Identiteter
from lisanalysis.access.kendte import Kendte, kendte_borgere
from lisanalysis.access.noegle import Noegle, hent_noegle

__all__ = ["Identiteter", "Kendte", "Noegle", "hent_noegle", "kendte_borgere"]
