"""Each built-in mapping reads a file written by hand in its own habits to the right values."""

from datetime import date
from decimal import Decimal

from lager_prep import ANNA, BENT, CARL, Kommunen, raekker

D = Decimal


def test_nexus_reads_grants_with_bom_hyphens_and_open_ends(tmp_path):
    """UTF-8 with a byte order mark, CPR with and without hyphen, decimal comma, three ways of saying 'no end'."""
    kommune = Kommunen(tmp_path)
    heading = (
        "Borger CPR;Indsats ID;Grundforløb;Forløb;Indsats;Paragraf;Målgruppe;Status;Bevillingsdato;Startdato;Slutdato;Afregning start;"
        "Afregning slut;Antal;Enhed;Frekvens;Takst;Leverandør;Leverandør CVR;Leverandør P-nr;Organisation;Sagsbehandler;Betalingskommune;"
        "Handlekommune;Opfølgningsdato;Oprettet;Sidst ændret"
    )
    rows = [
        f"{ANNA[:6]}-{ANNA[6:]};N1;Voksen;Støtte;Midlertidigt botilbud;SEL § 107;Psykisk;Iværksat;15-12-2024;01-01-2025;;;;1;Døgn;Daglig;2100,50;"
        "Bo & Støtte ApS;99000001;1099000001;O1;SB1;573;0573;01-07-2025;20-12-2024;03-01-2025",
        f"{BENT};N2;Voksen;Støtte;Efterforsorg;§110;;Afsluttet;;01-02-2025;31-12-9999;;;0,5;T;Hver 14. dag;380;;;;;;;;;05-02-2025;",
    ]
    kommune.fil("nexus_indsatser_20250331.csv", "\ufeff" + "\r\n".join([heading, *rows]) + "\r\n")
    data = kommune.indlaes()

    assert raekker(data, "bevilling", "bevilling_id", "paragraf", "status", "start_dato", "slut_dato", "antal", "enhed", "frekvens", "takst", "doegntype") == [
        ("N1", "SEL-107", "ivaerksat", date(2025, 1, 1), None, D("1.0000"), "doegn", "daglig", D("2100.50"), None),
        ("N2", "?-110", "afsluttet", date(2025, 2, 1), None, D("0.5000"), "time", "14dag", D("380.00"), "efterforsorg"),
    ]
    assert raekker(data, "bevilling", "betalingskommune", "leverandoer_cvr", "registreret_dato", "kilde", "raekke_nr")[0] == (
        "0573", "99000001", date(2024, 12, 20), "nexus", 2)
    assert data.per == date(2025, 3, 31)


def test_bv_reads_cases_measures_settlements_and_dispositions(tmp_path):
    """cp1252, settlement status and type codes, a foster parent who is not the citizen, a bare paragraph settled by the case."""
    kommune = Kommunen(tmp_path, "bv: {}")
    kommune.fil("bv_sager.csv", f"Cprnr;Sagsnr;Sagstype;Aabnet;Lukket;Sagsbeh;Distrikt;Omraade;Betalkom;Handlekom\n{ANNA};S1;Anbringelse;01-02-2024;;SB1;Øst;Børn;998;573\n", "cp1252")
    kommune.fil(
        "bv_ydelser.csv",
        "Cprnr;Sagsnr;Foranst_nr;Indsats_id;Foranstaltning;Katalogydelse;Paragraf;Maalgruppe;Anbr_form;Firmanr_CVR;Firma;P_nr;Plejefamilie;Antal_vederlag;"
        "Antal;Enhed;Frekvens;Takst;Bevillingsdato;Startdato;Slutdato;Oprettet;Konto;Betalkom;Sagsbeh\n"
        f"{ANNA};S1;F1;N7;Plejefamilie;Pleje;46;;Plejefamilie;;;;{CARL};3,5;3,5;V;Månedlig;4694,00;01-02-2024;01-02-2024;;05-02-2024;528221002;998;SB1\n", "cp1252")
    kommune.fil(
        "bv_afregninger.csv",
        "Cprnr;Sagsnr;Foranst_nr;Afr_id;Foranstaltning;Paragraf;Firmanr_CVR;Afr_fra;Afr_til;Antal_enheder;Enhed;Takst;Beloeb;Betalkom;Konto;Afr_status;Afr_type;Bilagsref;Dispdato\n"
        f"{ANNA};S1;F1;A1;Plejefamilie – aflønning;BL § 46;;01-02-2024;29-02-2024;3,5;V;4694,00;16429,00;998;528221002;E;U;H1;29-02-2024\n"
        f"{ANNA};S1;F1;A2;Plejefamilie – aflønning;BL § 46;;01-02-2024;29-02-2024;-0,5;V;4694,00;-2347,00;998;528221002;E;R;H2;31-03-2024\n", "cp1252")
    kommune.fil("bv_disponeringer.csv", "Foranst_nr;Aar;Maaned;Disponeret;Effektueret\nF1;2024;2;16429,00;14082,00\n", "cp1252")
    data = kommune.indlaes()

    assert raekker(data, "sag", "sag_id", "omraade", "distrikt", "handlekommune", "lukket_dato") == [("S1", "boern", "Øst", "0573", None)]
    assert raekker(data, "ydelse", "paragraf", "antal_vederlag", "takst", "konto") == [("BL-46", D("3.5000"), D("4694.00"), "528221002")]
    (borger, pleje), = raekker(data, "ydelse", "borger_id", "plejefamilie_id")
    assert borger.startswith("b_") and pleje.startswith("b_") and borger != pleje
    assert raekker(data, "afregning", "afregning_id", "antal", "beloeb", "status", "afregningstype", "henvisningsnr") == [
        ("A1", D("3.5000"), D("16429.00"), "effektueret", "udgift", "H1"),
        ("A2", D("-0.5000"), D("-2347.00"), "effektueret", "regulering", "H2"),
    ]
    assert raekker(data, "afregning", "foranstaltning")[0] == ("Plejefamilie – aflønning",)
    assert raekker(data, "disponering", "aar", "maaned", "beloeb_effektueret") == [(2024, 2, D("14082.00"))]


