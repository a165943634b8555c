"""`why-backs-crack`, or `python -m crepitus`: copy the notebooks into a folder and open JupyterLab there, or read the pages."""

from crepitus.course import course
from explorables.command import open_course


def main() -> None:
    """The course's own command."""
    open_course(course)


if __name__ == "__main__":
    main()
