"""Loop 2 once more, slowly and in plain Python: lists and loops over a handful of rows, nothing shared with the package.

It follows the written definition: references first, reversals cancel, then ever weaker evidence, each row used once, the earliest first.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from functools import cache
from itertools import combinations

NUL = Decimal("0.00")
ORE = Decimal("0.50")


def _m(dato) -> int:
    return dato.year * 12 + dato.month - 1


class S:
    """A settlement."""

    def __init__(self, a: dict, pleje: dict) -> None:
        self.id, self.borger, self.konto, self.x, self.ref = a["afregning_id"], a["borger_id"], a["konto"], a["beloeb"], a["henvisningsnr"]
        self.fra, self.til, self.r = a["periode_fra_dato"], a["periode_til_dato"], a.get("afregningstype") == "regulering"
        self.maaned, self.rettidig = _m(self.fra), _m(self.til)
        disp = a.get("disposition_dato")
        if self.r and disp and _m(disp) > self.rettidig:
            self.rettidig = _m(disp)
        self.pleje, self.gruppe = pleje.get(a["ydelse_id"]), None
        self.funktion_forkert = a["paragraf"] in FUNKTION and self.konto[:5] not in FUNKTION[a["paragraf"]]
        self.orden = (self.maaned, self.fra, self.til, self.id)


class P:
    """A posting."""

    def __init__(self, p: dict, kendte: set) -> None:
        self.id, self.borger, self.konto, self.x, self.ref = f"{p['bilag']}/{p['linje']}", p["borger_id"], p["konto"], p["beloeb"], p["henvisningsnr"]
        self.dato, self.aar, self.fag = p["posterings_dato"], p["regnskabsaar"], p["maskinnr"] == "BV001"
        d = _m(self.dato)
        self.maaned = d if self.dato.year == self.aar else self.aar * 12 + (11 if self.dato.year > self.aar else 0)
        self.kraever = p["art"] == "409CPR"
        self.fri = not self.ref or (not self.fag and self.ref not in kendte)
        self.gruppe, self.dobbelt, self.vaek = None, False, False
        self.orden = (self.dato, self.aar, p["bilag"], p["linje"])


# The functions of the paragraphs in the random municipality, from the account plan (5.38.52, 5.38.50, 5.38.42, 5.38.39 and 5.38.51).
FUNKTION = {"SEL-107": {"53852"}, "SEL-108": {"53850"}, "SEL-110": {"53842"}, "SEL-85": {"53839", "53851"}}


def i_tide(s: S, p: P) -> bool:
    if p.aar != s.rettidig // 12:
        return False
    d = _m(p.dato)
    return d in (s.rettidig, s.rettidig + 1) or (p.dato.year == p.aar + 1 and p.dato.month <= 2)


def linjer(kommune: dict) -> set[tuple]:
    """(source id, cause or explanation, citizen, account, month, difference) of every line of loop 2."""
    kendte = {a["henvisningsnr"] for a in kommune["afregning"]} - {None}
    pleje = {y["ydelse_id"]: y["plejefamilie_id"] for y in kommune["ydelse"]}
    naboer = {frozenset((n["borger_a"], n["borger_b"])) for n in kommune["nabo"]}
    ss = sorted((S(a, pleje) for a in kommune["afregning"] if a["status"] == "effektueret"), key=lambda s: s.orden)
    ps = sorted((P(p, kendte) for p in kommune["postering"]), key=lambda p: p.orden)
    ud = _tilbagefoer(ss, ps)
    _referencer(ss, ps)
    _uden_reference(ss, ps, naboer)
    return ud | _dom(ss, ps, naboer)


def _tilbagefoer(ss: list[S], ps: list[P]) -> set[tuple]:
    ud = set()
    for noegle in sorted({(p.ref, p.konto, p.borger or "", abs(p.x)) for p in ps if p.ref and p.x}):
        mine = [p for p in ps if (p.ref, p.konto, p.borger or "", abs(p.x)) == noegle]
        egne = [s.x for s in ss if (s.ref, s.konto, s.borger, abs(s.x)) == noegle]
        oensket = min(sum(x > 0 for x in egne), sum(x < 0 for x in egne))
        par = []
        for samme_maaned in (True, False):
            for maaned in sorted({p.maaned for p in mine}) if samme_maaned else [None]:
                brugte = {id(q) for par_ in par for q in par_}
                rest = [p for p in mine if id(p) not in brugte and (maaned is None or p.maaned == maaned)]
                par += list(zip([p for p in rest if p.x > 0], [p for p in rest if p.x < 0], strict=False))
        for plus, minus in par[: max(len(par) - oensket, 0)]:
            plus.vaek = minus.vaek = True
            s_id = min((s.id for s in ss if s.ref == plus.ref), default=None)
            if plus.maaned != minus.maaned:
                ud |= {(s_id or q.id, "ok_tilbagefoert", q.borger, q.konto, q.maaned, -q.x) for q in (plus, minus)}
    return ud


def _saml(s: list[S], p: list[P]) -> None:
    for r in (*s, *p):
        r.gruppe = s[0].id


def _referencer(ss: list[S], ps: list[P]) -> None:
    def rest(ref):
        return [s for s in ss if s.ref == ref and not s.gruppe], [p for p in ps if p.ref == ref and not p.gruppe and not p.vaek]

    def sum_(rows):
        return sum((r.x for r in rows), NUL)

    def celle(ref, tolerance):
        s, p = rest(ref)
        for k in {(r.konto, r.borger) for r in s}:
            a, b = [r for r in s if (r.konto, r.borger) == k], [r for r in p if (r.konto, r.borger) == k]
            if a and b and (tolerance is None or abs(sum_(a) - sum_(b)) <= tolerance):
                _saml(a, b)

    for ref in {s.ref for s in ss if s.ref}:
        celle(ref, ORE)
        for ens in (lambda a, b: a.konto == b.konto and a.borger == b.borger, lambda a, b: a.konto == b.konto, lambda a, b: a.borger == b.borger, lambda a, b: True):
            for s in rest(ref)[0]:
                p = next((p for p in rest(ref)[1] if p.x == s.x and ens(s, p)), None)
                if p:
                    _saml([s], [p])
        s, p = rest(ref)
        if s and p and abs(sum_(s) - sum_(p)) <= ORE:
            _saml(s, p)
        celle(ref, None)
        s, p = rest(ref)
        if s and p:
            _saml(s, p)
        for p in rest(ref)[1]:
            mulige = [s for s in ss if s.ref == ref and s.gruppe]
            if mulige:
                ligest = min(mulige, key=lambda s: ((s.x != p.x) * 4 + (s.konto != p.konto) * 2 + (s.borger != p.borger), s.orden))
                p.gruppe, p.dobbelt = ligest.gruppe, ligest.x == p.x


def _uden_reference(ss: list[S], ps: list[P], naboer: set) -> None:
    def frie():
        return [p for p in ps if p.fri and not p.gruppe and not p.vaek]

    def ubogfoert():
        return [s for s in ss if not s.gruppe]

    for nr, hvem in enumerate((lambda s, p: p.borger == s.borger, lambda s, p: not p.borger)):
        foer = set(map(id, ubogfoert())), set(map(id, frie()))
        for tid in (lambda s, p: _m(p.dato) == s.rettidig, lambda s, p: _m(p.dato) == s.rettidig + 1, lambda s, p: p.dato.year == p.aar + 1 and p.dato.month <= 2):
            for s in ubogfoert():
                p = next((p for p in frie() if (p.konto, p.x, p.aar) == (s.konto, s.x, s.rettidig // 12) and hvem(s, p) and tid(s, p)), None)
                if p:
                    _saml([s], [p])
        if nr == 0:
            _omparret([s for s in ss if id(s) in foer[0]], [p for p in ps if id(p) in foer[1] and p.borger])
    for p in [p for p in frie() if p.fag]:
        s = next((s for s in ss if s.gruppe and (s.konto, s.borger, s.x) == (p.konto, p.borger, p.x) and i_tide(s, p)), None)
        if s:
            p.gruppe, p.dobbelt = s.gruppe, True

    def rang(s, p):
        ens, forskel = (s.konto == p.konto, s.borger == p.borger, s.x == p.x), abs(_m(p.dato) - s.rettidig)
        if all(ens) and forskel <= 12:
            return 0
        if not i_tide(s, p):
            return None
        if ens[1] and ens[2]:
            return 1
        if ens[0] and ens[2]:
            return 2 if p.borger and p.borger == s.pleje else 3 if frozenset((s.borger, p.borger)) in naboer else None
        if ens[0] and ens[1] and s.x:
            return 4 if p.x == -s.x else 5 if _ti(s.x, p.x) else None
        return None

    mulige = [(rang(s, p), abs(_m(p.dato) - s.rettidig), s.orden, p.orden, s, p) for s in ubogfoert() for p in frie()]
    for *_, s, p in sorted((k for k in mulige if k[0] is not None), key=lambda k: k[:4]):
        if not s.gruppe and not p.gruppe:
            _saml([s], [p])
    for k in sorted({(s.konto, s.borger) for s in ubogfoert()}):
        for mange_p in (True, False):
            for en in [r for r in (ubogfoert() if mange_p else frie()) if (r.konto, r.borger) == k]:
                andre = [r for r in (frie() if mange_p else ubogfoert()) if (r.konto, r.borger) == k and r.x * en.x > 0]
                andre = [r for r in andre if (i_tide(en, r) if mange_p else i_tide(r, en))]
                valg = next((v for n in (2, 3, 4) for v in combinations(andre, n) if sum(r.x for r in v) == en.x), None)
                if valg:
                    _saml([en], list(valg)) if mange_p else _saml(list(valg), [en])


def _omparret(ss: list[S], ps: list[P]) -> None:
    """Equal amounts of one citizen left over on both sides: the pairing without crossings that has most pairs, then least delay."""
    for k in {(s.konto, s.borger, s.x) for s in ss if not s.gruppe} & {(p.konto, p.borger, p.x) for p in ps if not p.gruppe}:
        s = sorted((r for r in ss if (r.konto, r.borger, r.x) == k), key=lambda r: (r.rettidig, r.orden))
        p = [r for r in ps if (r.konto, r.borger, r.x) == k]

        @cache
        def bedst(i, j, s=s, p=p):
            if i == len(s) or j == len(p):
                return (0, 0, ())
            mulige = [bedst(i + 1, j), bedst(i, j + 1)]
            if i_tide(s[i], p[j]):
                n, lag, par = bedst(i + 1, j + 1)
                mulige.insert(0, (n + 1, lag - abs(_m(p[j].dato) - s[i].rettidig), ((i, j), *par)))
            return max(mulige, key=lambda m: m[:2])

        for r in (*s, *p):
            r.gruppe = None
        for i, j in bedst(0, 0)[2]:
            _saml([s[i]], [p[j]])


def _ti(a: Decimal, b: Decimal) -> bool:
    return any(abs(a * Decimal(10) ** k - b) <= Decimal("0.01") for k in (-3, -2, -1, 1, 2, 3)) and bool(b)


def _dom(ss: list[S], ps: list[P], naboer: set) -> set[tuple]:
    ud = set()
    for p in ps:
        if not p.vaek and not p.gruppe:
            ud.add((p.id, "uden_afregning" if p.fag or not p.fri else "ikke_fra_fagsystem", p.borger, p.konto, p.maaned, -p.x))
    for s in ss:
        s.gruppe = s.gruppe or s.id
    for g in {s.gruppe for s in ss}:
        s, p = [r for r in ss if r.gruppe == g], [r for r in ps if r.gruppe == g and not r.vaek]
        aarsag = _aarsag(s, p, naboer)
        celler: dict[tuple, Decimal] = defaultdict(lambda: NUL)
        for r in s:
            celler[r.borger, r.konto, r.maaned] += r.x
        for r in p:
            celler[r.borger, r.konto, r.maaned] -= r.x
        skaeve = {c: v for c, v in celler.items() if v}
        if aarsag or skaeve:
            navn = aarsag or _ok(s, p)
            ud |= {(s[0].id, navn, *c, v) for c, v in skaeve.items()} or {(s[0].id, navn, NUL)}
    return ud


def _aarsag(s: list[S], p: list[P], naboer: set) -> str | None:
    if not p:
        return "ikke_bogfoert"
    a, b = sum(r.x for r in s), sum(r.x for r in p)
    igen = [r for r in p if r.dobbelt]
    ene = [r for r in p if not r.dobbelt]
    fremmede = [r for r in ene if r.borger and all(r.borger != t.borger for t in s)]
    kendt = [r for r in fremmede if any(frozenset((r.borger, t.borger)) in naboer or r.borger == t.pleje for t in s)]
    skaeve = [r for r in ene if all(r.konto != t.konto for t in s)]
    dranst = [r for r in skaeve if any(r.konto[:5] + r.konto[6:] == t.konto[:5] + t.konto[6:] for t in s)]
    if (igen and abs(a - b + sum(r.x for r in igen)) <= ORE) or (a and b in (2 * a, 3 * a)):
        return "dobbeltbogfoert"
    if a and b == -a:
        return "fortegnsfejl"
    if abs(a - b) > ORE:
        return "decimalfejl" if _ti(a, b) else "beloeb_afvigelse"
    if any(not any(i_tide(t, r) for t in s) for r in ene):
        return "periode_forskudt"
    if (len(skaeve) == len(ene) and len(skaeve) > len(dranst)) or any(t.funktion_forkert for t in s):
        return "fejlkonteret"
    if skaeve and len(skaeve) == len(ene):
        return "forkert_dranst"
    if fremmede and len(fremmede) == len(kendt) == len(ene):
        return "cpr_afvigelse"
    if any(not r.borger and r.kraever for r in ene):
        return "uden_cpr"
    return "uforklaret" if fremmede or skaeve else None


def _ok(s: list[S], p: list[P]) -> str:
    ens = sum(r.x for r in s) == sum(r.x for r in p)
    supplement = any(r.dato.year == r.aar + 1 and r.dato.month <= 2 for r in p)
    if any(r.r for r in s):
        return "ok_regulering"
    if supplement:
        return "ok_supplement"
    if not ens:
        return "ok_afrunding"
    return "ok_uden_cpr" if any(not r.borger for r in p if not r.dobbelt) else "ok_forskudt"
