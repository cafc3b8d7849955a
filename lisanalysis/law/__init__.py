"""The law as dated values with sources: figures, paragraphs and the account plan, each in a YAML file read by one function.

What the package cannot vouch for is absent and raises LawError; a municipality supplies it in its own law.yaml.
"""

from lisanalysis.law.figures import Opslag, Tal, Talnavn, tal, tal_navne
from lisanalysis.law.kontoplan import Funktion, Gruppering, dranst_navn, funktion, funktioner, gruppering, grupperinger
from lisanalysis.law.paragraffer import Paragraf, efterfoelger, paragraf, paragraffer

__all__ = [
    "Opslag",
    "Funktion",
    "Gruppering",
    "Paragraf",
    "Tal",
    "Talnavn",
    "dranst_navn",
    "efterfoelger",
    "funktion",
    "funktioner",
    "gruppering",
    "grupperinger",
    "paragraf",
    "paragraffer",
    "tal",
    "tal_navne",
]
