"""The tables about money: settlements, dispositions, postings, budget, balances and the chart of accounts."""

from __future__ import annotations

from lisanalysis.tables.column import Column, Table

_KONTO = (
    Column("konto", "konto", "Kontoen: funktion, dranst og gruppering i ni cifre.", foelsomhed="aaben"),
    Column("funktion", "kode", "Funktionen i kontoplanen, fx 5.38.42.", foelsomhed="aaben"),
    Column("dranst", "kode", "1 drift, 2 statsrefusion, 3 anlæg og så videre.", foelsomhed="aaben"),
    Column("gruppering", "kode", "Grupperingen i kontoplanen.", foelsomhed="aaben"),
)
_DIMENSIONER = (
    Column("artskonto", "kode", "Artskontoen i Opus.", foelsomhed="aaben"),
    Column("omkostningssted", "kode", "Omkostningsstedet i Opus.", foelsomhed="intern"),
    Column("psp_element", "kode", "PSP-elementet i Opus.", foelsomhed="intern"),
)
_ART = Column("art", "kode", "Arten, fx 409; en endelse CPR betyder, at CPR-nummer er påkrævet.", foelsomhed="aaben")
_REGNSKABSAAR = Column("regnskabsaar", "aar", "Regnskabsåret, som kilden har det.", foelsomhed="aaben")
_BELOEB = Column("beloeb", "kr", "Beløbet; udgift er positiv, indtægt negativ.", enhed="kr.", paakraevet=True)

AFREGNING = Table(
    "afregning",
    "Én række pr. afregnet (eller forventet) betaling i afregningssystemet.",
    (
        Column("afregning_id", "id", "Afregningens id i kildesystemet.", paakraevet=True),
        Column("borger_id", "borger", "Borgerens pseudonym.", paakraevet=True),
        Column("sag_id", "id", "Sagsnummeret."),
        Column("ydelse_id", "id", "Foranstaltningens nummer."),
        Column("foranstaltning", "tekst", "Foranstaltningens navn i kildesystemet."),
        Column("doegntype", "kode", "Forsorgsdøgn eller efterforsorgsdøgn; tom for alt andet.", vaerdier=("forsorg", "efterforsorg")),
        Column("paragraf", "paragraf", "Paragraffen, fx SEL-107; begynder med ?-, når loven ikke kan afgøres."),
        Column("leverandoer_cvr", "kode", "Leverandørens CVR-nummer.", foelsomhed="intern"),
        Column("periode_fra_dato", "dato", "Første dag, der betales for.", paakraevet=True),
        Column("periode_til_dato", "dato", "Sidste dag, der betales for.", paakraevet=True),
        Column("antal", "antal", "Antal enheder."),
        Column("enhed", "kode", "Enheden.", vaerdier=("doegn", "dag", "time", "uge", "maaned", "stk", "vederlag")),
        Column("takst", "kr", "Prisen pr. enhed.", enhed="kr."),
        _BELOEB,
        Column("betalingskommune", "kommune", "Kommunen, der betaler."),
        Column("konto", "konto", "Kontoen, betalingen skal bogføres på."),
        Column("status", "kode", "Afregningens status.", paakraevet=True,
               vaerdier=("forventet", "godkendt", "effektueret", "annulleret")),
        Column("afregningstype", "kode", "Afregningens type.", paakraevet=True,
               vaerdier=("udgift", "indtaegt", "egenbetaling", "mellemkommunal", "regulering")),
        Column("henvisningsnr", "id", "Nummeret, der går igen i økonomisystemet."),
        Column("disposition_dato", "dato", "Den dag, betalingen falder."),
    ),
    noegle=("afregning_id",),
    dato="periode_fra_dato",
    beloeb="beloeb",
)

DISPONERING = Table(
    "disponering",
    "Disponeret og effektueret beløb pr. ydelse og måned.",
    (
        Column("ydelse_id", "id", "Foranstaltningens nummer.", paakraevet=True),
        Column("aar", "aar", "Året.", paakraevet=True),
        Column("maaned", "heltal", "Måneden, 1-12.", paakraevet=True),
        Column("beloeb_disponeret", "kr", "Det disponerede beløb.", enhed="kr."),
        Column("beloeb_effektueret", "kr", "Det effektuerede beløb.", enhed="kr."),
    ),
    noegle=("ydelse_id", "aar", "maaned"),
    beloeb="beloeb_disponeret",
)

