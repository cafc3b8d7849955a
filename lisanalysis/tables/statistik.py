"""The tables of figures that have been sent out, or come from outside: FLIS, Statistics Denmark, StatBank and other municipalities."""

from __future__ import annotations

from lisanalysis.tables.column import Column, Table

_KOMMUNE = Column("kommune", "kommune", "Kommunen, tallet er for.", paakraevet=True, foelsomhed="aaben")
_AAR = Column("aar", "aar", "Året.", paakraevet=True, foelsomhed="aaben")
_PARAGRAF = Column("paragraf", "paragraf", "Paragraffen, fx SEL-107.", foelsomhed="aaben")
_BORGERE = Column("antal_borgere", "heltal", "Antal borgere.", foelsomhed="aaben")

FLIS_NOEGLETAL = Table(
    "flis_noegletal",
    "De nøgletal, kommunen har leveret til FLIS, og som de vises dér.",
    (
        _KOMMUNE,
        _AAR,
        Column("maaned", "heltal", "Måneden, 1-12; tom, når tallet er for hele året.", foelsomhed="aaben"),
        _PARAGRAF,
        _BORGERE,
        Column("helaarspersoner", "antal", "Antal helårspersoner.", foelsomhed="aaben"),
        Column("udgift_kr", "kr", "Udgiften.", enhed="kr.", foelsomhed="aaben"),
    ),
    noegle=("kommune", "aar", "maaned", "paragraf"),
    beloeb="udgift_kr",
)

FLIS_OPMAERKNING = Table(
    "flis_opmaerkning",
    "Kommunens opmærkning af sine egne koder med FLIS' fælles koder.",
    (
        Column("opmaerket_kilde", "kode", "Systemet, den lokale kode bruges i.", foelsomhed="aaben"),
        Column("lokal_kode", "kode", "Kommunens egen kode.", paakraevet=True, foelsomhed="aaben"),
        Column("lokal_tekst", "tekst", "Kommunens egen tekst.", foelsomhed="aaben"),
        Column("faelles_kode", "kode", "FLIS' fælles kode; tom, hvor opmærkningen mangler.", foelsomhed="aaben"),
        Column("faelles_tekst", "tekst", "FLIS' fælles tekst.", foelsomhed="aaben"),
        Column("gyldig_fra_dato", "dato", "Første dag, opmærkningen gælder.", foelsomhed="aaben"),
        Column("gyldig_til_dato", "dato", "Sidste dag, opmærkningen gælder; tom, hvis den stadig gælder.", foelsomhed="aaben"),
    ),
    noegle=("opmaerket_kilde", "lokal_kode", "gyldig_fra_dato"),
)

DST_INDBERETTET = Table(
    "dst_indberettet",
    "Det, der er indberettet til Danmarks Statistik, efter handlekommune.",
    (
        _KOMMUNE,
        _AAR,
        Column("kvartal", "heltal", "Kvartalet, 1-4.", foelsomhed="aaben"),
        _PARAGRAF,
        _BORGERE,
        Column("antal_ydelser", "heltal", "Antal ydelser.", foelsomhed="aaben"),
    ),
    noegle=("kommune", "aar", "kvartal", "paragraf"),
)

STATBANK = Table(
    "statbank",
    "Tal fra Statistikbanken, som de er hentet: ét tal pr. række.",
    (
        Column("tabel", "kode", "Tabellens navn i Statistikbanken, fx FOLK1A.", paakraevet=True, foelsomhed="aaben"),
        Column("sted", "tekst", "Området, som Statistikbanken skriver det.", foelsomhed="aaben"),
        Column("kommune", "kommune", "Kommunen; tom, når området ikke er en kommune.", foelsomhed="aaben"),
        Column("tid", "kode", "Tiden, som Statistikbanken skriver den, fx 2020K1.", foelsomhed="aaben"),
        Column("variable", "tekst", "De øvrige variable og deres værdier, fx CIVILSTAND=I alt.", foelsomhed="aaben"),
        Column("vaerdi", "antal", "Tallet; tomt, hvor Statistikbanken ikke har noget.", foelsomhed="aaben"),
    ),
    noegle=("tabel", "sted", "tid", "variable"),
)

AGGREGAT = Table(
    "aggregat",
    "Andre kommuners tal til den fælles undersøgelse: filen aggregat.csv fra deres rapport om substitution.",
    (
        _KOMMUNE,
        Column("periode", "periode", "Måneden, opholdene begyndte.", paakraevet=True, foelsomhed="aaben"),
        Column("paragraf", "kode", "Det, der er talt, som rapporten skriver det, fx SEL-107.", paakraevet=True, foelsomhed="aaben"),
        Column("starter", "heltal", "Påbegyndte ophold i måneden.", paakraevet=True, foelsomhed="intern"),
        Column("kohortedoegn", "heltal", "De påbegyndte opholds døgn inden for horisonten; tom, når de ikke er fulgt så længe.", enhed="døgn",
               foelsomhed="intern"),
        Column("befolkning", "heltal", "Indbyggere på 18-66 år.", foelsomhed="aaben"),
    ),
    noegle=("kommune", "periode", "paragraf"),
)  # fmt: skip