def test_prisme_reads_postings_budget_balances_and_chart(tmp_path):
    """Thousands points, D/K beside the sign, an account given by alias, a receiver that is a person, a CPR in the text."""
    kommune = Kommunen(tmp_path, "prisme: {}")
    kommune.fil(
        "prisme_posteringer_20250228.csv",
        "Dato;Regnskabsår;Bilag;Linje;Finanskonto;Kontonavn;Afdeling;Konto;Aktivitet;Art;Beløb;D/K;Tekst;Ydelsesmodtager;Betalingsmodtager;Maskinnr;Henvisningsnr\n"
        f"31-01-2025;2025;B1;1;48A;Botilbud;01008;538521001;015195;409CPR;1.234.567,50;D;Ophold januar;{ANNA};99000001;BV001;H1\n"
        f"03-02-2025;2024;B2;1;48A;Botilbud;01008;4826297250;;409CPR;-0,50;K;Rettelse {BENT[:6]}-{BENT[6:]};;{CARL};;\n", "cp1252")
    kommune.fil("prisme_kontoplan.csv",
                "Finanskontoalias,Angivelse af finanskontoalias,Navn,Paragraf,CPR-krav,Gyldig fra,Gyldig til\n"
                "4826297250,09391-538591002-097112-729---,\"Aktivitet, egenbetaling\",SEL § 104,må ikke,01-01-2020,\n")
    kommune.fil("prisme_budget.csv", "År;Konto;Aktivitet;Art;Oprindeligt;Tillæg;Korrigeret\n2025;538521001;015195;409;1.000.000,00;-1.000,00;999.000,00\n", "cp1252")
    kommune.fil("prisme_saldo.csv", "Regnskabsår;Periode;Konto;Art;Saldo\n2025;2025-01;538521001;409CPR;1.234.567,50\n", "cp1252")
    data = kommune.indlaes()

    assert raekker(data, "postering", "posterings_dato", "regnskabsaar", "konto", "funktion", "dranst", "gruppering", "art", "beloeb") == [
        (date(2025, 1, 31), 2025, "538521001", "5.38.52", "1", "001", "409CPR", D("1234567.50")),
        (date(2025, 2, 3), 2024, "538591002", "5.38.59", "1", "002", "409CPR", D("-0.50")),
    ]
    first, second = raekker(data, "postering", "borger_id", "tekst_borger_id", "betalingsmodtager", "tekst")
    assert first[0].startswith("b_") and first[1:] == (None, "99000001", "Ophold januar")
    assert second[0] is None and second[1].startswith("b_") and second[2].startswith("b_") and second[3] == "Rettelse [CPR]"
    assert raekker(data, "konto", "kontoalias", "konto", "aktivitet", "art", "navn", "paragraf", "cpr_krav") == [
        ("4826297250", "538591002", "097112", "729", "Aktivitet, egenbetaling", "SEL-104", "maa_ikke")]
    assert raekker(data, "budget", "oprindeligt", "tillaeg", "korrigeret") == [(D("1000000.00"), D("-1000.00"), D("999000.00"))]
    assert raekker(data, "saldo", "periode", "saldo") == [("2025-01", D("1234567.50"))]


