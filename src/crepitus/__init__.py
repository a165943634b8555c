"""Why Backs Crack: the tested package behind the notebooks.

Data flows one way, each layer importing only those before it:

- `sources` reads published numbers, tables, terms and references from `data/`;
- `kept` keeps what takes long to make;
- `claims` are what popular articles say, each with verdict, reason, sources and the lesson that treats it;
- `models` computes: pure functions from frozen parameters to frozen results, in SI units;
- `figures` draws results;
- `web` holds the front end as plain files;
- `explorers` join choices, a model, a drawing and a sentence into something to play with, in JupyterLab and in a page;
- `questions` asks, predicts and checks;
- `marks` says what an exercise that was handed in is worth;
- `ledger` lets the claims be searched and judged;
- `site` turns notebooks into pages, and into plans, worksheets and answers for a class.
"""
