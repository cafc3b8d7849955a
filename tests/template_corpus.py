"""Our own corpus for the three rows of the threat table that are about templates, and cells that are as good as they look.

Each hostile thing is something that a person could be sent. Nothing here is executed by a test; what runs is the check.
"""

from __future__ import annotations

import io
import json
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from template_prep import resealed, with_cells

from lisanalysis.templates import archive, jsonbytes
from lisanalysis.templates.check import check
from lisanalysis.templates.notebook import cleaned, parameter_cell, source
from lisanalysis.templates.package import open_package
from lisanalysis.templates.parameters import read_cell, schema_of

ROD = Path(__file__).resolve().parent.parent
Bytes = Iterator[tuple[str, bytes]]


# --- hostile archive ---------------------------------------------------------------------------------------------------------

def archives(good: bytes) -> Bytes:
    """Packages that are wrong as files; `good` is one that is right."""
    members = open_package(good).members
    yield from _not_packages(good)
    yield from ((f"medlem {name!r}", _zip({**members, name: b"x"})) for name in (
        "../ude.py", "/etc/passwd", "..\\ude.py", "C:\\ude.py", "C:ude.py", "mappe/notebook.ipynb", "mappe/", "./notebook.ipynb", ".skjult",
        "notebook.ipynb ", "notebook.ipynb.", "NOTEBOOK.IPYNB", "con", "nul.txt", "ekstra.py", "setup.py", "conftest.py", "a\nb", "a\x00b", "~", "æ" * 300,
        "notebook.ipynb:strøm", "..", "....//ude", "%2e%2e%2fude", "\u202enbpyi.koobeton",
    ))
    yield "henvisning (symlink) ud", _entry(members, archive.README, b"/etc/passwd", mode=stat.S_IFLNK | 0o777)
    yield "rør i stedet for fil", _entry(members, archive.README, b"", mode=stat.S_IFIFO | 0o644)
    yield "mappe i stedet for fil", _entry(members, archive.README, b"", mode=stat.S_IFDIR | 0o755)
    for name in (archive.NOTEBOOK, archive.MANIFEST, archive.README):
        yield f"to gange {name}", _twice(members, name)
        yield f"uden {name}", _zip({n: raw for n, raw in members.items() if n != name})
    yield "bombe: 100 MB nuller", _zip({**members, archive.README: bytes(100_000_000)}, zipfile.ZIP_DEFLATED)
    yield "bombe: 45 gange 2 MB", _zip({**members, **{f"f{i}": bytes(2_000_000) for i in range(45)}}, zipfile.ZIP_DEFLATED)
    yield "bombe: lzma", _zip({**members, archive.README: bytes(20_000_000)}, zipfile.ZIP_LZMA)
    yield "bombe: bzip2", _zip({**members, archive.README: bytes(20_000_000)}, zipfile.ZIP_BZIP2)
    yield "for mange filer", _zip({**members, **{f"f{i}": b"" for i in range(60)}})
    yield "fyrre tusinde tomme filer", _zip({f"f{i}": b"" for i in range(40_000)})
    yield "6 MB", _zip({**members, archive.README: b"a" * 6_000_000})
    yield "pakket sammen", _zip(members, zipfile.ZIP_DEFLATED)
    yield "kommentar", _comment(members)
    yield "ekstra felt", _entry(members, archive.README, members[archive.README], extra=b"\x01\x00\x04\x00abcd")
    yield "anden dato", _entry(members, archive.README, members[archive.README], when=(2020, 1, 1, 0, 0, 0))
    yield "krypteret mærke", _flag(good)
    yield "løgn om størrelsen", good.replace(len(members[archive.README]).to_bytes(4, "little"), (1).to_bytes(4, "little"), 1)


