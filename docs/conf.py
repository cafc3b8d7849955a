"""How the guide is built: Sphinx with MyST for Markdown and a theme that fetches nothing from anywhere.

    sphinx-build -W --keep-going -n docs <folder>

`-W` makes a broken link between the pages an error. The law's sources are addresses on the net and are not fetched when building.
"""

project = "lisanalysis"
language = "da"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["notebooks/uddata.yaml"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = "lisanalysis"
html_show_sphinx = False
html_copy_source = False
html_theme_options = {"source_edit_link": ""}
