"""A real JupyterHub on this machine, with learners who are users of the system and may write in their own folder only."""

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROXY = shutil.which("configurable-http-proxy", path=f"{ROOT / 'node_modules/.bin'}{os.pathsep}{os.environ['PATH']}")
PASSWORD = "one for all"
CONFIG = """
load_subconfig({deploy!r})
c.Spawner.cmd[:1] = [{python!r}, "-m", "explorables"]
c.Spawner.args = ["--LabApp.expose_app_in_browser=True"]
c.Spawner.environment.update({environment!r})
c.Spawner.start_timeout = c.Spawner.http_timeout = 240
c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allowed_users = {names!r}
c.DummyAuthenticator.password = {password!r}
c.JupyterHub.bind_url = "http://127.0.0.1:{port}/class/"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{hub_port}"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{proxy_port}"
c.ConfigurableHTTPProxy.command = {proxy!r}
"""

OPENED = """path => {
  const shown = window.jupyterapp.shell.currentWidget;
  return shown?.context?.path === path && shown.sessionContext?.session?.kernel?.status === 'idle';
}"""


def missing() -> str:
    """What a hub with learners of their own would need and is not here, or nothing."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("useradd"):
        return "only root can make users"
    if importlib.util.find_spec("jupyterhub") is None:
        return "jupyterhub is not installed: pip install -e '.[hub]'"
    return "" if PROXY else "configurable-http-proxy is not installed: npm ci --ignore-scripts"


@contextmanager
def learners(folder: Path, names: Sequence[str]) -> Iterator[dict[str, Path]]:
    """Users of the system with homes in a folder that all can reach; the homes by name. Afterwards the users are gone."""
    folder.chmod(0o755)
    homes = {name: folder / "home" / name for name in names}
    (folder / "home").mkdir()
    made = []
    try:
        for name, home in homes.items():
            subprocess.run(["useradd", "--create-home", "--home-dir", home, "--shell", "/bin/bash", name], check=True)
            made.append(name)
            home.chmod(0o700)
        yield homes
    finally:
        for name in made:
            subprocess.run(["userdel", name], check=False)


def environment(folder: Path, installed: Path, number: str) -> Path:
    """What the environment `installed` holds, in one whose Python all users can run, with one lesson made beforehand: its Python."""
    wanted = f"python{sys.version_info.major}.{sys.version_info.minor}"
    known = (os.path.realpath(sys.executable), *(f"{place}/{wanted}" for place in ("/usr/local/bin", "/usr/bin")))
    python = next((one for one in known if runs_for_all(one)), None)
    if python is None:
        raise RuntimeError(f"no {wanted} that all users can run; allowed: one in /usr/bin")
    subprocess.run([python, "-m", "venv", "--without-pip", folder / "env"], check=True)
    there, here = (next(path.glob("lib/**/site-packages")) for path in (folder / "env", installed.parent))
    shutil.copytree(here, there, dirs_exist_ok=True)
    if (ROOT / "_cache").is_dir():  # what this checkout has kept need not be made again
        shutil.copytree(ROOT / "_cache", there / "crepitus/files/_cache")
    made = f"import crepitus; from explorables import prebuild as p; p.prebuild(crepitus.course.home / '_cache', {number!r})"
    own = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "EXPLORABLES_CACHE")}
    subprocess.run([folder / "env/bin/python", "-c", made], env=own, check=True, stdout=subprocess.DEVNULL)
    return folder / "env/bin/python"


def runs_for_all(python: str) -> bool:
    """Whether a user without rights can run a Python."""
    try:
        return subprocess.run([python, "-c", ""], user="nobody", cwd="/", check=False).returncode == 0
    except OSError:
        return False


@contextmanager
def hub(folder: Path, python: Path, names: Sequence[str], settings: Path) -> Iterator[str]:
    """A hub under a path of its own, as `deploy` configures it; gives its address. `settings` is a folder of Jupyter's settings."""
    port, hub_port, proxy_port = free_ports(3)
    config = folder / "jupyterhub_config.py"
    deploy, proxy = str(ROOT / "deploy/jupyterhub_config.py"), [shutil.which("node"), str(Path(PROXY or "").resolve())]
    share, etc = (Path(sys.prefix) / place / "jupyter" for place in ("share", "etc"))  # what the libraries bring beside their code
    own = {"JUPYTER_PATH": str(share), "JUPYTERLAB_DIR": str(share / "lab"), "JUPYTER_CONFIG_PATH": f"{settings}{os.pathsep}{etc}"}
    values = {"python": str(python), "environment": own, "names": set(names), "password": PASSWORD}
    values |= {"deploy": deploy, "proxy": proxy, "port": port, "hub_port": hub_port, "proxy_port": proxy_port}
    config.write_text(CONFIG.format(**values), encoding="utf-8")
    own = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "EXPLORABLES_CACHE")}
    with (folder / "hub.log").open("w") as log:
        command = [sys.executable, "-m", "jupyterhub", f"--config={config}"]
        process = subprocess.Popen(command, cwd=folder, env=own, stdout=log, stderr=log, start_new_session=True)
        try:
            address = f"http://127.0.0.1:{port}/class"
            wait_for(f"{address}/hub/api/", process, folder / "hub.log")
            yield address
        finally:
            process.send_signal(signal.SIGTERM)  # it ends its proxy and the servers of learners
            process.wait(60)


def wait_for(address: str, process: subprocess.Popen, log: Path) -> None:
    """Until something answers at an address; RuntimeError with the log where it ends before."""
    for _ in range(600):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            if process.poll() is not None:
                break
            time.sleep(0.2)
    raise RuntimeError(log.read_text(encoding="utf-8")[-4000:])


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def log_in(page, address: str, name: str) -> None:
    """Log a learner in and wait until their JupyterLab stands there."""
    page.goto(f"{address}/hub/login?next=/class/hub/spawn")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/lab/**", timeout=120_000)
    page.wait_for_function("window.jupyterapp?.commands.hasCommand('docmanager:open')", timeout=240_000)
    page.wait_for_function("window.jupyterapp.shell.currentWidget?.context?.isReady", timeout=240_000)


def open_lesson(page, path: str) -> None:
    """Open a notebook and wait for its kernel."""
    page.evaluate("path => void jupyterapp.commands.execute('docmanager:open', { path })", path)
    page.wait_for_function(OPENED, arg=path, timeout=240_000)


def run_all(page) -> None:
    """Run a notebook from the top."""
    page.evaluate("void jupyterapp.commands.execute('notebook:run-all-cells')")
