"""A ledger without maskinnr (Opus) tells by the reference that a case system sent the posting."""

from __future__ import annotations

from afstem_prep import byg

from lisanalysis.reconcile import afstem

AFREGNING = """
kilde  | afregning_id | borger_id | henvisningsnr         | konto     | periode_fra_dato | periode_til_dato | beloeb
as2007 | P1           | b_1       | 20250320AS00100000001 | 538521001 | 2025-03-01       | 2025-03-31       | 1000.00
"""
POSTERING = """
kilde | bilag | linje | posterings_dato | regnskabsaar | konto     | borger_id | beloeb  | henvisningsnr
opus  | B1    | 1     | 2025-03-25      | 2025         | 538521001 | b_1       | 1000.00 | 20250320AS00100000001
opus  | B2    | 1     | 2025-03-25      | 2025         | 538521001 | b_2       | 700.00  | 20250320AS00100000099
opus  | B3    | 1     | 2025-03-25      | 2025         | 538521001 | b_3       | 800.00  | FAKTURA-4711
opus  | B4    | 1     | 2025-03-25      | 2025         | 538521001 |           | 900.00  |
"""


def test_an_unknown_reference_of_a_case_system_is_a_payment_without_a_settlement() -> None:
    """B2 names AS2007 in its reference and nothing was settled; an invoice's own number and salary were sent by no case system."""
    f = afstem(byg(afregning=AFREGNING, postering=POSTERING), ottetal=False).afvigelser.execute()
    assert dict(zip(f["kilde_id"], f["aarsag"], strict=True)) == {"B2/1": "uden_afregning", "B3/1": "ikke_fra_fagsystem", "B4/1": "ikke_fra_fagsystem"}
