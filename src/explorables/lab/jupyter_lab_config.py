"""JupyterLab as learners meet it: nothing pops up, nothing is asked of the internet, and the tools of developers stay out of sight."""

from pathlib import Path

c = get_config()  # noqa: F821
c.LabApp.app_settings_dir = str(Path(__file__).parent)
c.LabApp.extension_manager = "readonly"
# nbgrader and what it brings; with the server's part of notebook 7.6, JupyterLab hung at its end in 8 of 10 tries
nbgrader = {f"nbgrader.server_extensions.{part}" for part in ("assignment_list", "course_list", "formgrader", "validate_assignment")}
c.ServerApp.jpserver_extensions = dict.fromkeys({"notebook", *nbgrader}, False)
