"""Reads a cell of code without running it, and says what in it is allowed, what a person must look at, and what is refused.

By an allow-list over the parsed code: of imports, names, attributes, kinds of statement, and of the strings that pandas takes for
names of methods. It is help for the person who reads the template. It is no sandbox: Python has more ways round any such list than
anyone can count, and code that is accepted runs with all that its user may do.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lisanalysis.templates import allowed
from lisanalysis.templates.parameters import GIVEN
from lisanalysis.templates.text import foreign, hidden

INLINE = "%matplotlib inline"
_DUNDER = re.compile(r"__\w")
_ADDRESS = re.compile(r"\b(?:https?|ftp|file|s3|gs|az|smb|postgres(?:ql)?|mssql|jdbc|odbc):|\\\\\w", re.IGNORECASE)
_LONG, _DENSE = 2000, re.compile(r"[A-Za-z0-9+/=_-]{120,}")
_PLAIN = (
    ast.Module, ast.Expr, ast.Assign, ast.AnnAssign, ast.AugAssign, ast.If, ast.For, ast.Pass, ast.Break, ast.Continue, ast.FunctionDef, ast.Return, ast.Lambda,
    ast.arguments, ast.arg, ast.keyword, ast.Import, ast.ImportFrom, ast.alias, ast.Name, ast.Attribute, ast.Subscript, ast.Slice, ast.Call, ast.Constant,
    ast.JoinedStr, ast.FormattedValue, ast.List, ast.Tuple, ast.Dict, ast.Set, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.comprehension,
    ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.NamedExpr, ast.Starred, ast.operator, ast.unaryop, ast.boolop, ast.cmpop, ast.expr_context,
)  # fmt: skip
_PERSON = {
    ast.While: "en while-løkke, som kan blive ved", ast.Try: "try: fejl kan blive skjult", ast.With: "with", ast.Raise: "raise", ast.Assert: "assert",
    ast.Delete: "del", ast.Match: "match", ast.Yield: "yield", ast.ExceptHandler: "", ast.withitem: "", ast.match_case: "", ast.pattern: "",
}  # fmt: skip


@dataclass(frozen=True, order=True)
class Note:
    """One thing that is not plainly allowed; `refused` or for a person."""

    line: int
    text: str
    refused: bool = True


@dataclass
class Names:
    """What the notebook as a whole has defined: variables, its own functions, names imported, columns it has made."""

    defined: set[str] = field(default_factory=set)
    functions: set[str] = field(default_factory=set)
    columns: set[str] = field(default_factory=set)
    modules: dict[str, frozenset[str]] = field(default_factory=dict)
    watched: set[str] = field(default_factory=set)


def parse(source: str) -> ast.Module:
    """The cell's code as Python reads it, `%matplotlib inline` left out. Raises SyntaxError for a magic, and where IPython would read it otherwise."""
    from IPython.core.inputtransformer2 import TransformerManager

    text = "\n".join("pass" if line.rstrip() == INLINE else line for line in source.splitlines()) + "\n"
    tree = ast.parse(text)
    if TransformerManager().transform_cell(text) != text and tree.body:
        raise SyntaxError
    return tree