POSTERING = Table(
    "postering",
    "Én række pr. postering i økonomisystemet.",
    (
        Column("posterings_dato", "dato", "Den dag, posteringen er bogført.", paakraevet=True, foelsomhed="aaben"),
        _REGNSKABSAAR,
        Column("bilag", "id", "Bilagsnummeret."),
        Column("linje", "id", "Linjen på bilaget."),
        *_KONTO,
        Column("kontonavn", "tekst", "Kontoens navn, som posteringen bærer det.", foelsomhed="aaben"),
        Column("kontoalias", "kode", "Kontoens alias i økonomisystemet.", foelsomhed="aaben"),
        Column("afdeling", "kode", "Afdelingen i kontostrengen.", foelsomhed="intern"),
        Column("aktivitet", "kode", "Aktiviteten i kontostrengen.", foelsomhed="intern"),
        _ART,
        _BELOEB,
        Column("tekst", "tekst", "Posteringsteksten; CPR-numre er erstattet ved indlæsningen."),
        Column("borger_id", "borger", "Ydelsesmodtageren: den borger, udgiften vedrører."),
        Column("tekst_borger_id", "borger", "Den borger, hvis CPR-nummer stod i teksten."),
        Column("betalingsmodtager", "modtager", "Hvem pengene gik til: CVR-nummer, eller pseudonym for en person.", foelsomhed="personlig"),
        Column("leverandoer", "tekst", "Leverandørens navn, hvor kilden har det.", foelsomhed="intern"),
        Column("maskinnr", "kode", "Det fagsystem, der sendte posteringen; tomt, når den er indtastet.", foelsomhed="aaben"),
        Column("henvisningsnr", "id", "Nummeret, der går igen i afregningssystemet."),
        Column("filmaaned", "periode", "Måneden, filen siger, at posteringen hører til.", foelsomhed="aaben"),
        Column("bilag_dato", "dato", "Den dag, bilaget er dateret.", foelsomhed="aaben"),
        Column("ydelsesperiode_fra_dato", "dato", "Første dag, ydelsen er for, hvor økonomisystemet har det."),
        Column("ydelsesperiode_til_dato", "dato", "Sidste dag, ydelsen er for, hvor økonomisystemet har det."),
        *_DIMENSIONER,
    ),
    noegle=("regnskabsaar", "bilag", "linje"),
    dato="posterings_dato",
    beloeb="beloeb",
)

BUDGET = Table(
    "budget",
    "Budgettet pr. konto og år.",
    (
        _REGNSKABSAAR,
        *_KONTO,
        Column("aktivitet", "kode", "Aktiviteten.", foelsomhed="aaben"),
        _ART,
        Column("oprindeligt", "kr", "Det vedtagne budget.", enhed="kr.", foelsomhed="aaben"),
        Column("tillaeg", "kr", "Tillægsbevillinger og omplaceringer.", enhed="kr.", foelsomhed="aaben"),
        Column("korrigeret", "kr", "Korrigeret budget: oprindeligt plus tillæg.", enhed="kr.", foelsomhed="aaben"),
    ),
    noegle=("regnskabsaar", "konto", "aktivitet", "art"),
    beloeb="korrigeret",
)

SALDO = Table(
    "saldo",
    "Økonomisystemets egen saldoliste: det ydre anker, som de indlæste posteringer skal ramme.",
    (
        _REGNSKABSAAR,
        Column("periode", "periode", "Måneden, flyttet ind i regnskabsåret.", paakraevet=True, foelsomhed="aaben"),
        *_KONTO,
        _ART,
        Column("saldo", "kr", "Månedens bevægelse, ikke akkumuleret.", enhed="kr.", paakraevet=True, foelsomhed="aaben"),
    ),
    noegle=("regnskabsaar", "periode", "konto", "art"),
    beloeb="saldo",
)

KONTO = Table(
    "konto",
    "Kontoplanen: hvert alias og den konto, det står for.",
    (
        Column("kontoalias", "kode", "Kontoens alias i økonomisystemet.", paakraevet=True, foelsomhed="aaben"),
        Column("kontostreng", "tekst", "Kontostrengen, som økonomisystemet skriver den.", foelsomhed="aaben"),
        *_KONTO,
        Column("afdeling", "kode", "Afdelingen i kontostrengen.", foelsomhed="aaben"),
        Column("aktivitet", "kode", "Aktiviteten i kontostrengen.", foelsomhed="aaben"),
        _ART,
        Column("navn", "tekst", "Kontoens navn.", foelsomhed="aaben"),
        Column("paragraf", "paragraf", "Paragraffen, kontoen er til.", foelsomhed="aaben"),
        Column("cpr_krav", "kode", "Om posteringer skal, må eller ikke må bære CPR-nummer.", foelsomhed="aaben",
               vaerdier=("skal", "maa", "maa_ikke")),
        Column("gyldig_fra_dato", "dato", "Første dag, kontoen er åben.", foelsomhed="aaben"),
        Column("gyldig_til_dato", "dato", "Sidste dag, kontoen er åben.", foelsomhed="aaben"),
    ),
    noegle=("kontoalias",),
)

KONTERING = Table(
    "kontering",
    "Oversættelsen fra Opus' dimensioner til kontoen i ni cifre; en tom dimension betyder alle.",
    (
        *_DIMENSIONER,
        Column("konto", "konto", "Kontoen, dimensionerne hører til.", paakraevet=True, foelsomhed="aaben"),
        *_KONTO[1:],
        Column("gyldig_fra_dato", "dato", "Første dag, oversættelsen gælder.", foelsomhed="aaben"),
        Column("gyldig_til_dato", "dato", "Sidste dag, oversættelsen gælder; tom, hvis den stadig gælder.", foelsomhed="aaben"),
    ),
    noegle=("artskonto", "omkostningssted", "psp_element", "gyldig_fra_dato"),
)
