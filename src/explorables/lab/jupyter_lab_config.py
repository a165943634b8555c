"""JupyterLab as learners meet it: nothing pops up, nothing is asked of the internet, and the tools of developers stay out of sight.

In EXPLORABLES_LAB a hub names a folder of other settings: `hub` has no menu of formats to export to, for which each server would load
all of nbconvert (100 MB); `hub_nbgrader` shows nbgrader's list of assignments as well.
"""

import os
from pathlib import Path

c = get_config()  # noqa: F821
settings = Path(os.environ.get("EXPLORABLES_LAB") or Path(__file__).parent)
c.LabApp.app_settings_dir = str(settings)
c.LabApp.extension_manager = "readonly"
# nbgrader and what it brings; with the server's part of notebook 7.6, JupyterLab hung at its end in 8 of 10 tries
unseen = {"assignment_list", "course_list", "formgrader", "validate_assignment"}
if settings.name == "hub_nbgrader":
    unseen.remove("assignment_list")
c.ServerApp.jpserver_extensions = dict.fromkeys({"notebook", *(f"nbgrader.server_extensions.{part}" for part in unseen)}, False)
