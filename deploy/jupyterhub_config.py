"""What a hub on one machine needs for this course: The Littlest JupyterHub reads it from /opt/tljh/config/jupyterhub_config.d.

Fill in TEACHERS. docs/deploy.md has the steps, and says where each number comes from.
"""

from pathlib import Path

c = get_config()  # noqa: F821
COURSE = "why_backs_crack"  # nbgrader's name of it
TEACHERS: list[str] = []  # their names on the hub; all of them grade, as the user GRADER
GRADER = "grader-why-backs-crack"  # a system user; its home holds what `explorables assignments crepitus` wrote
ENVIRONMENT = Path("/opt/tljh/user/bin")  # where the course is installed, for all users

# a learner: their folder is filled, then JupyterLab is served to them; without --nbgrader each takes 40 MB less
c.Spawner.cmd = [str(ENVIRONMENT / "explorables"), "hub", "crepitus", "--nbgrader"]
c.Spawner.default_url = "/lab/tree/why-backs-crack/00_start_here.ipynb"
c.Spawner.environment = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # threads cost memory, and nobody here multiplies matrices
c.Spawner.mem_guarantee = "420M"
c.Spawner.mem_limit = "768M"  # room for a lesson whose pictures are all made anew
c.Spawner.http_timeout = 60
c.JupyterHub.concurrent_spawn_limit = 10  # a class comes all at once; each start takes a processor for about three seconds

# several teachers: one server in which all of them see nbgrader's formgrader
if TEACHERS:
    c.JupyterHub.load_groups = {f"formgrade-{COURSE}": {"users": TEACHERS}}
    scopes = [f"access:services!service={COURSE}", "list:services", f"read:services!service={COURSE}"]
    c.JupyterHub.load_roles = [
        {"name": f"formgrade-{COURSE}", "groups": [f"formgrade-{COURSE}"], "scopes": scopes},
        {"name": "server", "scopes": ["inherit"]},  # JupyterLab finds the service with its user's own rights
    ]
    c.JupyterHub.services = [
        {
            "name": COURSE,
            "url": "http://127.0.0.1:9999",
            "command": [str(ENVIRONMENT / "jupyterhub-singleuser")],
            "user": GRADER,
            "cwd": f"/home/{GRADER}",
            "environment": {"JUPYTERHUB_DEFAULT_URL": "/lab"},
        }
    ]
