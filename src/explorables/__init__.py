"""Explorables: courses of notebooks whose models can be played with, in JupyterLab and in plain offline pages.

Everything an author needs is imported from here. Data flows one way, each module importing only those before it:

- `course` says what a course is called and where its files lie;
- `units` knows what one of each is in SI units;
- `records` reads TOML with strict fields; `references` reads works that are cited, `registry` published numbers, tables and terms;
- `digits` says numbers as sentences do, in significant digits and in units that suit;
- `cache` keeps what takes long to make;
- `theme`, `drawing`, `compact`, `reflow`, `svg`, `reading`, `icon_array` draw; `sound` plays;
- `scene` shows three dimensions; `web` holds the front end as plain files;
- `kept` keeps what explorables show;
- `parameter` and `explorable` join parameters, a model, a drawing and a sentence into something to play with; `catalogue` finds them;
- `questions` asks and predicts; `exercises` compares a learner's function with the course's; `claims` are what others say, judged;
- `widgets` brings all of these to life in JupyterLab;
- `blocks` and `lesson` read a notebook as teaching material; `execute` runs it; `prebuild` makes what takes long;
- `site` and `teaching` make pages, and plans, worksheets, answers and assignments;
- `build` writes them; `lite` runs notebooks in a browser; `command` is the command line.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
