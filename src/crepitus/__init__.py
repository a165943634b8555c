"""Why Backs Crack: the subject behind the notebooks, for the engine `explorables`.

- `course` declares the course and puts it to use;
- `models` computes: pure functions from frozen parameters to frozen results, in SI units;
- `figures` draws results;
- `explorers` join parameters, a model, a drawing and a sentence into something to play with; lessons import them from here.
"""

import lazy_loader

from crepitus.course import course as course

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
