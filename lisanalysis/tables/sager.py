"""The tables about cases: the case, the grant, the measure, and who handles them where."""

from __future__ import annotations

from lisanalysis.tables.column import Column, Table

OMRAADER = ("boern", "voksne")
ENHEDER = ("doegn", "dag", "time", "uge", "maaned", "stk", "vederlag")
FREKVENSER = ("daglig", "ugentlig", "14dag", "maanedlig", "engang")
DOEGNTYPER = ("forsorg", "efterforsorg")

_BORGER = Column("borger_id", "borger", "Borgerens pseudonym.", paakraevet=True)
_SAGSBEHANDLER = Column("sagsbehandler", "kode", "Sagsbehandlerens id i kildesystemet.", foelsomhed="intern")
_PARAGRAF = Column("paragraf", "paragraf", "Paragraffen, fx SEL-107; begynder med ?-, når loven ikke kan afgøres.")
_BETALER = Column("betalingskommune", "kommune", "Kommunen, der betaler.")
_LEVERANDOER = (
    Column("leverandoer_cvr", "kode", "Leverandørens CVR-nummer.", foelsomhed="intern"),
    Column("leverandoer", "tekst", "Leverandørens navn.", foelsomhed="intern"),
    Column("p_nummer", "kode", "Leverandørens P-nummer.", foelsomhed="intern"),
)
_MAENGDE = (
    Column("antal", "antal", "Antal enheder pr. frekvens."),
    Column("enhed", "kode", "Enheden, der betales for.", vaerdier=ENHEDER),
    Column("frekvens", "kode", "Hvor ofte antallet ydes.", vaerdier=FREKVENSER),
    Column("takst", "kr", "Prisen pr. enhed.", enhed="kr."),
)

SAG = Table(
    "sag",
    "Én række pr. sag.",
    (
        Column("sag_id", "id", "Sagsnummeret i kildesystemet.", paakraevet=True),
        _BORGER,
        Column("sagstype", "tekst", "Sagens type i kildesystemet."),
        Column("omraade", "kode", "Børn eller voksne.", vaerdier=OMRAADER),
        Column("distrikt", "tekst", "Organisationens egen inddeling.", foelsomhed="intern"),
        Column("aabnet_dato", "dato", "Den dag, sagen blev åbnet."),
        Column("lukket_dato", "dato", "Den dag, sagen blev lukket; tom, hvis den er åben."),
        _SAGSBEHANDLER,
        _BETALER,
        Column("handlekommune", "kommune", "Kommunen, der træffer afgørelserne."),
    ),
    noegle=("sag_id",),
    dato="aabnet_dato",
)

BEVILLING = Table(
    "bevilling",
    "Én række pr. bevilget indsats: hvad borgeren har fået ret til, hvornår og hos hvem.",
    (
        Column("bevilling_id", "id", "Indsatsens id i kildesystemet.", paakraevet=True),
        _BORGER,
        Column("sag_id", "id", "Sagsnummeret, hvor kilden har et."),
        Column("forloeb", "tekst", "Forløbet, indsatsen ligger i."),
        Column("indsats", "tekst", "Indsatsens navn i kildesystemet."),
        Column("tilbud", "tekst", "Tilbuddet, indsatsen gives i, hvor kilden har det.", foelsomhed="intern"),
        Column("doegntype", "kode", "Forsorgsdøgn eller efterforsorgsdøgn; tom for alt andet.", vaerdier=DOEGNTYPER),
        _PARAGRAF,
        Column("afgoerelsesparagraf", "paragraf", "Paragraffen for afgørelsen, når den er en anden end indsatsens."),
        Column("maalgruppe", "tekst", "Målgruppen."),
        Column("status", "kode", "Bevillingens status.", vaerdier=(
            "kladde", "forventet", "bevilget", "ivaerksat", "afsluttet", "annulleret")),
        Column("bevillings_dato", "dato", "Den dag, der blev bevilget."),
        Column("start_dato", "dato", "Første dag, bevillingen gælder."),
        Column("slut_dato", "dato", "Sidste dag, bevillingen gælder, begge inklusive; tom, hvis den er åben."),
        Column("afregning_start_dato", "dato", "Første dag, der afregnes for, når den afviger."),
        Column("afregning_slut_dato", "dato", "Sidste dag, der afregnes for, når den afviger."),
        *_MAENGDE,
        *_LEVERANDOER,
        Column("organisation", "kode", "Den bevilgende enhed.", foelsomhed="intern"),
        _SAGSBEHANDLER,
        _BETALER,
        Column("handlekommune", "kommune", "Kommunen, der træffer afgørelserne."),
        Column("opholdskommune", "kommune", "Kommunen, borgeren opholder sig i."),
        Column("afslutning_aarsag", "tekst", "Hvorfor indsatsen blev afsluttet, hvor kilden har det."),
        Column("opfoelgning_dato", "dato", "Næste opfølgning."),
        Column("registreret_dato", "dato", "Den dag, rækken blev oprettet i kildesystemet."),
        Column("aendret_dato", "dato", "Den dag, rækken sidst blev ændret."),
    ),
    noegle=("bevilling_id",),
    dato="start_dato",
)

