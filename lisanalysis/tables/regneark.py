"""The tables that are kept by hand today: framework activity, budget sheets, refunds and other people's forecasts."""

from __future__ import annotations

from lisanalysis.tables.column import Column, Table
from lisanalysis.tables.sager import OMRAADER

_AAR = Column("regnskabsaar", "aar", "Regnskabsåret.", paakraevet=True, foelsomhed="aaben")
_KONTO = (
    Column("konto", "konto", "Kontoen: funktion, dranst og gruppering i ni cifre.", foelsomhed="aaben"),
    Column("funktion", "kode", "Funktionen i kontoplanen, fx 5.38.42.", foelsomhed="aaben"),
    Column("dranst", "kode", "1 drift, 2 statsrefusion, 3 anlæg og så videre.", foelsomhed="aaben"),
    Column("gruppering", "kode", "Grupperingen i kontoplanen.", foelsomhed="aaben"),
)
_OMRAADE = Column("omraade", "kode", "Børn eller voksne.", foelsomhed="aaben", vaerdier=OMRAADER)
_PARAGRAF = Column("paragraf", "paragraf", "Paragraffen, fx SEL-107.", foelsomhed="aaben")
_PLADSER = Column("antal_pladser", "antal", "Antal pladser.", foelsomhed="aaben")
_HELAARSPERSONER = Column("helaarspersoner", "antal", "Antal helårspersoner.", foelsomhed="aaben")

RAMMEAKTIVITET = Table(
    "rammeaktivitet",
    "Aktivitet, der betales som en ramme og ikke pr. borger: de døde tal, som kommunen selv lægger til.",
    (
        *_KONTO,
        Column("periode", "periode", "Måneden, flyttet ind i regnskabsåret.", paakraevet=True, foelsomhed="aaben"),
        _OMRAADE,
        _PARAGRAF,
        _PLADSER,
        _HELAARSPERSONER,
        Column("beloeb", "kr", "Beløbet; udgift er positiv, indtægt negativ.", enhed="kr.", foelsomhed="aaben"),
        Column("fordelingsnoegle", "tekst", "Nøglen, beløbet fordeles efter.", foelsomhed="aaben"),
        Column("kommentar", "tekst", "Kommentaren, som den er skrevet.", foelsomhed="intern"),
        Column("registreret_af", "tekst", "Hvem der har skrevet rækken; er den indtastet i pakkens formular, også hvornår.", foelsomhed="intern"),
    ),
    noegle=("konto", "periode", "omraade", "paragraf", "fordelingsnoegle"),
    beloeb="beloeb",
)

BUDGETARK = Table(
    "budgetark",
    "Arkene, budgettet er bygget på: pladser, helårspersoner og enhedspris bag hver konto.",
    (
        _AAR,
        *_KONTO,
        _OMRAADE,
        _PARAGRAF,
        _PLADSER,
        _HELAARSPERSONER,
        Column("enhedspris_kr", "kr", "Prisen pr. helårsperson eller plads, som budgettet forudsætter.", enhed="kr.", foelsomhed="aaben"),
        Column("beloeb", "kr", "Beløbet i budgettet.", enhed="kr.", foelsomhed="aaben"),
        Column("forudsaetning", "tekst", "Hvad der er forudsat.", foelsomhed="intern"),
    ),
    noegle=("regnskabsaar", "konto", "omraade", "paragraf", "forudsaetning"),
    beloeb="beloeb",
)

PROGNOSE_MANUEL = Table(
    "prognose_manuel",
    "De forventninger til årets forbrug, som myndighed og Økonomi laver i dag.",
    (
        Column("udarbejdet_af", "tekst", "Hvem der har lavet prognosen.", foelsomhed="intern"),
        Column("prognose_dato", "dato", "Den dag, prognosen er lavet.", paakraevet=True, foelsomhed="aaben"),
        _AAR,
        *_KONTO,
        Column("forventet_kr", "kr", "Det forventede forbrug i året.", enhed="kr.", paakraevet=True, foelsomhed="aaben"),
        Column("kommentar", "tekst", "Kommentaren, som den er skrevet.", foelsomhed="intern"),
    ),
    noegle=("udarbejdet_af", "prognose_dato", "regnskabsaar", "konto"),
    dato="prognose_dato",
    beloeb="forventet_kr",
)

REFUSIONSTILSAGN = Table(
    "refusionstilsagn",
    "Aftaler med en anden kommune om, hvem der betaler for en borger.",
    (
        Column("borger_id", "borger", "Borgerens pseudonym.", paakraevet=True),
        Column("retning", "kode", "fra: vi kan opkræve; til: vi skal betale.", paakraevet=True, vaerdier=("fra", "til")),
        Column("modpart_kommune", "kommune", "Den anden kommune."),
        Column("paragraf", "paragraf", "Paragraffen, fx SEL-107."),
        Column("gyldig_fra_dato", "dato", "Første dag, tilsagnet gælder."),
        Column("gyldig_til_dato", "dato", "Sidste dag, tilsagnet gælder; tom, hvis det er åbent."),
        Column("tilsagn_dato", "dato", "Den dag, tilsagnet blev givet."),
        Column("krav_rejst", "ja_nej", "Om kravet er rejst."),
        Column("krav_rejst_dato", "dato", "Den dag, kravet blev rejst, hvor listen har den."),
        Column("beloebsloft_kr", "kr", "Det højeste beløb, tilsagnet dækker.", enhed="kr."),
    ),
    noegle=("borger_id", "retning", "modpart_kommune", "paragraf", "gyldig_fra_dato"),
    dato="gyldig_fra_dato",
)

HJEMTAGET_REFUSION = Table(
    "hjemtaget_refusion",
    "Den statsrefusion, kommunen har hjemtaget, pr. borger og kvartal.",
    (
        Column("borger_id", "borger", "Borgerens pseudonym; tom, hvor refusionen ikke er for én borger."),
        Column("aar", "aar", "Året.", paakraevet=True),
        Column("kvartal", "heltal", "Kvartalet, 1-4.", paakraevet=True),
        Column("ordning", "kode", "Refusionsordningen.", paakraevet=True,
               vaerdier=("dyre_enkeltsager", "par110", "par107", "par85a")),
        Column("beloeb", "kr", "Den hjemtagne refusion, som listen har den.", enhed="kr.", paakraevet=True),
    ),
    noegle=("borger_id", "aar", "kvartal", "ordning"),
    beloeb="beloeb",
)