def _not_packages(good: bytes) -> Bytes:
    yield "tom fil", b""
    yield "tekst", b"ikke en zip"
    yield "kun slutningen af en zip", b"PK\x05\x06" + bytes(18)
    yield "afkortet", good[:-30]
    yield "halv", good[: len(good) // 2]
    yield "noget foran", b"#!/bin/sh\necho hej\n" + good
    yield "noget bagefter", good + b"PK\x03\x04 og mere"
    yield "en zip mere bagefter", good + good
    yield "gzip", b"\x1f\x8b\x08" + bytes(50)


def _zip(members: dict[str, bytes], how: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as made:
        for name, raw in members.items():
            made.writestr(name, raw)
    return out.getvalue()


def _entry(members: dict[str, bytes], name: str, raw: bytes, *, mode: int = 0o100644, extra: bytes = b"", when: tuple = (1980, 1, 1, 0, 0, 0)) -> bytes:
    """The package as the packer writes it, but for one entry's own particulars."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for each in sorted(members):
            entry = zipfile.ZipInfo(each, when if each == name else (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, (mode if each == name else 0o100644) << 16
            entry.extra = extra if each == name else b""
            made.writestr(entry, raw if each == name else members[each])
    return out.getvalue()


def _twice(members: dict[str, bytes], name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for each in sorted([*members, name]):
            import warnings

            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                made.writestr(zipfile.ZipInfo(each, (1980, 1, 1, 0, 0, 0)), members[each])
    return out.getvalue()


def _comment(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO(archive.pack(members))
    with zipfile.ZipFile(out, "a") as made:
        made.comment = b"en kommentar"
    return out.getvalue()


def _flag(good: bytes) -> bytes:
    """The bit for encryption set in both places of the first entry."""
    raw = bytearray(good)
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


# --- a manifest, a notebook or a trial that is not what it says ----------------------------------------------------------------

def contents(good: bytes) -> Bytes:
    """Packages that are whole as files, every hash right, and wrong inside."""
    members = open_package(good).members
    said = json.loads(members[archive.MANIFEST])
    for what, change in _manifests(said):
        yield f"manifest: {what}", resealed(members, **change)
    for name in (archive.MANIFEST, archive.NOTEBOOK, archive.TRIAL):
        raw = members[name]
        yield f"{name}: nøgle to gange", _sealed_raw(members, name, raw.replace(b"{", b'{"format": "x", "cells": [], "seed": 2,', 1))
        yield f"{name}: NaN", _sealed_raw(members, name, raw.replace(b"}\n", b', "x": NaN}\n'))
        yield f"{name}: BOM", _sealed_raw(members, name, b"\xef\xbb\xbf" + raw)
        yield f"{name}: utf-16", _sealed_raw(members, name, raw.decode().encode("utf-16"))
        yield f"{name}: andre mellemrum", _sealed_raw(members, name, raw + b"\n")
        yield f"{name}: dybt", _sealed_raw(members, name, b'{"a":' * 50_000 + b"1" + b"}" * 50_000)
        yield f"{name}: liste", _sealed_raw(members, name, b"[]\n")
    for what, book in _notebooks(json.loads(members[archive.NOTEBOOK])):
        yield f"notebook: {what}", resealed({**members, archive.NOTEBOOK: jsonbytes.write(book)})
    trial = json.loads(members[archive.TRIAL])
    for what, change in (("ti millioner indbyggere", {"indbyggere": 10_000_000}), ("500 år", {"aar": 500}), ("ukendt felt", {"kommando": "ls"}),
                         ("system med sti", {"systemer": ["../x"]}), ("system med linjeskift", {"systemer": ["nexus: {}\n  x"]})):  # fmt: skip
        yield f"prøve: {what}", resealed({**members, archive.TRIAL: jsonbytes.write({**trial, **change})})
    for name in (archive.NOTEBOOK, archive.README, archive.TRIAL):
        yield f"forkert hash: {name}", archive.pack({**members, name: members[name] + b" "})


def _sealed_raw(members: dict[str, bytes], name: str, raw: bytes) -> bytes:
    if name == archive.MANIFEST:
        return archive.pack({**members, name: raw})
    return resealed({**members, name: raw})


def _manifests(said: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for navn in ("udgiftsstigning", "../x", "Natlogi", "x", "import", "natlogi;rm", "natlogi\n", "__init__", "a" * 80, "", 7, None):
        yield f"navn {navn!r}", {"navn": navn}
    for version in ("1", "1.0", "v1.0.0", "1.0.0-../x", "01.0.0", "1.0.0\n", "1.0.0+x", "99999999.0.0", 1):
        yield f"version {version!r}", {"version": version}
    yield "andet format", {"format": "lisskabelon/2"}
    yield "ukendt felt", {"efter_installation": "x.py"}
    yield "kraever er kode", {"kraever": "__import__('os')"}
    yield "terminalkoder i titlen", {"titel": "Pæn\x1b[2J\x1b[31mtitel"}
    yield "vendt tekst i titlen", {"titel": "Udgift \u202e gnirev"}
    yield "linjeskift i forfatteren", {"forfatter": {"navn": "Anne\nBo Bruger", "kommune": "X", "maerke": ""}}
    yield "HTML i beskrivelsen", {"beskrivelse": "Se her <script>alert(1)</script> og videre"}
    yield "kolonnen cpr", {"tabeller": {"borger": {"kolonner": ["cpr"], "valgfri": False}}}
    yield "tabelnavn er en sti", {"tabeller": {"../borger": {"kolonner": ["konto"], "valgfri": False}}}
    yield "ingen tabeller", {"tabeller": {}}
    yield "bygger på en sti", {"bygger_paa": "os.path"}
    yield "publikum 'alle'", {"resultat": {**said["resultat"], "publikum": "alle"}}
    one = said["parametre"]["properties"]["konto"]
    for navn in HOSTILE_NAMES:
        yield f"parameternavn {navn!r}", {"parametre": {**said["parametre"], "properties": {navn: one}}}
    for what, prop in (("anden standardværdi", {**one, "default": "9"}), ("anden type", {**one, "type": "integer"}), ("$ref", {**one, "$ref": "http://x/y"}),
                       ("mønster der ikke findes", {**one, "pattern": "(?<=a)b("}), ("mønster som tal", {**one, "pattern": 5}), ("grænse som tekst", {**one, "minimum": "x"}),
                       ("standard udenfor", {**one, "enum": ["7"]}), ("enum uden liste", {**one, "enum": 3}), ("ikke et objekt", "x")):  # fmt: skip
        yield f"parameter: {what}", {"parametre": {**said["parametre"], "properties": {"konto": prop}}}
    yield "parametre åbne for andet", {"parametre": {**said["parametre"], "additionalProperties": True}}
    yield "parametre er en liste", {"parametre": []}


def _notebooks(book: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    def changed(nr: int, **change: Any) -> dict[str, Any]:
        cells = [dict(c) for c in book["cells"]]
        cells[nr] |= change
        return {**book, "cells": cells}

    yield "format 3", {**book, "nbformat": 3}
    yield "format 4.4", {**book, "nbformat_minor": 4}
    yield "anden kerne", {**book, "metadata": {**book["metadata"], "kernelspec": {"display_name": "x", "language": "bash", "name": "bash"}}}
    yield "papermill i metadata", {**book, "metadata": {**book["metadata"], "papermill": {"parameters": {}}}}
    yield "widgets i metadata", {**book, "metadata": {**book["metadata"], "widgets": {}}}
    yield "worksheets", {**book, "worksheets": []}
    yield "ingen celler", {**book, "cells": []}
    yield "celler er tekst", {**book, "cells": "x"}
    yield "rå celle", changed(0, cell_type="raw")
    yield "ukendt celle", changed(0, cell_type="heading")
    yield "resultat i celle", changed(2, outputs=[{"output_type": "stream", "name": "stdout", "text": ["x"]}])
    yield "tæller i celle", changed(2, execution_count=1)
    yield "bilag i celle", changed(0, attachments={"x.png": {"image/png": "eA=="}})
    yield "metadata i celle", changed(2, metadata={"trusted": True})
    yield "andet mærke", changed(2, metadata={"tags": ["injected-parameters"]})
    yield "to parameterceller", changed(2, metadata={"tags": ["parameters"]})
    yield "ingen parametercelle", changed(1, metadata={})
    yield "samme id to gange", changed(1, id=book["cells"][0]["id"])
    yield "id med sti", changed(1, id="../x")
    yield "kilde som tekst", changed(2, source="import lisanalysis as lis")
    yield "kilde med tal", changed(2, source=[1])
    yield "kilde delt så den læses anderledes", changed(2, source=["import lisanalysis as ", "lis\n", "\n", "data = lis.load(kommune, per=per)"])
    yield "meget lang celle", changed(2, source=[f"x{i} = 1\n" for i in range(9_000)])
    yield "kode før parametrene", {**book, "cells": [book["cells"][2], *book["cells"][:2], *book["cells"][3:]]}
    yield "for mange celler", {**book, "cells": book["cells"] + [{**book["cells"][0], "id": f"m-{i}"} for i in range(300)]}
    yield "gemmer aldrig", {**book, "cells": book["cells"][:-1]}
    for what, line in PARAMETER_LINES:
        yield f"parametercelle: {what}", changed(1, source=[*(s.rstrip("\n") + "\n" for s in book["cells"][1]["source"]), line])


HOSTILE_NAMES = (
    "x=1;open('y','w').write('z');y", "x\nimport os", "__import__", "__class__", "_skjult", "class", "lambda", "match", "print", "lis", "svar", "data",
    "kommune", "per", "konto ", "kon to", "Konto", "ｋonto", "konto\u200b", "kоnto", "", "1konto", "konto-2", "konto.x", "konto[0]", "a" * 60,
)
PARAMETER_LINES = (
    ("import", "import os"), ("kald", 'x: str = __import__("os").getcwd()  # X'), ("udtryk", "x: int = 1 + 1  # X"), ("uden type", "x = 1  # X"),
    ("uden forklaring", "x: int = 1"), ("forkert type", 'x: int = "1"  # X'), ("bool som tal", "x: int = True  # X"), ("type der køres", 'x: print("hej") = 1  # X'),
    ("to på en linje", "x: int = 1; y: int = 2  # X"), ("løkke", "for i in []: pass  # X"), ("f-streng", 'x: str = f"{kommune}"  # X'), ("indre navn", "__x: int = 1  # X"),
    ("lis", 'lis: str = ""  # X'), ("kommune igen", 'kommune: str = "varde"  # X'), ("attribut", "x.y: int = 1  # X"), ("byte", 'x: str = b"x"  # X'),
    ("magi", "%run x.py"), ("skal", "!ls"), ("kæmpe tal", f"x: int = {'9' * 5000}  # X"), ("usynligt tegn", 'x: str = "a\u200bb"  # X'),
)  # fmt: skip


# --- hostile code -----------------------------------------------------------------------------------------------------------

HOSTILE = (
    # run something
    "import os\nos.system('id')", "import subprocess", "import sys", "from os import system", "import socket", "import ctypes", "import pty", "import builtins",
    "import importlib", "importlib = __import__('importlib')", "__import__('os').system('id')", "eval('1')", "exec('import os')", "compile('1', '', 'eval')",
    "open('/etc/passwd').read()", "breakpoint()", "input()", "globals()['__builtins__']", "vars()", "getattr(data, 'forbindelse')", "type('X', (), {})",
    "().__class__.__base__.__subclasses__()", "''.__class__", "data.__dict__", "(lambda: 0).__globals__", "(x for x in []).gi_frame.f_globals", "lis.load.__globals__",
    "f = [*map(eval, ['1'])]", "list(map(open, ['x']))", "[c for c in ().__class__.__mro__]", "print.__self__", "sorted([1], key=eval)", "max([1], key=exec)",
    "__builtins__['eval']('1')", "get_ipython().system('id')", "get_ipython().run_line_magic('run', 'x.py')", "In[0]", "Out", "_oh", "exit()", "quit()",
    # magics and what IPython reads otherwise than Python
    "%run x.py", "%%bash\nid", "!id", "x = !id", "%load_ext x", "?data", "data??", "%matplotlib qt", "%%javascript\nalert(1)", "%env X=1", "%pip install x", "/data", ",print a b",
    ";print a", "%autoreload 2", "%%capture\nimport os", "# %%\n%timeit 1", "In [1]: x",
    # round the front door
    "import lisanalysis", "import lisanalysis.workspace as w", "from lisanalysis import workspace", "from lisanalysis.workspace import load", "import lisanalysis as l",
    "import lisanalysis as lis\nlis.reveal(['b_x'], reason='fejlretning: prøve')", "import lisanalysis as lis\nlis.workspace", "import lisanalysis as lis\nlis.errors.os",
    "import lisanalysis as lis\nx = lis", "import lisanalysis as lis\nlis.load('varde')", "import lisanalysis as lis\nlis.load(kommune, per='2020-01-01')",
    "import lisanalysis as lis\nlis.load(per=per, kommune='varde')", "import lisanalysis as lis\nf = lis.load\nf('varde')", "import lisanalysis as lis\nlis.load(*['varde'])",
    "import lisanalysis as lis\nlis.load(**{'kommune': 'varde'})", "import lisanalysis as lis\nlis.analyse = print", "import lisanalysis as lis\nlis = 1", "kommune = 'varde'\n", "per = ''",
    "for kommune in ['varde']: pass", "(kommune := 'varde')", "[kommune for kommune in ['a']]", "data.forbindelse.raw_sql('select 1')", "data.forbindelse", "data.udsnit", "data.tidligere('x')",
    "data.tabel('borger').get_backend()", "data.tabel('borger').sql('select 1')", "data.tabel('borger').alias('x').sql('select 1')", "data.accepterede", "data.kolonner",
    "svar.data.forbindelse", "data.tabel('borger')._find_backend()", "data.kommune.database", "svar.result.__init__",
    # files and the net
    "import pandas as pd\npd.read_csv('x')", "import pandas as pd\npd.read_pickle('x')", "import pandas as pd\npd.io.common.os.system('id')", "import pandas as pd\nx = pd\nx.io",
    "import pandas as pd\npd.eval('1')", "import pandas as pd\npd.DataFrame().query('@pd.io.common.os.system(\"id\")')", "import pandas as pd\npd.DataFrame().eval('a=1')",
    "import pandas as pd\npd.DataFrame().to_csv('x')", "import pandas as pd\npd.DataFrame().to_pickle('x')", "import pandas as pd\npd.DataFrame().agg('to_csv', path_or_buf='x')",
    "import pandas as pd\npd.DataFrame().apply('to_pickle', path='x')", "import pandas as pd\npd.DataFrame().agg('to_' + 'csv', path_or_buf='x')", "import pandas as pd\npd.DataFrame().agg(f'to_{kommune}')",
    "import pandas as pd\nf = pd.DataFrame().to_csv", "import pandas as pd\nf = pd.DataFrame().agg\nf('to_' 'csv')", "import pandas as pd\npd.DataFrame().transform(per)",
    "import pandas as pd\npd.DataFrame().agg(func=per, path_or_buf='x')", "import pandas as pd\npd.DataFrame().agg(**{'func': per})", "import pandas as pd\npd.core", "from pandas import io", "import pandas.io.common",
    "import pandas as pd\nlist(map(pd.DataFrame().agg, [per]))", "import pandas as pd\npd.options.display.html.table_schema = True", "import pandas as pd\npd.DataFrame.sum = print",
    "import pandas as pd\npd.DataFrame({'to_csv': [1]}).to_csv", "import pandas as pd\ndict(to_csv=1)\npd.DataFrame().to_csv('x')", "import pandas as pd\npd.api.interchange", "import pandas as pd\npd.DataFrame().style.to_html('x')",
    "import pandas as pd\npd.DataFrame().plot().figure.savefig('x')", "import pandas as pd\npd.HDFStore('x')", "import pandas as pd\npd.ExcelWriter('x')",
    "import numpy as np\nnp.load('x', allow_pickle=True)", "import numpy as np\nnp.array([1]).tofile('x')", "import numpy as np\nnp.array([1]).dump('x')", "import numpy as np\nnp.lib", "import numpy as np\nnp.savetxt('x', [1])",
    "import numpy as np\nnp.fromfile('x')", "import numpy as np\nnp.ctypeslib", "import ibis\nibis.read_csv('x')", "import ibis\nibis.duckdb.connect('x')", "import ibis\nibis.connect('duckdb://x')",
    "import ibis\n@ibis.udf.scalar.builtin\ndef f(x: str) -> str: ...", "import ibis\nibis.options.sql", "import ibis\nibis.memtable({'a': [1]}).to_csv('x')", "data.tabel('borger').to_parquet('x')",
    "import duckdb", "import requests", "import urllib.request", "from urllib.request import urlopen", "import http.client", "import pickle", "import shutil", "from pathlib import Path", "import tempfile",
    "import sqlite3", "import json\njson.load(open('x'))", "import io", "import glob", "import threading", "import multiprocessing", "import asyncio", "import inspect", "import gc", "import code", "import webbrowser",
    "import IPython", "from IPython.display import HTML", "import ipywidgets", "import papermill", "import nbformat", "import yaml", "import jinja2", "import sqlalchemy", "import pyarrow.fs",
    "import datetime\ndatetime.sys", "import statistics\nstatistics.sys", "import collections\ncollections._sys", "from collections import _sys", "from math import *", "from . import x", "import decimal\ndecimal.__builtins__",
    "from functools import reduce", "from operator import attrgetter", "import datetime as d", "from datetime import date as open",
    "import pandas as pd\npd.DataFrame().agg(''.join(['to_', 'csv']), path_or_buf=''.join(['x']))", "import pandas as pd\npd.DataFrame().agg(func=''.join(['to_', 'csv']), path_or_buf=str('x'))",
    "import pandas as pd\npd.DataFrame().agg(pd.Series(['to_', 'csv']).sum(), int('0'), str('x'))", "import pandas as pd\npd.DataFrame().apply(str('to_').join(['', 'csv']), path_or_buf=str('x'))",
    "import pandas as pd\npd.DataFrame().agg(*['to_csv'.strip(), 0, 'x'])", "import pandas as pd\nx = 'to' + '_csv'\npd.DataFrame().agg(x, 0, 'x')",
    "def f(kommune, per):\n    return lis.load(kommune, per=per)\nf('varde', '')", "f = lambda kommune, per: lis.load(kommune, per=per)", "def f(lis): return lis.load", "def f(x=lis.load): return x('varde')",
    # change what others use
    "print = 1", "len = lambda x: 0", "def len(x): return 0", "def lis(): pass", "svar.result = 1", "data.tabel = print", "data.per = 1", "setattr(data, 'per', 1)", "del data.per", "class X: pass", "global x", "async def f(): pass",
    "await data", "def f():\n    nonlocal x", "@print\ndef f(): pass", "import pandas as lis", "import numpy as pd", "for print in [1]: pass", "import math as len",
    # hidden from the reader
    "x = '\u202e1'", "x = 1 # \u2066 if False", "x\u200b = 1", "ｅval('1')", "ｏｐｅｎ('x')", "𝚎𝚟𝚊𝚕('1')", "lіs = 1", "x = 'a\u00adb'", "\ufeffx = 1", "x = '\x1b[2J'", "x = 1\x0cy = 2", "x = 1\u2028import os",
    "x = '" + "A" * 300 + "'", "x = '__class__'", "x = '{0.__class__}'.format(data)", "x = 'http://eksempel.dk/'", "x = '\\\\\\\\server\\\\deling'", "x = b'abc'", "'%s' % data.__class__", "f'{data.__class__}'", "f'{(lambda: open)()}'",
    # never ends, hides faults, is not code
    "while True: pass", "try:\n    1/0\nexcept Exception: pass", "with data: pass", "raise SystemExit", "def f(:", "x = (", "\x00", "match data:\n    case _: pass",
    "f = data['x']\nf()", "data['x']()", "[lambda: 0][0]()", "import statsmodels.formula.api as smf\nsmf.ols('y ~ open(1)', data)", "import scipy", "from scipy.io import loadmat", "import matplotlib.pyplot as plt\nplt.savefig('x')",
    "import seaborn as sns\nsns.load_dataset('x')", "import re", "import random",
)  # fmt: skip

HOSTILE_PROSE = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "![x](http://eksempel.dk/x.png)", "![x](data:image/png;base64,AAAA)", "[klik](javascript:alert(1))", "<a href='x'>x</a>", "[se](https://eksempel.dk)",
    "<https://eksempel.dk>", "[x]: http://eksempel.dk", "Usynlig\u200b tekst", "Vendt \u202e tekst", "<!-- skjult -->", "![x](attachment:x.png)", "<iframe>", "<style>*{display:none}</style>", "Кommune", "www.eksempel.dk", "<svg/onload=x>",
    "\x1b[31mrød", "file:///etc/passwd",
)  # fmt: skip

GOOD = (
    "import lisanalysis as lis\nimport pandas as pd\nimport ibis\nfrom ibis import _\nfrom datetime import date, timedelta\nfrom decimal import Decimal",
    "import lisanalysis as lis\n\ndata = lis.load(kommune, per=per)",
    "%matplotlib inline\nimport numpy as np",
    "p = data.tabel('postering')\np.filter(p.konto.startswith(konto), p.dranst == '1').group_by('regnskabsaar').agg(beloeb=p.beloeb.sum(), antal=p.count()).to_pandas()",
    "import ibis\nfrom ibis import _\nt = data.tabel('afregning')\nt.mutate(aar=_.periode_fra_dato.year()).group_by('aar', 'paragraf').agg(borgere=_.borger_id.nunique(), kr=_.beloeb.sum()).order_by(ibis.desc('kr')).to_pandas()",
    "import pandas as pd\nf = pd.DataFrame({'aar': [2024, 2025], 'beloeb': [1, 2]})\nf = f[f['beloeb'] > 1].copy()\nf['vaekst'] = f['beloeb'].pct_change()\nf = f.sort_values('beloeb', ascending=False).reset_index(drop=True)",
    "import pandas as pd\nf = pd.DataFrame({'borger_id': ['a'], 'beloeb': [1]})\npr = f.groupby('borger_id', as_index=False).agg(i_alt=('beloeb', 'sum'), antal=('beloeb', 'size'))\npr['i_alt'].quantile([0.5, 0.9])",
    "import pandas as pd\nf = pd.DataFrame({'dato': ['2025-01-31']})\nf['maaned'] = pd.to_datetime(f['dato']).dt.to_period('M').astype(str)\nf.pivot_table(index='maaned', values='dato', aggfunc='count').fillna(0)",
    "import pandas as pd\na, b = pd.DataFrame({'x': [1]}), pd.DataFrame({'x': [1]})\nc = pd.merge(a, b, on='x', how='left').rename(columns={'x': 'nr'})\nc = pd.concat([c, c]).drop_duplicates()\nc['nr'].map({1: 'en'})",
    "def andel(del_, hele):\n    return del_ / hele if hele else None\n\nandel(1, 2)",
    "from decimal import Decimal\nnavne = {'SEL-107': 'Midlertidigt', 'SEL-108': 'Længerevarende'}\nfor kode, navn in navne.items():\n    print(f'{navn}: {len(kode):>5}')",
    "import pandas as pd\nf = pd.DataFrame({'a': [1, 2]})\nf['b'] = f['a'].apply(lambda v: v * 2)\nf.loc[f['a'] == 1, 'b'] = 0\nf.columns = ['a', 'b']\nlist(f['b'])",
    "import numpy as np\nimport pandas as pd\nf = pd.DataFrame({'a': [1, 2]})\nf['gruppe'] = np.where(f['a'] > 1, 'høj', 'lav')\nf['baand'] = pd.cut(f['a'], [0, 1, 5], labels=['0-1', '2-5'])\nf.groupby('gruppe')['a'].mean()",
    "if data.har('bevilling'):\n    b = data.tabel('bevilling')\n    aabne = b.filter(b.slut_dato.isnull())\n    antal = aabne.count().execute()",
    "svar = lis.analyse('udgiftsstigning', data, konto=konto)\nsvar.show('forside')\nif svar.status == 'ok':\n    svar.show('noegletal')",
    "svar.show('forbehold')\nlis.panel('udgiftsstigning', data, konto=konto)",
    "import lisanalysis as lis\nfigur = lis.Figur('udvikling', 'Udgiften steg', 'linje', poster, 'regnskabsaar', 'beloeb', 'En linje fra 2023 til 2025', borgerfri=True)",
    "from datetime import date, timedelta\nfra = date(data.per.year - 1, 1, 1)\nslut = data.per - timedelta(days=365)\nmaaneder = [f'{data.per.year}-{m:02d}' for m in range(1, 13)]",
    "import pandas as pd\nf = pd.DataFrame({'aar': [1], 'q': ['a']})\nf = f.melt(id_vars='aar').set_index('aar').stack().unstack().fillna(0)\nf.T.sum(axis=1).round(2).to_dict()",
    "from collections import Counter\noptalt = Counter(k for k in ['a', 'b', 'a'])\noptalt.most_common(3)\nsorted(optalt, key=lambda k: -optalt[k])",
    "import ibis\nt = data.tabel('afregning')\nv = ibis.window(group_by='borger_id', order_by='periode_fra_dato')\nt.mutate(forrige=t.beloeb.lag().over(v), kr=t.beloeb.cast('float64')).limit(10).to_pandas()",
    "a = data.tabel('afregning')\nb = data.tabel('bevilling')\nj = a.join(b, 'borger_id').select('borger_id', 'beloeb').distinct()\nj.filter(j.beloeb > 1000).head(5).to_pandas()",
    "import ibis\nt = data.tabel('afregning')\nt.mutate(slags=ibis.cases((t.beloeb < 0, 'retur'), else_='udgift')).group_by('slags').agg(antal=t.count()).to_pandas()",
)  # fmt: skip

GOOD_PROSE = (
    "# Natlogi\n\n**Hvad koster det?** Til controlleren, når 10 < n og andelen > 5 %.", "Så langt rækker data: fra 2023 til 2025. Se § 110, stk. 2.", "| År | Kr. |\n|---|---|\n| 2025 | 1.234,50 |",
    "- `konto` er kontoen\n- *kursiv* og **fed**\n\n1. første\n2. anden", "Formlen er $a = b / c$; 1 m² og ½ dag.", "> Citat med »anførselstegn« – og tankestreg …",
)  # fmt: skip


def own_notebooks() -> Iterator[tuple[str, dict[str, Any]]]:
    """Our own notebooks by stem; they are good by definition."""
    for fil in sorted((ROD / "notebooks").glob("*.ipynb")):
        yield fil.stem, json.loads(fil.read_text(encoding="utf-8"))


def as_template(good: bytes, book: dict[str, Any]) -> bytes:
    """One of our own notebooks in the place of the good package's."""
    clean = cleaned(book)
    cell = read_cell(source(clean["cells"][parameter_cell(clean)]))
    return resealed({**open_package(good).members, archive.NOTEBOOK: jsonbytes.write(clean)}, parametre=schema_of(cell))


def own_verdicts(good: bytes) -> Iterator[str]:
    """The verdict on each cell of each of our own notebooks."""
    for _, book in own_notebooks():
        yield from check(as_template(good, book)).cells.values()


# --- the count that the benchmark prints and the test keeps -------------------------------------------------------------------

PRELUDE = "import lisanalysis as lis\ndata = lis.load(kommune, per=per)\nsvar = lis.analyse('udgiftsstigning', data)\nposter = data.tabel('postering').to_pandas()"


def judged(raw: bytes) -> str:
    """The gravest verdict in a package: ok, person or afvist."""
    found = set(check(raw).cells.values())
    return next(v for v in ("afvist", "person", "ok") if v in found)


def in_a_package(good: bytes, cell: str, kind: str = "code") -> bytes:
    """The good package with the cell among those that any template has."""
    return with_cells(good, PRELUDE, (kind, cell), "lis.save(svar)")


def hostile(good: bytes) -> Iterator[tuple[str, str, str]]:
    """Row of the threat table, what was tried, and the verdict on it."""
    yield from (("arkiv", what, judged(raw)) for what, raw in archives(good))
    yield from (("indhold", what, judged(raw)) for what, raw in contents(good))
    yield from (("kode", cell, judged(in_a_package(good, cell))) for cell in HOSTILE)
    yield from (("tekst", text, judged(in_a_package(good, text, "markdown"))) for text in HOSTILE_PROSE)
    yield from (("ændret", f"byte {i}", judged(raw)) for i, raw in flipped(good))


def flipped(good: bytes) -> Iterator[tuple[int, bytes]]:
    """The package with one byte changed, in many places."""
    for place in range(0, len(good), max(1, len(good) // 400)):
        yield place, good[:place] + bytes([good[place] ^ 0x01]) + good[place + 1 :]


def sound(good: bytes) -> Iterator[tuple[str, str]]:
    """Each cell that is as good as it looks, and the verdict on it."""
    yield from ((cell, judged(in_a_package(good, cell))) for cell in GOOD)
    yield from ((text, judged(in_a_package(good, text, "markdown"))) for text in GOOD_PROSE)