YDELSE = Table(
    "ydelse",
    "Én række pr. foranstaltning i afregningssystemet: det, der betales for, hos hvem og til hvilken takst.",
    (
        Column("ydelse_id", "id", "Foranstaltningens nummer i kildesystemet.", paakraevet=True),
        _BORGER,
        Column("sag_id", "id", "Sagsnummeret."),
        Column("bevilling_id", "id", "Bevillingens id, som afregningssystemet har den: et hint, ikke en grænse."),
        Column("foranstaltning", "tekst", "Foranstaltningens navn i kildesystemet."),
        Column("doegntype", "kode", "Forsorgsdøgn eller efterforsorgsdøgn; tom for alt andet.", vaerdier=DOEGNTYPER),
        Column("katalogydelse", "tekst", "Ydelsen i kommunens ydelseskatalog."),
        _PARAGRAF,
        Column("maalgruppe", "tekst", "Målgruppen."),
        Column("anbringelsesform", "tekst", "Anbringelsesformen."),
        *_LEVERANDOER,
        Column("plejefamilie_id", "modtager", "Plejeforælderens pseudonym eller familiens nummer.", foelsomhed="personlig"),
        Column("antal_vederlag", "antal", "Antal plejevederlag."),
        *_MAENGDE,
        Column("bevillings_dato", "dato", "Den dag, der blev bevilget."),
        Column("start_dato", "dato", "Første dag, ydelsen gælder."),
        Column("slut_dato", "dato", "Sidste dag, ydelsen gælder; tom, hvis den er åben."),
        Column("registreret_dato", "dato", "Den dag, rækken blev oprettet i kildesystemet."),
        Column("konto", "konto", "Kontoen, ydelsen afregnes på."),
        _BETALER,
        _SAGSBEHANDLER,
    ),
    noegle=("ydelse_id", "start_dato"),
    dato="start_dato",
)

TILBUD_TAKST = Table(
    "tilbud_takst",
    "Taksten for et tilbud i en periode.",
    (
        Column("tilbud_id", "id", "Tilbuddets id.", paakraevet=True, foelsomhed="aaben"),
        Column("tilbud", "tekst", "Tilbuddets navn.", foelsomhed="aaben"),
        Column("leverandoer_cvr", "kode", "Leverandørens CVR-nummer.", foelsomhed="aaben"),
        Column("p_nummer", "kode", "Tilbuddets P-nummer.", foelsomhed="aaben"),
        Column("kommune", "kommune", "Kommunen, tilbuddet ligger i.", foelsomhed="aaben"),
        Column("paragraf", "paragraf", "Paragraffen, tilbuddet er oprettet efter.", foelsomhed="aaben"),
        Column("ydelse", "tekst", "Ydelsen, taksten gælder.", foelsomhed="aaben"),
        Column("takst", "kr", "Prisen pr. enhed.", enhed="kr.", paakraevet=True, foelsomhed="aaben"),
        Column("enhed", "kode", "Enheden, taksten gælder.", foelsomhed="aaben", vaerdier=ENHEDER),
        Column("gyldig_fra_dato", "dato", "Første dag, taksten gælder.", paakraevet=True, foelsomhed="aaben"),
        Column("gyldig_til_dato", "dato", "Sidste dag, taksten gælder; tom, hvis den stadig gælder.", foelsomhed="aaben"),
        Column("belaegningspct", "faktor", "Den forudsatte belægning.", enhed="pct.", foelsomhed="aaben"),
        Column("antal_pladser", "heltal", "Antal pladser.", foelsomhed="aaben"),
        Column("momsfaktor", "faktor", "Faktoren, taksten ganges med, når moms er talt fra.", foelsomhed="aaben"),
    ),
    noegle=("tilbud_id", "paragraf", "ydelse", "gyldig_fra_dato"),
    dato="gyldig_fra_dato",
)

ORGANISATION = Table(
    "organisation",
    "Kommunens enheder og deres plads i hierarkiet.",
    (
        Column("organisation", "kode", "Enhedens id.", paakraevet=True, foelsomhed="intern"),
        Column("navn", "tekst", "Enhedens navn.", foelsomhed="intern"),
        Column("omraade", "kode", "Børn eller voksne.", foelsomhed="intern", vaerdier=OMRAADER),
        Column("distrikt", "tekst", "Organisationens egen inddeling.", foelsomhed="intern"),
        Column("leder", "tekst", "Enhedens leder.", foelsomhed="intern"),
        Column("overordnet", "kode", "Enheden over.", foelsomhed="intern"),
    ),
    noegle=("organisation",),
)

SAGSBEHANDLER = Table(
    "sagsbehandler",
    "Sagsbehandlerne og den enhed, de hører til.",
    (
        Column("sagsbehandler", "kode", "Sagsbehandlerens id.", paakraevet=True, foelsomhed="intern"),
        Column("navn", "tekst", "Sagsbehandlerens navn.", foelsomhed="intern"),
        Column("organisation", "kode", "Enheden, sagsbehandleren hører til.", foelsomhed="intern"),
        Column("gyldig_fra_dato", "dato", "Første dag i enheden.", foelsomhed="intern"),
        Column("gyldig_til_dato", "dato", "Sidste dag i enheden.", foelsomhed="intern"),
    ),
    noegle=("sagsbehandler", "gyldig_fra_dato"),
)
