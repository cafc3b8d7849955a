"""What a template's code may name without a person looking: the front door, and the part of pandas, numpy and Ibis that computes.

A list of what is allowed, not of what is forbidden: what nobody thought of is shown to a person. `NEVER` are the names that no
template has use for and that read, write, run or reach round the package; they are refused wherever they stand, in strings too.
"""

from __future__ import annotations

from functools import cache

# The modules that may be imported, under which name, and what of each may be used.
LIS = frozenset({"load", "analyse", "save", "panel", "Svar", "Result", "Noegletal", "Tabel", "Kolonne", "Figur", "Afsnit"})
MODULES: dict[str, tuple[str, frozenset[str]]] = {
    "lisanalysis": ("lis", LIS),
    "pandas": ("pd", frozenset({
        "DataFrame", "Series", "Index", "MultiIndex", "Categorical", "CategoricalDtype", "NA", "NaT", "Timestamp", "Timedelta", "Period",
        "Interval", "IntervalIndex", "NamedAgg", "Grouper", "concat", "merge", "merge_asof", "pivot", "pivot_table", "crosstab", "cut", "qcut",
        "melt", "get_dummies", "factorize", "unique", "isna", "notna", "isnull", "notnull", "to_datetime", "to_numeric", "to_timedelta",
        "date_range", "period_range", "DateOffset", "offsets",
    })),
    "numpy": ("np", frozenset({
        "nan", "inf", "pi", "where", "select", "array", "asarray", "arange", "linspace", "zeros", "ones", "full", "mean", "median", "std", "var", "sum", "min",
        "max", "abs", "round", "sqrt", "log", "log1p", "exp", "floor", "ceil", "clip", "sign", "isnan", "isfinite", "percentile", "quantile",
        "cumsum", "diff", "unique", "sort", "argsort", "concatenate", "corrcoef", "average", "minimum", "maximum", "nanmean", "nansum",
    })),
    "ibis": ("ibis", frozenset({
        "_", "desc", "asc", "literal", "null", "ifelse", "cases", "coalesce", "greatest", "least", "and_", "or_", "date", "interval", "window",
        "row_number", "rank", "dense_rank", "cumulative_window", "union", "intersect", "difference",
    })),
    "math": ("math", frozenset({"sqrt", "log", "exp", "floor", "ceil", "isnan", "isfinite", "pi", "fsum", "prod"})),
    "datetime": ("datetime", frozenset({"date", "datetime", "timedelta"})),
    "decimal": ("decimal", frozenset({"Decimal", "ROUND_HALF_UP"})),
    "collections": ("collections", frozenset({"Counter", "defaultdict"})),
    "itertools": ("itertools", frozenset({"chain", "groupby", "product", "combinations", "accumulate", "pairwise"})),
}  # fmt: skip
# Well-kept libraries that also draw, read text as code or take long: a person reads how they are used.
PERSON_MODULES = ("statsmodels", "scipy", "seaborn", "matplotlib", "linearmodels", "ruptures", "re", "statistics", "calendar", "textwrap", "random")

BUILTINS = frozenset(
    "len sum min max range sorted enumerate zip round abs int float str bool list dict set tuple frozenset any all map filter reversed "
    "isinstance divmod print slice True False None".split()
)

METHODS = frozenset(
    # the Dataset and the answer
    "tabel har mangler leverancer per kommune navn kode valuta stem lov show noegletal tabeller figurer afsnit forbehold metode status titel svar "
    "publikum konklusioner find noegle vaerdi enhed periode paragraf konto omraade "
    # Ibis
    "select filter mutate aggregate agg group_by order_by join left_join inner_join outer_join semi_join anti_join distinct limit head count nunique "
    "execute to_pandas to_pyarrow to_pylist sum mean min max median std var any all first last approx_median quantile isnull notnull isin notin fill_null fillna "
    "between cast try_cast year month day quarter truncate strftime delta epoch_days cases case when else_ end ifelse coalesce nullif over lag lead rank dense_rank "
    "row_number cumsum cummax cummin collect name desc asc startswith endswith contains like ilike lower upper strip lstrip rstrip length substr left right "
    "replace re_search concat union intersect difference drop rename relocate columns schema view pivot_longer pivot_wider unnest cross_join substitute abs ceil "
    "floor round sign sqrt ln log log10 exp negate clip argmax argmin "
    # pandas
    "groupby merge sort_values sort_index reset_index set_index loc iloc at iat index values value_counts size nsmallest nlargest idxmax idxmin "
    "dropna drop_duplicates duplicated astype apply transform map where mask shift diff pct_change rolling expanding cumprod cumcount ngroup unstack stack pivot "
    "pivot_table melt explode assign copy items keys get pop append extend insert add sub mul div update setdefault sort reverse tolist to_list to_dict to_frame to_numpy to_period to_timestamp "
    "unique isna notna cat str dt codes categories levels get_level_values droplevel reindex tail iterrows itertuples empty shape dtypes ndim T describe corr cov "
    "quarter days total_seconds date today_ isoformat weekday replace combine split join title capitalize zfill ljust rjust center partition rpartition splitlines "
    "isdigit isalpha isnumeric isupper islower casefold removeprefix removesuffix find index count most_common elements quantize as_tuple is_nan "
    "start_time end_time days_in_month is_month_end to_pydatetime pipe normalize add_suffix add_prefix squeeze nth rename_axis swaplevel interpolate ffill bfill prod sem skew "
    "DataFrame Series from_records from_dict Timedelta MonthEnd MonthBegin YearEnd from_product from_tuples from_arrays union_ ".split()
)

