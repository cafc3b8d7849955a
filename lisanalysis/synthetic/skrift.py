"""How values are written in the extracts: dates, money in øre, units and paragraphs."""

from datetime import date


def dato(dag: date | None) -> str:
    """`dd-mm-åååå`; unknown or open is empty."""
    return f"{dag.day:02d}-{dag.month:02d}-{dag.year:04d}" if dag else ""


def dato8(dag: date | None) -> str:
    """`ååååmmdd`; unknown or open is empty."""
    return f"{dag.year:04d}{dag.month:02d}{dag.day:02d}" if dag else ""


def periode(dag: date) -> str:
    """`åååå-mm`."""
    return f"{dag.year:04d}-{dag.month:02d}"


def kroner(oere: int, tusind: str = "") -> str:
    """Whole øre as kroner with decimal comma; `tusind` is the thousands separator."""
    hele, rest = divmod(abs(oere), 100)
    tal = f"{hele:,}".replace(",", tusind)
    return f"{'-' if oere < 0 else ''}{tal},{rest:02d}"


def kroner_bag(oere: int) -> str:
    """Whole øre as kroner with the sign behind: `1234,50-`."""
    return kroner(abs(oere)) + ("-" if oere < 0 else "")


def decimal(tal: int, cifre: int) -> str:
    """An integer scaled by 10**cifre, with decimal comma and no trailing zeros: (15000, 4) is `1,5`."""
    hele, rest = divmod(abs(tal), 10**cifre)
    brud = f"{rest:0{cifre}d}".rstrip("0")
    return f"{'-' if tal < 0 else ''}{hele}{',' + brud if brud else ''}"


def decimal_bag(tal: int, cifre: int) -> str:
    """As `decimal`, with the sign behind."""
    return decimal(abs(tal), cifre) + ("-" if tal < 0 else "")


def med_streg(cpr: str) -> str:
    """The number with a hyphen after the date of birth."""
    return f"{cpr[:6]}-{cpr[6:]}"


def paragraftekst(noegle: str) -> str:
    """`SEL-52-3.7` as it is written on a screen: `SEL § 52 stk. 3 nr. 7`."""
    lov, nummer, *resten = noegle.split("-")
    stk, _, nr = (resten[0] if resten else "").partition(".")
    return f"{lov} § {nummer}" + (f" stk. {stk}" if stk else "") + (f" nr. {nr}" if nr else "")
