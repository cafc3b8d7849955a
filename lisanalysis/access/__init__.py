"""Who may see what, under which name, and what the log says of it; after the load the only place that knows a CPR number.

The boundary, said plainly. Code in a notebook runs as the user, and any check in Python can be taken out by that user. There
are three rings. (1) The database decides which rows a login can read: this is the real boundary, and with extracts in files
it is the rights on the folders that take its place. (2) This package decides what is shown by default and what is logged:
roles, pseudonyms, `reveal`. (3) The output gate in `publish` decides what is let out. Rings 2 and 3 stop mistakes, not a person
who means to get round them. `lis access status` names each ring that is missing, `lis access check` tries to get past.
"""

from __future__ import annotations

from lisanalysis.access.adgang import Adgang, hent_adgang
from lisanalysis.access.afsloering import Afsloering, afsloer, numre_til_eksport
from lisanalysis.access.grund import GRUNDE, Grund, laes_grund
from lisanalysis.access.identitet import Identiteter
from lisanalysis.access.kendte import Kendte, kendte_borgere
from lisanalysis.access.log import noter
from lisanalysis.access.naboer import find_naboer
from lisanalysis.access.noegle import Noegle, hent_noegle
from lisanalysis.access.udlevering import udlever, udlever_paa_stedet

__all__ = [
    "GRUNDE", "Adgang", "Afsloering", "Grund", "Identiteter", "Kendte", "Noegle", "afsloer", "find_naboer", "hent_adgang",
    "hent_noegle", "kendte_borgere", "laes_grund", "noter", "numre_til_eksport", "udlever", "udlever_paa_stedet",
]  # fmt: skip
