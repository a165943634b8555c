"""The commands: a learner's folder is filled and never overwritten, pages are built from the wheel, and what is wrong is one line."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from explorables import command
from explorables.course import current

NAME = "03_what_makes_the_crack.ipynb"


@pytest.fixture
def edition(tmp_path):
    """A course whose notebooks can be changed: each call gives the course with a new edition of one."""
    used = current()

    def newer(text: str):
        home = tmp_path / "course"
        shutil.copytree(used.notebooks, home / "notebooks", dirs_exist_ok=True)
        (home / "data").mkdir(exist_ok=True)
        (home / "notebooks" / NAME).write_text(text, encoding="utf-8")
        return replace(used, home=home)

    yield newer
    replace(used)  # declared again, it is the one in use


def test_a_learner_s_work_stays_and_a_newer_edition_goes_beside_it(edition, tmp_path):
    folder = tmp_path / "Mein Rücken"
    mine = folder / NAME
    assert len(command.copy(edition("first"), folder)) == len(list(current().notebooks.glob("*.ipynb")))
    assert command.copy(edition("first"), folder) == []  # nothing is new, nothing is said
    assert command.copy(edition("second"), folder) == [str(mine)] and mine.read_text() == "second"  # nobody had worked in it
    mine.write_text("my notes", encoding="utf-8")
    assert command.copy(edition("second"), folder) == [] and mine.read_text() == "my notes"
    assert command.copy(edition("third"), folder) == [
        f"{folder / '03_what_makes_the_crack (2).ipynb'}: the course's newer edition; your {NAME} stays as it is"
    ]
    assert command.copy(edition("third"), folder) == []
    (folder / "03_what_makes_the_crack (2).ipynb").write_text("more notes", encoding="utf-8")
    assert "(3).ipynb" in command.copy(edition("fourth"), folder)[0]
    assert sorted(path.read_text() for path in folder.glob("03_*")) == ["fourth", "more notes", "my notes"]


def test_a_folder_from_elsewhere_is_not_written_over(edition, tmp_path):
    folder = tmp_path / "old"
    folder.mkdir()
    (folder / NAME).write_text("not from here", encoding="utf-8")
    said = command.copy(edition("first"), folder)
    assert (folder / NAME).read_text() == "not from here" and any("(2).ipynb" in line for line in said)


def test_a_folder_that_is_a_file_is_refused_in_one_line(tmp_path, capsys):
    (tmp_path / "notes").write_text("", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        command.open_course(current(), [str(tmp_path / "notes")])
    told = capsys.readouterr().err
    assert ended.value.code == 1 and told.count("\n") == 1 and "notes" in told


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Why Backs Crack", "why-backs-crack"),
        ("Why does tea cool?", "why-does-tea-cool"),
        ("Tea: hot/cold", "tea-hot-cold"),
        ("Große Übung", "grosse-ubung"),
        ("Чай", "чаи"),
        ("?!", "crepitus"),
    ],
)
def test_a_title_becomes_a_name_that_every_system_allows_for_a_file(title, slug):
    used = current()
    assert replace(used, title=title).slug == slug
    replace(used)  # declared again, it is the one in use


def test_what_a_course_declares_and_may_not_is_named_with_file_and_line(tmp_path, capsys, monkeypatch):
    (tmp_path / "declares.py").write_text(
        "from explorables import Parameter\n\nspeed = Parameter('speed', 'speed', 'm', (1, 2), start=3)\n"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    with pytest.raises(SystemExit) as ended:
        command.main(["site", "declares"])
    assert ended.value.code == 1 and capsys.readouterr().err == "declares.py, line 3: parameter 'speed': start = 3; allowed: 1, 2\n"


@pytest.mark.parametrize("name", ["no_such_course", "json"])
def test_a_course_that_is_none_is_refused_in_one_line(name, capsys):
    with pytest.raises(SystemExit) as ended:
        command.main(["site", name])
    assert ended.value.code == 1 and re.fullmatch(rf"course = '{name}'.*; allowed: .*\n", capsys.readouterr().err)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_that_lacks_a_letter_stops_nothing(tmp_path, encoding):
    folder = tmp_path / "Rücken → Ślad"
    read = [sys.executable, "-c", "import sys; import crepitus; from explorables import command; command.main(sys.argv[1:])"]
    done = subprocess.run([*read, "site", "no_such_ćourse"], env=os.environ | {"PYTHONIOENCODING": encoding}, capture_output=True)
    assert done.returncode == 1 and b"no_such_" in done.stderr and b"Traceback" not in done.stderr
    copied = "import crepitus as c; from explorables import command; command.jupyterlab = print; command.open_course(c.course)"
    done = subprocess.run([sys.executable, "-c", copied, folder], env=os.environ | {"PYTHONIOENCODING": encoding}, capture_output=True)
    assert done.returncode == 0 and done.stdout.count(b".ipynb") == len(list(folder.glob("*.ipynb"))) > 0


def test_a_notebook_is_stored_without_a_complaint_where_nothing_can_be_cached(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    code = "import warnings; from explorables.cache import cached; print(cached('x', lambda: b'made', []))"
    kernel = current().environment() | {"EXPLORABLES_CACHE": str(tmp_path / "file")}
    done = subprocess.run([sys.executable, "-c", f"import crepitus; {code}"], env=kernel, capture_output=True, text=True)
    assert done.stdout.strip() == "b'made'" and done.stderr == ""


def environment(tmp_path):
    """Variables of somebody who has nothing of this project but the wheel, and no network."""
    own = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    nowhere = {name: "http://127.0.0.1:9" for name in ("http_proxy", "https_proxy")}
    shared = str(Path(sys.prefix) / "share/jupyter")  # what the libraries bring beside their code
    return (
        own
        | nowhere
        | {"JUPYTER_PATH": shared, "XDG_CACHE_HOME": str(tmp_path / "cache"), "EXPLORABLES_CACHE": str(current().home / "_cache")}
    )


@pytest.mark.soak
def test_the_wheel_has_the_pages_to_read(installed, tmp_path):
    folder = tmp_path / "Kreuz & Quer"
    folder.mkdir()
    told = [
        subprocess.run(
            [installed / "why-backs-crack", "--read", "--no-browser"],
            cwd=folder,
            env=environment(tmp_path),
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for _ in range(2)
    ]
    assert told[0].startswith("Building the pages in ") and "Building" not in told[1]  # they are built once
    page = Path(told[1].strip().removeprefix("file://"))
    assert page.is_file() and "<h1" in page.read_text(encoding="utf-8") and len(list(page.parent.glob("*.html"))) > 50
    assert list(folder.iterdir()) == []


def test_a_wheel_without_its_data_says_so(installed, tmp_path):
    package = next(installed.parent.glob("[Ll]ib/**/site-packages/crepitus"))
    broken = tmp_path / "site-packages"
    shutil.copytree(package, broken / "crepitus", ignore=shutil.ignore_patterns("data"))
    ask = [installed / "python", "-c", "import crepitus"]
    done = subprocess.run(ask, env=environment(tmp_path) | {"PYTHONPATH": str(broken)}, capture_output=True, text=True)
    assert "has no folder 'data'; allowed: a home with the folder 'data'" in done.stderr.splitlines()[-1]


def test_the_wheel_holds_what_the_checkout_does(installed):
    package = next(installed.parent.glob("[Ll]ib/**/site-packages/crepitus"))
    for folder in ("data", "notebooks", "figures"):
        here = {path.name: path.read_bytes() for path in (current().home / folder).iterdir() if path.is_file()}
        assert {path.name: path.read_bytes() for path in (package / "files" / folder).iterdir()} == here
    assert json.loads((package.parent / "explorables/lab/page_config.json").read_text(encoding="utf-8"))


def test_on_a_hub_settings_differ_only_in_what_is_left_out():
    folders = [command.LAB / name for name in (".", "hub", "hub_nbgrader")]
    assert len({(folder / "overrides.json").read_text() for folder in folders}) == 1
    alone, hub, graded = (set(json.loads((folder / "page_config.json").read_text())["disabledExtensions"]) for folder in folders)
    assert hub - alone == {"@jupyterlab/notebook-extension:export"} and alone < hub
    assert not [name for name in graded if name in ("@jupyter/nbgrader", "@jupyter/nbgrader:assignment-list")]


def test_a_hub_s_learner_gets_a_folder_and_a_server_with_the_hub_s_options(edition, tmp_path, monkeypatch):
    edition("first")
    started = []
    monkeypatch.setattr(command.os, "execve", lambda *call: started.append(call))
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    monkeypatch.setattr(command.course, "load", lambda *_: current())
    command.main(["hub", "crepitus", "--nbgrader", "--ServerApp.port=1"])
    ((python, options, variables),) = started
    folder = tmp_path / "home" / current().slug
    assert python == sys.executable and options[1:3] == ["-m", "jupyterhub.singleuser"] and options[-1] == "--ServerApp.port=1"
    assert variables["EXPLORABLES_LAB"].endswith("hub_nbgrader") and (folder / NAME).read_text() == "first"
