"""The words: each is explained once, found in its forms and not inside other words, and stands on a page that the gate lets out."""

from __future__ import annotations

from lisanalysis.publish import glossary
from lisanalysis.publish.markup import side_fejl


def test_hvert_ord_staar_en_gang() -> None:
    """No word or form is two words', every anchor is its own, and an explanation is a sentence."""
    alle = [f.lower() for o in glossary.ordene() for f in (o.ord, *o.former)]
    ankre = [o.anker for o in glossary.ordene()]
    assert len(alle) == len(set(alle)) and len(ankre) == len(set(ankre)) >= 40
    assert all(o.betyder[0].isupper() and o.betyder.endswith(".") for o in glossary.ordene())


def test_kun_de_brugte_ord_findes() -> None:
    """A form counts, a part of a longer word and what stands in markup do not."""
    side = '<style>.takst{}</style><p title="refusion">188 helårspersoner og 95\u00a0%-interval: Bevillingerne er afregnet. Tilbudstakstbladet.</p>'
    assert {o.ord for o in glossary.brugte(side)} == {"helårsperson", "95 %-interval", "bevilling", "afregning"}


def test_siden_kan_slippes_ud() -> None:
    """The page passes the check that every page must pass, and has every word."""
    side = glossary.side(kommune="Eksempelby", per="2025-12-31")
    assert side_fejl(side) == "" and side.count("<dt>") == len(glossary.ordene())
