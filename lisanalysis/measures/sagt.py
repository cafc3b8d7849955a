"""What each measure is, in a Danish sentence for the analyst: the one place that the guide and the notebooks take it from.

By module, and in it by function; the module's own sentence stands under the empty name. A test holds the list against the modules.
"""

from __future__ import annotations

from lisanalysis.errors import LisError

DANSK: dict[str, dict[str, str]] = {
    "befolkning": {
        "": "Hvor mange der bor i hver kommune, efter Statistikbankens tabeller over befolkningen.",
        "folketal": "Kommunens nyeste folketal til og med dagen; kun rækker, der er i alt på alle variable, tæller med.",
        "er_i_alt": "Om en række fra Statistikbanken er i alt på alle sine variable.",
    },
    "central_refusion": {
        "": "Statens refusion i særligt dyre enkeltsager (SEL § 176, fra 2024 også BL § 198), regnet måned for måned som loven siger.",
        "graenser": "Årets grænser for 25, 50 og 75 procents refusion; et år uden kendte grænser bliver afvist.",
        "maanedens_refusion": "Refusionen af en måneds nettoudgift over en tolvtedel af årets grænser, hvert trin afrundet til hele øre.",
        "fordel": "Husstandens refusion fordelt på medlemmerne efter deres nettoudgift; afrundingen står på den sidste.",
        "spred_engangs": "En engangsudgift spredt ligeligt på årets tolv måneder.",
        "omfattet": "Om borgerens alder lader måneden tælle med: under 67 altid, derefter kun efter lovens overgangsregel.",
        "frist": "Den dag, årets refusion senest skal stå i den foreløbige restafregning: 1. marts året efter.",
        "naermer_sig": "Om en måned ligger så tæt under den laveste grænse, at sagen bør følges.",
    },
    "disponering": {
        "": "Det, der er sat af, og det, der er betalt, for hver ydelse og måned.",
        "forbrug": "Effektuerede afregninger pr. ydelse og den måned, de gælder, før egenbetaling og anden indtægt.",
        "disponeret": "Det, fagsystemet har sat af pr. ydelse og måned.",
        "rest": "Disponeret, forbrug og resten pr. ydelse og måned.",
    },
    "enhedspris": {
        "": "Det, der er afregnet pr. gruppe og måned, så en døgnpris er de samme kroner over de samme døgn overalt.",
        "afregnet": "Afregnet bruttoudgift pr. gruppe og den måned, der er betalt for, før egenbetaling og refusion.",
    },
    "episoder": {
        "": "Forløb: en borgers ophold i samme gruppe lagt sammen, så en fornyet bevilling ikke er en ny start.",
        "episoder": "Ophold lagt sammen til ét forløb, hvor de overlapper eller har højst det valgte antal dage imellem sig.",
        "beskaaret": "Den del af hvert forløb, der ligger i perioden, med dens døgn.",
    },
    "feltgrupper": {
        "": "De felter, fagfolk grupperer efter: sag, foranstaltning, ydelse, borger, plads, afregning, budgetark og disponering.",
        "feltgruppe": "Én række pr. sag, ydelse, borger og så videre med gruppens felter; alder og dage er opgjort på skæringsdatoen.",
    },
    "graenser": {
        "": "Det største og det mindste af to tal, ens på alle databaser.",
        "stoerst": "Det største af to kendte tal.",
        "mindst": "Det mindste af to kendte tal.",
    },
    "helaarspris": {
        "": "Hvad en ydelse koster på et helt år med dens nuværende takst.",
        "helaarspris": "Enheder pr. år gange taksten; ukendt, hvor antal, takst eller hyppighed mangler, eller ydelsen er engangs.",
    },
    "hele": {
        "": "Penge og enheder som hele tal, så alle databaser regner ens, og intet rundes, før det skal.",
        "oere": "Et beløb i kroner som hele øre.",
        "kroner": "Hele øre som et beløb i kroner.",
        "enheder": "Et antal enheder som hele titusindedele.",
        "andel": "En del af et helt tal, afrundet til nærmeste hele.",
        "decimaltal": "Et helt antal af små dele som det decimaltal, det er.",
    },
    "indberetning": {
        "": "Hvem kommunen kan indberette: periodens borgere, skåret til trin for trin.",
        "vinduer": "Perioderne med første og sidste dag og fristen for, hvornår noget senest er registreret.",
        "i_vinduet": "Bevillinger med mindst én dag i perioden.",
        "uden_maalgruppe": "De kilder, der slet ikke oplyser målgruppe; der mangler den ikke, den er bare ikke i udtrækket.",
        "har_maalgruppe": "Om bevillingen har en målgruppe, så vidt dens kilde oplyser den.",
        "borgere": "Antal borgere pr. paragraf og periode, der har klaret netop disse trin mod indberetningen.",
        "ydelser": "Antal bevillinger pr. paragraf og periode, der kan indberettes.",
    },
    "ophold": {
        "": "Ophold, som systemerne har dem: fra bevillinger, ydelser eller afregninger, én række pr. ophold.",
        "grupper": "Rækkerne i de valgte grupper; en paragraf tager sine stykker og numre med.",
        "fra_bevilling": "Ophold efter bevillinger, med de afregnede døgn, hvor de er andre end de bevilgede.",
        "fra_ydelse": "Ophold efter ydelserne i afregningssystemet.",
        "fra_afregning": "Ophold efter de perioder, der er betalt for og ikke taget tilbage igen.",
        "egne": "De ophold, kommunen selv betaler; er betaleren tom, er det kommunen.",
    },
    "panel": {
        "": "Forløb måned for måned: borgere, døgn, starter og slutninger.",
        "borgermaaneder": "Døgn, starter og slutninger pr. borger, gruppe og måned med mindst ét døgn.",
        "panel": "Forskellige borgere, døgn, starter og slutninger pr. gruppe og måned.",
        "kohorte": "Starter og de døgn, de bruger inden for horisonten, pr. borger, gruppe og startmåned.",
        "sidste_hele_kohorte": "Den seneste måned, hvis starter alle er fulgt hele horisonten ud.",
        "helaarspersoner": "Årets døgn divideret med kalenderårets dage, 365 eller 366, pr. gruppe.",
        "maaned": "Datoens måned, skrevet åååå-mm.",
    },
    "paragraftal": {
        "": "Omfang og kroner pr. paragraf, borger og måned: det, ledelsens og sammenligningens tal er lagt sammen af.",
        "kilde": "Den tabel, opholdene tages fra: ydelser, ellers bevillinger, ellers afregninger.",
        "doegn": "Døgn pr. borger, paragraf og måned, hvor kommunen betaler.",
        "kroner": "Afregnet bruttoudgift pr. borger, paragraf og den måned, der er betalt for.",
        "helaarspersoner": "Døgnene divideret med periodens dage.",
        "pris": "Kroner pr. helårsperson på 365 dage; ukendt uden døgn.",
    },
    "refusionsdoegn": {
        "": "Statens refusion af døgn på § 110-boformer, talt pr. borger efter lovens datoer (SEL § 177).",
        "reformdatoer": "De dage, hvor reglerne for refusion af § 110 blev ændret ved lov.",
        "andel": "Den andel af et døgn, staten refunderer på dagen; en dag uden kilde bliver afvist.",
        "loebeaar": "De løbende år, en borgers ophold falder i, med første og sidste dag.",
        "refunderede": "Døgn og refunderede døgn i perioden, og om et menneske skal se på borgerens løbende år.",
        "antal_doegn": "Forskellige døgn i perioden; to ophold samme døgn tæller én gang.",
    },
    "samtidig": {
        "": "To grupper ved siden af hinanden: døgn i begge, og hvem der gik fra den ene til den anden.",
        "naetter_i_begge": "De perioder, hvor en borger er i begge grupper på én gang, med deres nætter.",
        "overgange": "Slutninger i den ene gruppe, som en start i den anden følger inden for det valgte antal dage.",
    },
    "udgift": {
        "": "Det, der er brugt: posteringer lagt sammen pr. konto og måned i det regnskabsår, de er bogført i.",
        "bogfoert": "Posteringerne med den måned i regnskabsåret, de tæller i; supplementsperioden hører til det gamle år.",
        "udgift": "Udgift pr. konto og måned, netto: en udgift er positiv, en indtægt negativ.",
        "kroner": "Summen i kroner og øre; nul, hvor der intet var at lægge sammen.",
    },
    "udtraek": {
        "": "Fra hvilken måned et udtræk af bevillinger har alle forløb med; før den er kun de lange tilbage.",
        "foerste_hele_maaned": "Måneden for den første afslutning i udtrækket, eller for den første start, hvor den er senere.",
    },
}


def sagt(maal: str) -> str:
    """The sentence of a measure written `module.function`. Raises LisError where it has none yet, with what to write."""
    modul, _, funktion = maal.partition(".")
    if funktion not in DANSK.get(modul, {}):
        raise LisError(f"Målet {maal.rstrip('.')} mangler sin danske sætning: skriv den i DANSK i lisanalysis/measures/sagt.py.")
    return DANSK[modul][funktion]