def names_of(trees: Iterable[ast.Module], parameters: Iterable[str]) -> Names:
    """The names that all cells together define."""
    names = Names(defined=set(parameters))
    for node in (n for tree in trees for n in ast.walk(tree)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.defined.add(node.id)
        elif isinstance(node, ast.arg):
            names.defined.add(node.arg)
        elif isinstance(node, ast.FunctionDef):
            names.functions.add(node.name)
        elif isinstance(node, ast.keyword) and node.arg:
            names.columns.add(node.arg)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            names.columns.add(node.value)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            _imports(node, names)
    return names


def _imports(node: ast.Import | ast.ImportFrom, names: Names) -> None:
    for alias in node.names:
        bound = alias.asname or alias.name.partition(".")[0]
        if isinstance(node, ast.Import):
            known = allowed.MODULES.get(alias.name)
            names.modules[bound] = known[1] if known else frozenset()
            path = alias.name
        else:
            names.functions.add(bound)
            path = node.module or ""
        if path.partition(".")[0] in allowed.PERSON_MODULES:
            names.watched.add(bound)


def read(tree: ast.Module, source: str, names: Names) -> list[Note]:
    """All that is not plainly allowed in one cell, in the order of its lines."""
    notes = set(_whole(source))
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        notes |= {Note(line, text, refused) for text, refused in _node(node, parents, names)}
    return sorted(notes)


def _whole(source: str) -> Iterator[Note]:
    if said := hidden(source):
        yield Note(0, said)
    if foreign(source):
        yield Note(0, "bogstaver fra et andet alfabet", refused=False)


Said = Iterator[tuple[str, bool]]


def _node(node: ast.AST, parents: dict[ast.AST, ast.AST], names: Names) -> Said:
    """What is to be said of one node of the code, and whether it refuses the cell."""
    for kind, text in _PERSON.items():
        if isinstance(node, kind):
            if text:
                yield text, False
            return
    if not isinstance(node, _PLAIN):
        yield f"{type(node).__name__}: den slags kode hører ikke til i en skabelon", True
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        yield from _import(node)
    elif isinstance(node, ast.Name):
        yield from _name(node, parents, names)
    elif isinstance(node, ast.Attribute):
        yield from _attribute(node, parents, names)
    elif isinstance(node, ast.Constant):
        yield from _constant(node)
    elif isinstance(node, ast.Call):
        yield from _call(node, names)
    elif isinstance(node, ast.keyword) and node.arg:
        yield from _word(node.arg)
    elif isinstance(node, ast.arg):
        yield from _word(node.arg)
        if node.arg in names.modules or node.arg in names.functions or node.arg in allowed.BUILTINS or node.arg in GIVEN:
            yield f"'{node.arg}' får en ny betydning", True
    elif isinstance(node, ast.FunctionDef):
        yield from _function(node, names)


def _import(node: ast.Import | ast.ImportFrom) -> Said:
    for alias in node.names:
        path = alias.name if isinstance(node, ast.Import) else f"{'.' * node.level}{node.module or ''}"
        top = path.partition(".")[0]
        if isinstance(node, ast.Import) and path in allowed.MODULES:
            if (alias.asname or path) != allowed.MODULES[path][0]:
                yield f"'{path}' skal importeres som {allowed.MODULES[path][0]}", True
        elif isinstance(node, ast.ImportFrom) and path in allowed.MODULES and path not in ("lisanalysis", "pandas", "numpy"):
            if alias.name not in allowed.MODULES[path][1]:
                yield f"'{alias.name}' fra {path} er ikke på listen over det, der må bruges", True
            if alias.asname and alias.asname != alias.name:
                yield f"'{alias.name}' skal hedde det samme, når det er importeret", True
        elif top in allowed.PERSON_MODULES:
            yield f"biblioteket {top}", False
        else:
            yield f"import af {top or 'en nabofil'}: biblioteket er ikke på listen over det, der må bruges", True


def _name(node: ast.Name, parents: dict[ast.AST, ast.AST], names: Names) -> Said:
    yield from _word(node.id)
    parent = parents.get(node)
    if not isinstance(node.ctx, ast.Load):
        if node.id in names.modules or node.id in names.functions or node.id in allowed.BUILTINS or node.id in allowed.LIS:
            yield f"'{node.id}' får en ny betydning", True
        if node.id in GIVEN:
            yield f"'{node.id}' sættes; den kommer fra den, der kører skabelonen", True
        if not node.id.isascii() and foreign(node.id):
            yield f"navnet '{node.id}' har bogstaver fra et andet alfabet", True
    elif node.id in names.watched:
        yield f"brug af {node.id}", False
    elif node.id in names.modules:
        if not (isinstance(parent, ast.Attribute) and parent.value is node):
            yield f"'{node.id}' bruges som en ting; skriv {node.id}.navn", True
    elif node.id not in names.defined | names.functions | allowed.BUILTINS:
        yield f"'{node.id}' er hverken notebookens eget navn eller på listen over det, der må bruges", True


def _attribute(node: ast.Attribute, parents: dict[ast.AST, ast.AST], names: Names) -> Said:
    name, root = node.attr, node.value.id if isinstance(node.value, ast.Name) else ""
    yield from _word(name)
    if not isinstance(node.ctx, ast.Load):
        if name not in allowed.STORED or root in names.modules:
            yield f".{name} sættes: en skabelon må ikke ændre på det, den bruger", True
        return
    if root in names.watched:
        return  # its use is put before a person
    if root in names.modules:
        if name not in names.modules[root]:
            yield f"{root}.{name} er ikke på listen over det, der må bruges", True
        elif (root, name) == ("lis", "load") and not _own_load(parents.get(node), node):
            yield "data hentes med lis.load(kommune, per=per), og kun sådan", True
        return
    called = getattr(parents.get(node), "func", None) is node
    if not _known(name, names) or name in allowed.BY_NAME and not called:
        yield f".{name} er ikke på listen over det, der må bruges", False


def _known(name: str, names: Names) -> bool:
    """Whether the attribute is an allowed method, a part of an answer, one of our columns, or a column that the notebook has made itself."""
    declared = allowed.METHODS | allowed.parts_of_an_answer() | allowed.known_columns()
    return name in declared or name in names.columns and name not in allowed.methods_in_use()


def _own_load(call: ast.AST | None, func: ast.Attribute) -> bool:
    if not (isinstance(call, ast.Call) and call.func is func and len(call.args) == 1):
        return False
    given = [call.args[0], *(k.value for k in call.keywords)]
    return [k.arg for k in call.keywords] in ([], ["per"]) and [getattr(g, "id", "") for g in given] == list(GIVEN)[: len(given)]


def _word(name: str) -> Said:
    if name in allowed.NEVER:
        yield f"'{name}' læser, skriver, kører eller går uden om pakken", True
    elif name.startswith("_") and name != "_":
        yield f"'{name}' er noget indre, som en skabelon ikke må bruge", True


def _constant(node: ast.Constant) -> Said:
    value = node.value
    if not isinstance(value, str):
        if isinstance(value, bytes):
            yield "rå bytes", False
        return
    if value in allowed.NEVER & allowed.methods_in_use():
        yield f"teksten '{value}' er navnet på noget, der læser, skriver, kører eller går uden om pakken", True
    if _DUNDER.search(value):
        yield "en tekst med to understreger, som Python bruger til sit indre", True
    if _ADDRESS.search(value):
        yield "en adresse", False
    if len(value) > _LONG or _DENSE.search(value):
        yield "en lang tekst, som ikke kan læses", False


def _call(node: ast.Call, names: Names) -> Said:
    func = node.func
    if not isinstance(func, (ast.Attribute, ast.Name, ast.Lambda)):
        yield "noget kaldes, som ikke har et navn", False
    elif isinstance(func, ast.Name) and func.id in names.defined - names.functions:
        yield f"'{func.id}' er en værdi, der kaldes", False
    elif isinstance(func, ast.Attribute) and func.attr in allowed.BY_NAME and not _expressions(node):
        if not all(_says_what(arg, names) for arg in [*node.args, *(k.value for k in node.keywords if k.arg in (None, "func", "arg"))]):
            yield f".{func.attr} får noget, der først er kendt, når koden kører", False
    if any(k.arg is None for k in node.keywords):
        yield "** i et kald: navnene er først kendt, når koden kører", False


def _expressions(node: ast.Call) -> bool:
    """Whether it is Ibis' way: one expression, or named ones. A name of a method that was worked out so gets nothing to write to."""
    given = [*node.args, *(k.value for k in node.keywords)]
    named = not node.args and not {k.arg for k in node.keywords} & {None, "func", "arg"}
    return (named or len(given) == 1) and all(isinstance(g, (ast.Call, ast.BinOp, ast.Compare)) for g in given)


def _says_what(node: ast.expr, names: Names) -> bool:
    """Whether the argument is plainly a function of the notebook's, an aggregate, or a column; not a name of any other method."""
    if isinstance(node, ast.Constant):
        return not isinstance(node.value, str) or node.value in allowed.AGGREGATES or node.value not in allowed.methods_in_use()
    if isinstance(node, ast.Dict):
        return all(_says_what(v, names) for v in node.values) and None not in node.keys
    if isinstance(node, (ast.List, ast.Tuple)):
        return all(_says_what(e, names) for e in node.elts)
    return isinstance(node, ast.Lambda) or isinstance(node, ast.Name) and node.id in names.functions | {"len", "sum", "str", "int", "float", "round", "abs", "list", "sorted"}


def _function(node: ast.FunctionDef, names: Names) -> Said:
    yield from _word(node.name)
    if node.decorator_list:
        yield "en dekorator", True
    if node.name in names.modules or node.name in allowed.BUILTINS or node.name in names.defined or node.name in GIVEN:
        yield f"'{node.name}' får en ny betydning", True
