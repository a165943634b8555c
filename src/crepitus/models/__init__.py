"""The models: pure functions from parameters to frozen results, in SI units. Wrong input is a ValueError that names it."""


def require_positive(or_zero: bool = False, /, **values: float) -> None:
    """Raise ValueError naming the first value that is not above zero (or, where allowed, zero)."""
    for name, value in values.items():
        if not (value >= 0 if or_zero else value > 0):
            raise ValueError(f"{name} = {value}; allowed: {'zero or more' if or_zero else 'more than zero'}")