def cpr_line(kind: str, *fields: tuple[int, str]) -> str:
    """One fixed-width record: each field at its 1-based position, right-trimmed as CPR delivers it."""
    line = [" "] * 310
    for position, text in ((1, kind), *fields):
        line[position - 1 : position - 1 + len(text)] = text
    return "".join(line).rstrip()


def test_cpr_reads_fixed_width_records_in_any_order(tmp_path):
    """Address history, protection, name, family and a former number; an annulled address is skipped and said so."""
    kommune = Kommunen(tmp_path, "cpr: {}")
    lines = [
        cpr_line("023", (4, ANNA), (15, "0561"), (19, "0012"), (71, "201001010000"), (84, "202001150000")),
        cpr_line("000"),
        cpr_line("008", (4, ANNA), (14, "Ærtha"), (106, "Prøve")),
        cpr_line("001", (4, ANNA), (24, "90"), (26, "202503100000"), (39, "K"), (40, "1990-01-01")),
        cpr_line("002", (4, ANNA), (14, "0573"), (18, "0001"), (22, "012A"), (70, "202001150000"), (82, "*"), (96, "0561")),
        cpr_line("023", (4, ANNA), (14, "A"), (15, "0101"), (71, "200001010000"), (84, "200101010000")),
        cpr_line("004", (4, ANNA), (14, "0001"), (18, "2024-05-01")),
        cpr_line("015", (4, ANNA), (25, BENT), (92, CARL)),
        cpr_line("022", (4, ANNA), (14, BENT), (24, "1990-01-01"), (35, "1991-01-01")),
        cpr_line("018", (4, ANNA)),
        cpr_line("999"),
    ]
    kommune.fil("cpr_udtraek_20250331.txt", "\r\n".join(lines) + "\r\n", "iso-8859-1")
    data = kommune.indlaes()

    assert raekker(data, "borger", "cpr_type", "cpr_status", "cpr_status_dato", "koen", "foedselsdato") == [
        ("gyldig", "90", date(2025, 3, 10), "K", date(1990, 1, 1))]
    assert raekker(data, "adressehistorik", "kommune", "fra_dato", "til_dato", "usikker", "fraflyt_kommune") == [
        ("0561", date(2010, 1, 1), date(2020, 1, 15), None, None),
        ("0573", date(2020, 1, 15), None, True, "0561"),
    ]
    assert raekker(data, "beskyttelse", "fra_dato", "til_dato") == [(date(2024, 5, 1), None)]
    relationer = raekker(data, "relation", "relation", "anden_borger_id")
    assert sorted(r for r, _ in relationer) == ["far", "mor", "tidligere_nummer"]
    assert dict(relationer)["mor"] == dict(relationer)["tidligere_nummer"] != dict(relationer)["far"]
    leverance = data.leverancer().iloc[0]
    assert (leverance.raekker, leverance.indlaest, leverance.afvist) == (7, 7, 0)
    assert leverance.bemaerkning == "1 annullerede linjer er sprunget over."


def test_cpr_family_and_journeys(tmp_path):
    """A spouse, a child, a custodian, a journey out and one out and home again: each at the offsets that CPR publishes."""
    kommune = Kommunen(tmp_path, "cpr: {}")
    lines = [
        cpr_line("012", (4, ANNA), (14, "G"), (15, BENT), (71, "201506060000")),
        cpr_line("014", (4, ANNA), (14, CARL)),
        cpr_line("016", (4, CARL), (14, "0003"), (18, "2012-10-21"), (29, "2020-01-01"), (39, ANNA)),
        cpr_line("005", (4, BENT), (14, "5100"), (18, "202401020000")),
        cpr_line("024", (4, BENT), (15, "5390"), (19, "201001020000"), (32, "5390"), (36, "201103040000")),
        cpr_line("024", (4, BENT), (14, "A"), (15, "5390"), (19, "200001020000")),
    ]
    kommune.fil("cpr_udtraek_20250331.txt", "\n".join(lines), "iso-8859-1")
    data = kommune.indlaes()

    assert raekker(data, "relation", "relation", "relationstype", "fra_dato", "til_dato") == [
        ("aegtefaelle", "G", date(2015, 6, 6), None), ("barn", None, None, None), ("foraeldremyndighed", "0003", date(2012, 10, 21), date(2020, 1, 1))]
    ((anna, bent), (also_anna, carl), (also_carl, custodian)) = raekker(data, "relation", "borger_id", "anden_borger_id")
    assert (anna, carl) == (also_anna, also_carl) and custodian == anna and len({anna, bent, carl}) == 3
    assert raekker(data, "udrejse", "udrejse_land", "udrejse_dato", "indrejse_dato") == [
        ("5100", date(2024, 1, 2), None), ("5390", date(2010, 1, 2), date(2011, 3, 4))]