NEVER = frozenset(
    # run, import, reach round
    "eval exec compile open breakpoint globals locals vars dir getattr setattr delattr hasattr memoryview super get_ipython run_line_magic run_cell_magic system "
    "getoutput popen Popen check_output os sys subprocess socket shutil pathlib importlib builtins ctypes pickle marshal shelve urllib requests ftplib "
    "smtplib asyncio threading multiprocessing codeop inspect gc gi_frame gi_code gi_yieldfrom cr_frame cr_code cr_await ag_frame ag_code f_globals f_locals "
    "f_builtins f_back f_code tb_frame tb_next co_code co_consts func_globals mro query attrgetter methodcaller "
    # read and write round the package
    "read_csv read_parquet read_json read_sql read_sql_query read_sql_table read_pickle read_html read_excel read_table read_fwf read_clipboard read_feather "
    "read_orc read_xml read_hdf read_stata read_sas read_spss read_delta loadtxt genfromtxt fromfile memmap load_dataset to_csv to_parquet to_json to_sql "
    "to_pickle to_html to_excel to_feather to_orc to_xml to_hdf to_stata to_clipboard to_latex to_markdown to_gbq to_delta to_parquet_dir to_file tofile savetxt "
    "savefig writelines write_text write_bytes unlink rmdir mkdir forbindelse udsnit tidligere raw_sql execute_sql con connect get_backend create_table "
    "create_view drop_table udf reveal afsloer hent_noegle environ sql dump dumps database".split()
)

AGGREGATES = frozenset(
    "sum mean min max median std var count size nunique first last any all prod sem skew quantile cumsum cummax cummin cumprod cumcount rank shift diff ngroup "
    "idxmax idxmin ffill bfill str int float bool list".split()
)
# These take the name of a method as a string, and so could call any.
BY_NAME = frozenset({"agg", "aggregate", "apply", "transform"})
STORED = frozenset({"index", "columns", "name"})  # what may be set on a value


@cache
def methods_in_use() -> frozenset[str]:
    """Every public attribute of the kinds of value that a template handles: a column by such a name is no excuse for it."""
    import ibis.expr.types as it
    import pandas as pd
    from pandas.core.groupby import DataFrameGroupBy, SeriesGroupBy

    from lisanalysis.tables.dataset import Dataset
    from lisanalysis.workspace import Svar

    kinds = (pd.DataFrame, pd.Series, pd.Index, DataFrameGroupBy, SeriesGroupBy, pd.Timestamp, it.Table, it.Column, it.Scalar, it.StringValue,
             it.NumericValue, it.TimestampValue, Dataset, Svar, str, dict, list, set, bytes)  # fmt: skip
    return frozenset(name for kind in kinds for name in dir(kind))


@cache
def parts_of_an_answer() -> frozenset[str]:
    """The fields of a result, its tables, figures and key figures; not `kolonner`, which a Dataset has too."""
    from dataclasses import fields

    from lisanalysis.analyses import result

    kinds = (result.Result, result.Tabel, result.Figur, result.Noegletal, result.Afsnit, result.Kolonne)
    return frozenset(f.name for kind in kinds for f in fields(kind)) - NEVER - {"kolonner"}


@cache
def known_columns() -> frozenset[str]:
    """The columns of our own tables, which Ibis and pandas give as attributes."""
    from lisanalysis.tables import TABELLER

    return frozenset(k.navn for tabel in TABELLER.values() for k in tabel.lager_kolonner)
