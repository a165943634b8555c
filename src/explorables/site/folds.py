"""What a page shows to who asks for it: side paths, what is under the hood, and lists to look things up in."""

from explorables.lesson import Lesson

FOLDED = ("hood", "limits", "claims", "sources")  # sections that are folded whole


def folds(lesson: Lesson) -> dict[str, str]:
    """By the id of a cell, the attribute that says which fold it opens or is in.

    A side path is a run of cells that are tagged so, from one with a heading on. ValueError, naming notebook and cell, for one without.
    """
    places: dict[str, str] = {}
    now = ""
    for section in lesson.sections:
        for i, block in enumerate(section.blocks):
            if i == 0 and section.level <= 2:
                now = block.cell.id if section.role in FOLDED else ""
                whole = bool(now)
            if not whole:
                now = block.cell.id if block.deeper and i == 0 else now if block.deeper else ""
                if block.deeper and not now:
                    raise ValueError(f"{lesson.where(block.cell)}: tag 'deeper'; allowed: after a heading with that tag")
            if now and not (block is lesson.blocks[-1] and block.kind == "text"):  # what leads on to the next lesson
                places[block.cell.id] = f' data-{"folds" if now == block.cell.id else "fold"}="{now}"'
    return places
