"""The tables about persons: who they are, where they have lived, who their family is."""

from __future__ import annotations

from lisanalysis.tables.column import Column, Table

BORGER = Table(
    "borger",
    "Én række pr. borger i CPR-udtrækket, under pseudonym.",
    (
        Column("borger_id", "borger", "Borgerens pseudonym; kun adgangsmodulet kan gøre det til et CPR-nummer.", paakraevet=True),
        Column("cpr", "cpr", "Borgerens CPR-nummer.", paakraevet=True, foelsomhed="identitet"),
        Column("gaeldende_borger_id", "borger", "Borgerens gældende pseudonym, når CPR-nummeret er skiftet."),
        Column("cpr_type", "kode", "Om nummeret er et rigtigt CPR-nummer eller et erstatningsnummer.",
               vaerdier=("gyldig", "erstatning", "anonym")),
        Column("cpr_mod11_ok", "ja_nej", "Om nummeret opfylder modulus 11; et nej er kun en bemærkning."),
        Column("foedselsdato", "dato", "Borgerens fødselsdato."),
        Column("koen", "kode", "Køn ifølge CPR.", vaerdier=("M", "K")),
        Column("cpr_status", "kode", "CPR-status, fx 01 bopæl i Danmark, 80 udrejst, 90 død."),
        Column("cpr_status_dato", "dato", "Den dag, CPR-status gælder fra."),
    ),
    noegle=("borger_id",),
)

ADRESSEHISTORIK = Table(
    "adressehistorik",
    "Hvor borgeren har boet: én række pr. adresse og periode.",
    (
        Column("borger_id", "borger", "Borgerens pseudonym.", paakraevet=True),
        Column("fra_dato", "dato", "Første dag på adressen.", paakraevet=True),
        Column("til_dato", "dato", "Sidste dag på adressen; tom, hvis borgeren stadig bor der."),
        Column("kommune", "kommune", "Bopælskommunen.", paakraevet=True),
        Column("adresse_id", "adresse", "Adressens pseudonym: samme adresse har samme id, men kan ikke læses."),
        Column("tilflyt_kommune_dato", "dato", "Den dag, borgeren flyttede til kommunen."),
        Column("fraflyt_kommune", "kommune", "Kommunen, borgeren flyttede fra."),
        Column("usikker", "ja_nej", "Om CPR har mærket datoen som usikker."),
    ),
    noegle=("borger_id", "fra_dato", "kommune"),
    dato="fra_dato",
)

NAVN = Table(
    "navn",
    "Borgernes navne, som kun adgangsmodulet kan læse.",
    (
        Column("borger_id", "borger", "Borgerens pseudonym.", paakraevet=True),
        Column("fornavn", "tekst", "Fornavn.", foelsomhed="identitet"),
        Column("mellemnavn", "tekst", "Mellemnavn.", foelsomhed="identitet"),
        Column("efternavn", "tekst", "Efternavn.", foelsomhed="identitet"),
    ),
    noegle=("borger_id",),
)

BESKYTTELSE = Table(
    "beskyttelse",
    "Navne- og adressebeskyttelse: adresse og kommune må ikke vises, så længe den gælder.",
    (
        Column("borger_id", "borger", "Borgerens pseudonym.", paakraevet=True),
        Column("beskyttelsestype", "kode", "CPR's kode for beskyttelsen."),
        Column("fra_dato", "dato", "Første dag, beskyttelsen gælder."),
        Column("til_dato", "dato", "Den dag, beskyttelsen slettes."),
    ),
    noegle=("borger_id", "beskyttelsestype", "fra_dato"),
    dato="fra_dato",
)

UDREJSE = Table(
    "udrejse",
    "Udrejse af og indrejse i Danmark.",
    (
        Column("borger_id", "borger", "Borgerens pseudonym.", paakraevet=True),
        Column("udrejse_dato", "dato", "Den dag, borgeren rejste ud."),
        Column("udrejse_land", "kode", "CPR's kode for landet, borgeren rejste til."),
        Column("indrejse_dato", "dato", "Den dag, borgeren rejste ind igen."),
    ),
    noegle=("borger_id", "udrejse_dato"),
    dato="udrejse_dato",
)

RELATION = Table(
    "relation",
    "Familierelationer og tidligere numre i CPR: hvem den anden person er for borgeren.",
    (
        Column("borger_id", "borger", "Borgerens pseudonym.", paakraevet=True),
        Column("relation", "kode", "Hvad den anden person er for borgeren.", paakraevet=True,
               vaerdier=("aegtefaelle", "barn", "mor", "far", "foraeldremyndighed", "tidligere_nummer")),
        Column("anden_borger_id", "borger", "Den anden persons pseudonym."),
        Column("relationstype", "kode", "CPR's egen kode for relationen."),
        Column("fra_dato", "dato", "Første dag, relationen gælder."),
        Column("til_dato", "dato", "Sidste dag, relationen gælder."),
    ),
    noegle=("borger_id", "relation", "anden_borger_id", "fra_dato"),
)

NABO = Table(
    "nabo",
    "Par af borgere, hvis CPR-numre let forveksles; laves ved indlæsningen, hvor numrene er, og indeholder ingen numre.",
    (
        Column("borger_a", "borger", "Den ene borgers pseudonym; for et tidligere nummer det gamle.", paakraevet=True),
        Column("borger_b", "borger", "Den anden borgers pseudonym; for et tidligere nummer det gældende.", paakraevet=True),
        Column("slags", "kode", "Om ét ciffer afviger, to cifre ved siden af hinanden er byttet om, eller det ene er et tidligere nummer i CPR.",
               paakraevet=True, vaerdier=("ciffer", "ombytning", "tidligere")),
    ),
    noegle=("borger_a", "borger_b", "slags"),
    afledt=True,
)
