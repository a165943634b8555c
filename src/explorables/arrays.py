"""Arrays of numbers as annotations name them. Their shapes and units stand in the docstrings of what takes and gives them."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Indices = NDArray[np.int64]
Truths = NDArray[np.bool_]
Values = TypeVar("Values", float, Array)  # a number where a number came in, an array where an array came in
