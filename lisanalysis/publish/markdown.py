"""Turns a notebook's Markdown into the page's HTML: no raw HTML, no addresses, and headings that fit below the title."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

_TITEL = re.compile(r"\s*#\s")


def til_html(kilde: str) -> str:
    """The Markdown as HTML; the highest heading is h2, since the page's title is its one h1."""
    return MarkdownWithMath(renderer=_Side(escape=True, exclude_anchor_links=True)).render(kilde)


def er_titel(kilde: str) -> bool:
    """Whether the Markdown begins with a heading of the first level, as a notebook's first cell does."""
    return bool(_TITEL.match(kilde))


class _Side(IPythonRenderer):
    """A report is read on closed networks and on paper: a link is its text, a picture its description."""

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        return f"<h{max(2, level)}>{text}</h{max(2, level)}>\n"

    def link(self, text: str, url: str, title: str | None = None) -> str:
        return re.sub(r"^https?://", "", text)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return f"<em>{escape(text)}</em>" if text else ""

    def block_code(self, code: str, info: str | None = None) -> str:
        return f"<pre><code>{escape(code)}</code></pre>\n"
