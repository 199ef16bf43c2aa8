"""Templates: sentences with places for names and texts in any script."""

from collections.abc import Callable

from components.wording.direction import isolated


def template(pattern: str) -> Callable[..., str]:
    """Return a function that fills `pattern`, as `str.format` does, with isolated texts."""

    def fill(*values: str | int) -> str:
        return pattern.format(
            *[
                isolated(value) if isinstance(value, str) and not value.isascii() else value
                for value in values
            ]
        )

    return fill