def test_cpr_dates_without_day_or_month_lose_no_one(tmp_path):
    """An uncertain birth date is empty, an uncertain day of moving in is the first it may be, and both are counted; 0000 is no municipality."""
    kommune = Kommunen(tmp_path, "cpr: {}")
    lines = [
        cpr_line("001", (4, ANNA), (24, "01"), (39, "K"), (40, "1965-00-00")),
        cpr_line("001", (4, BENT), (24, "01"), (26, "199000000000"), (39, "M"), (40, "0000-00-00")),
        cpr_line("002", (4, ANNA), (14, "0573"), (70, "196500000000"), (82, "*"), (96, "0000")),
        cpr_line("023", (4, BENT), (15, "0561"), (71, "199003000000"), (84, "199513010000")),
    ]
    kommune.fil("cpr_udtraek_20250331.txt", "\n".join(lines), "iso-8859-1")
    data = kommune.indlaes()

    assert raekker(data, "borger", "foedselsdato", "cpr_status_dato") == [(None, None), (None, None)]
    assert raekker(data, "adressehistorik", "kommune", "fra_dato", "fraflyt_kommune", "usikker") == [("0573", date(1965, 1, 1), None, True)]
    assert [(r.linje, r.kolonne) for r in data.afviste().itertuples()] == [(4, "FRAFLYDTO")]
    assert data.leverancer().iloc[0].bemaerkning == "4 datoer er usikre (uden kendt dag eller måned)."


def test_free_postings_keep_labels_as_accounts(tmp_path):
    """With kontoplan: fri an account is whatever the ledger calls it, and drifting labels are joined by a code map."""
    kommune = Kommunen(tmp_path, "posteringer: {}", "kontoplan: fri\nvaluta: GBP\n")
    kommune.kilde("posteringer", "files:\n  posteringer:\n    columns:\n      Account:\n        - {to: konto, otherwise: keep, codes: {B & B: Bed and Breakfast}}\n        - kontonavn\n      Paid: posterings_dato\n      Net: beloeb\n    optional: []\n"
                  "    format: {decimal: '.', delimiter: ',', dates: [åååå-mm-dd]}\n")
    kommune.fil("posteringer_2018.csv", "Paid,Account,Net\n2018-01-05,B & B,1200.50\n2018-02-05,Bed and Breakfast,-3\n")
    data = kommune.indlaes()

    assert raekker(data, "postering", "konto", "kontonavn", "beloeb") == [
        ("Bed and Breakfast", "B & B", D("1200.50")), ("Bed and Breakfast", "Bed and Breakfast", D("-3.00"))]


def test_rates_and_organisation_are_read(tmp_path):
    """Providers' rates with their factor, units and caseworkers."""
    kommune = Kommunen(tmp_path, "tilbud: {}\n  organisation: {}")
    kommune.fil("tilbud_2025.csv", "Tilbud;Tilbuds-ID;CVR;P-nummer;Kommune;Paragraf;Ydelse;Takst;Enhed;Gyldig fra;Gyldig til;Belægningspct;Pladser;Momsfaktor\n"
                "Ågården;T1;99000001;1099000001;573;SEL § 107;Døgn;2500,00;Døgn;01-01-2025;;95;12;0,954\n")
    kommune.fil("organisation.csv", "Organisation;Navn;Område;Distrikt;Leder;Overordnet\nO1;Voksenteam Øst;Voksne;Øst;L1;\n")
    kommune.fil("sagsbehandlere.csv", "Sagsbehandler;Navn;Organisation;Gyldig fra;Gyldig til\nSB1;Ågot Prøve;O1;01-01-2020;\n")
    data = kommune.indlaes()

    assert raekker(data, "tilbud_takst", "tilbud", "paragraf", "takst", "antal_pladser", "momsfaktor", "belaegningspct") == [
        ("Ågården", "SEL-107", D("2500.00"), 12, D("0.9540"), D("95.0000"))]
    assert raekker(data, "organisation", "navn", "omraade") == [("Voksenteam Øst", "voksne")]
    assert raekker(data, "sagsbehandler", "navn", "organisation") == [("Ågot Prøve", "O1")]
