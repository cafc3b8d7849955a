"""A drawn municipality that has every group of fields."""

from tegnet import byg

from lisanalysis.tables import Dataset


def kommune() -> Dataset:
    """One measure of a child, at a provider with two takster, with a month set aside and half of it paid."""
    return byg(
        "2025-03-31",
        sag="sag_id | borger_id | aabnet_dato | lukket_dato\nS1 | b_a | 2024-01-01 | \nS2 | b_a | 2020-01-01 | 2025-03-31",
        ydelse="ydelse_id | borger_id | leverandoer_cvr | p_nummer | start_dato | slut_dato | antal | takst | frekvens\n"
        "F1 | b_a | 10000000 | 77 | 2025-03-01 | | 1 | 1000.50 | daglig\nF2 | b_a | 10000000 | | 2023-01-01 | 2025-01-31 | 3 | 100 | ugentlig",
        borger="borger_id | foedselsdato | koen\nb_a | 2008-02-29 | K\nb_b | 2007-04-01 | M",
        adressehistorik="borger_id | fra_dato | til_dato | kommune\nb_a | 2008-02-29 | 2024-06-01 | 0561\nb_a | 2024-06-01 | | 0998",
        tilbud_takst="tilbud_id | leverandoer_cvr | p_nummer | kommune | antal_pladser | takst | gyldig_fra_dato\n"
        "T1 | 10000000 | 77 | 0573 | 8 | 900 | 2024-01-01\nT1 | 10000000 | 77 | 0573 | 10 | 1000 | 2025-01-01\nT1 | 10000000 | 77 | 0573 | 99 | 1000 | 2026-01-01",
        afregning="afregning_id | borger_id | ydelse_id | periode_fra_dato | periode_til_dato | beloeb | afregningstype | status\nA1 | b_a | F1 | 2025-03-01 | 2025-03-15 | 15007.50 | udgift | effektueret",
        disponering="ydelse_id | aar | maaned | beloeb_disponeret\nF1 | 2025 | 3 | 31015.50",
        budgetark="regnskabsaar | konto | paragraf | helaarspersoner | enhedspris_kr | beloeb\n2025 | 528201003 | BL-46 | 2.5 | 100000 | 260000",
    )
