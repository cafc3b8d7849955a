"""One widget per parameter, made from the analysis's own model: its type, its bounds, its Danish sentence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from enum import Enum
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

from lisanalysis.publish import words
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import ipywidgets
    from pydantic.fields import FieldInfo

MOST_CODES = 2000
# Code lists are offered only from columns that name no person.
_OFFERED = ("aaben", "intern")
_CODED = ("kode", "konto", "paragraf", "kommune", "tekst")


def field_widget(navn: str, info: FieldInfo, value: Any, codes: tuple[str, ...]) -> ipywidgets.Widget:
    """The widget for a field, with `value` in it; `codes` are the municipality's own values to choose from."""
    import ipywidgets as w

    kind, choices = _kind(info.annotation), _choices(info.annotation)
    common = {"description": words.stavet(navn), "tooltip": info.description or navn, "style": {"description_width": "9em"},
              "layout": w.Layout(width="34em")}  # fmt: skip
    if choices:
        return w.Dropdown(options=list(choices), value=value, **common)
    if kind is bool:
        return w.Checkbox(value=bool(value), **common)
    if kind is int:
        low, high = _bounds(info)
        return w.BoundedIntText(value=value or 0, min=low, max=high, **common)
    if kind is float:
        return w.FloatText(value=value or 0.0, **common)
    if kind is date:
        return w.DatePicker(value=value, **common)
    if kind is list:
        return w.TagsInput(value=[str(v) for v in value or []], allow_duplicates=False, **{k: common[k] for k in ("layout", "tooltip")})
    return w.Combobox(value=str(value or ""), options=codes, **common)


def codes_for(navn: str, data: Dataset, tabeller: tuple[str, ...]) -> tuple[str, ...]:
    """The values that the data have for a parameter named as a column (`konto`, `paragraf` …); none where no column is."""
    for tabel in tabeller:
        declared = data.tabeller.get(tabel)
        if declared and data.har(tabel) and navn in declared:
            column = declared[navn]
            if column.type in _CODED and column.foelsomhed in _OFFERED or column.type in ("konto", "paragraf"):
                t = data.tabel(tabel)
                found = t.select(navn).distinct().filter(lambda r: r[navn].notnull()).order_by(navn).limit(MOST_CODES)
                return tuple(found.to_pyarrow().column(navn).to_pylist())
    return ()


def known_codes(navn: str, info: FieldInfo, values: Mapping[str, Any], data: Dataset) -> tuple[str, ...]:
    """All codes that a list may take: what any table has for the column, the municipality's own lists among them, and the analysis' own words.

    The column is the field's own name, or what its `koder` says; there it may hang on another field (`{"efter": {"konto": "konto"}}`). None
    where no column is named: then only the model itself knows what is wrong.
    """
    koder = (info.json_schema_extra or {}).get("koder", navn) if not callable(info.json_schema_extra) else navn
    if isinstance(koder, dict):
        felt, efter = next(iter(koder.items()))
        koder = efter.get(values.get(felt), "")
    found = {code for tabel in data.tabeller for code in codes_for(koder, data, (tabel,))} if koder else set()
    return tuple(sorted(found | {str(v) for v in info.get_default(call_default_factory=True) or ()})) if found else ()


def unknown_code(navn: str, value: Any, codes: tuple[str, ...]) -> str:
    """A sentence where no row has the code, or one that begins so, with the nearest that there is; empty where all is well."""
    plain = {code.replace(".", "") for code in codes}
    given = [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, str) and v]
    strange = [v for v in given if not any(code.startswith(v.replace(".", "")) for code in plain)] if codes and len(codes) < MOST_CODES else []
    if not strange:
        return ""
    near = get_close_matches(strange[0], codes, n=1)
    return f"{navn}: ingen rækker har {', '.join(strange)}.{f' Mente du {near[0]}?' if near else ''}"


def value_of(widget: ipywidgets.Widget, info: FieldInfo) -> Any:
    """What the person has entered, as the model wants it: an empty text for a field that may be empty is None."""
    value = widget.value
    if isinstance(value, tuple):
        value = list(value)
    if _kind(info.annotation) is list:
        return as_wanted(value, info)
    return None if value == "" and _optional(info.annotation) else value


def as_wanted(tags: list[str], info: FieldInfo) -> list[Any]:
    """The tags of a list as the model wants them: whole numbers where it is one of numbers."""
    if get_args(_bare(info.annotation))[:1] == (int,):
        return [int(v) if str(v).lstrip("-").isdigit() else v for v in tags]
    return list(tags)


def _bare(annotation: Any) -> Any:
    """The annotation without its `| None`."""
    if get_origin(annotation) in (Union, UnionType):
        rest = [a for a in get_args(annotation) if a is not NoneType]
        return rest[0] if rest else str
    return annotation


def _optional(annotation: Any) -> bool:
    return get_origin(annotation) in (Union, UnionType) and NoneType in get_args(annotation)


def _kind(annotation: Any) -> type:
    bare = _bare(annotation)
    origin = get_origin(bare)
    if origin in (list, tuple, set):
        return list
    return next((t for t in (bool, int, float, date) if bare is t), str)


def _choices(annotation: Any) -> tuple[Any, ...]:
    bare = _bare(annotation)
    if get_origin(bare) is Literal:
        return get_args(bare)
    return tuple(bare) if isinstance(bare, type) and issubclass(bare, Enum) else ()


def _bounds(info: FieldInfo) -> tuple[int, int]:
    low = next((m.ge for m in info.metadata if getattr(m, "ge", None) is not None), -(10**9))
    high = next((m.le for m in info.metadata if getattr(m, "le", None) is not None), 10**9)
    return int(low), int(high)
