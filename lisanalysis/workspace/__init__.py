"""All that a notebook says about coming and going: load, analyse, show, save; a module for each.

The same calls work in JupyterLab and in a batch; what a batch tells its kernels stands in `place`.
"""

from lisanalysis.workspace.analyse import analyse
from lisanalysis.workspace.load import load
from lisanalysis.workspace.place import current_settings, read_per, reports_root
from lisanalysis.workspace.reveal import reveal
from lisanalysis.workspace.save import save
from lisanalysis.workspace.svar import Svar

__all__ = ["Svar", "analyse", "current_settings", "load", "read_per", "reports_root", "reveal", "save"]
