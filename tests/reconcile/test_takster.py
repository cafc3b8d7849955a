"""The right takst is that of the grant that the payment belongs to: another paragraph's tilbud may agree with it, and never judges it."""

from __future__ import annotations

from decimal import Decimal

from afstem_prep import byg

from lisanalysis.reconcile import afstem

# The provider 1 has a price for § 103 alone, 2 for both paragraphs; the citizens' grants are of § 104, the payments of § 103.
TILBUD = """
tilbud | leverandoer_cvr | paragraf | gyldig_fra_dato | takst  | momsfaktor
Et     | 11111111        | SEL-103  | 2024-01-01      | 130.00 | 1.0
To     | 22222222        | SEL-103  | 2024-01-01      | 130.00 | 1.0
To     | 22222222        | SEL-104  | 2024-01-01      | 100.00 | 1.0
"""
BEVILLING = """
bevilling_id | borger_id | paragraf | leverandoer_cvr | start_dato | slut_dato  | takst
n1           | uden_pris | SEL-104  | 11111111        | 2025-03-01 | 2025-03-31 | 100.00
n2           | forhoejet | SEL-104  | 11111111        | 2025-03-01 | 2025-03-31 | 100.00
n3           | som_103   | SEL-104  | 11111111        | 2025-03-01 | 2025-03-31 | 100.00
n4           | med_pris  | SEL-104  | 22222222        | 2025-03-01 | 2025-03-31 | 100.00
n5           | rigtig    | SEL-103  | 11111111        | 2025-03-01 | 2025-03-31 | 100.00
"""
YDELSE = """
ydelse_id | bevilling_id | borger_id
f1        | n1           | uden_pris
f2        | n2           | forhoejet
f3        | n3           | som_103
f4        | n4           | med_pris
f5        | n5           | rigtig
"""
AFREGNING = """
afregning_id | borger_id | ydelse_id | paragraf | leverandoer_cvr | enhed | antal | takst  | periode_fra_dato | periode_til_dato | beloeb
a1           | uden_pris | f1        | SEL-103  | 11111111        | doegn | 31    | 100.00 | 2025-03-01       | 2025-03-31       | 3100.00
a2           | forhoejet | f2        | SEL-103  | 11111111        | doegn | 31    | 110.00 | 2025-03-01       | 2025-03-31       | 3410.00
a3           | som_103   | f3        | SEL-103  | 11111111        | doegn | 31    | 130.00 | 2025-03-01       | 2025-03-31       | 4030.00
a4           | med_pris  | f4        | SEL-103  | 22222222        | doegn | 31    | 100.00 | 2025-03-01       | 2025-03-31       | 3100.00
a5           | rigtig    | f5        | SEL-103  | 11111111        | doegn | 31    | 100.00 | 2025-03-01       | 2025-03-31       | 3100.00
"""
# By hand. a1: the granted 100 kr. on the wrong paragraph. a2: 10 kr. a day more than granted, whatever § 103 costs. a3: the price that § 103 has.
# a5: a right paragraph has no excuse in a grant that is equally wrong, 31 × 30 kr. too little.
VENTET = {
    "a1": ("paragraf_afvigelse", Decimal("0.00")), "a2": ("takst_afvigelse", Decimal("-310.00")), "a3": ("paragraf_afvigelse", Decimal("0.00")),
    "a4": ("paragraf_afvigelse", Decimal("0.00")), "a5": ("takst_afvigelse", Decimal("930.00")),
}  # fmt: skip


def test_a_payment_on_a_wrong_paragraph_is_priced_by_its_grant() -> None:
    """The paragraph is the cause wherever the granted price was paid, also where the grant's provider has no price for the granted paragraph."""
    data = byg(per="2025-03-31", bevilling=BEVILLING, ydelse=YDELSE, afregning=AFREGNING, tilbud_takst=TILBUD)
    f = afstem(data, ottetal=False).afvigelser.execute()
    f = f[f["sloejfe"] == "1"]
    assert {r.kilde_id: (r.aarsag, r.forskel) for r in f.itertuples()} == VENTET
