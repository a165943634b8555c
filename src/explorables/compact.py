"""Drawings of Matplotlib's SVG renderer in fewer bytes."""

import itertools
import re
import zlib
from functools import cache, lru_cache

from explorables.drawing import HANDLE

HELD = re.compile(r'<g data-handle="([^"]*)" data-and="([^"]*)">')
ROUNDED = re.compile(r"scale\([^)]*\)|-?\d+\.?\d*(?:e-?\d+)?")


@lru_cache(maxsize=4096)  # most of a picture is the same in the next state
def compact(svg: str, name: str) -> str:
    """The same drawing in fewer bytes: tenths of a point, relative paths, no fonts; ids that are unique among drawings."""
    svg = re.sub(r"<!--.*?-->|\n *| (?=/>)| transform=\"rotate\(-0 [^\"]*\"", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: [^;\"]*(; )?", "", svg)
    svg = re.sub(rf'<g id="{HANDLE}(\w+) ?([^"]*)">', r'<g data-handle="\1" data-and="\2">', svg)
    svg = re.sub(r'<g id="[^"]*"(/?)>', r"<g\1>", svg)
    svg = re.sub(r' d="([^"]*)"', lambda found: f' d="{relative(found[1])}"', svg)
    svg = re.sub(r' (x|y|width|height|transform)="([^"]*)"', lambda found: f' {found[1]}="{ROUNDED.sub(tenth, found[2])}"', svg)
    for i, own in enumerate(
        dict.fromkeys(re.findall(rf'\bid="(?!{name}-shapes)([^"]*)"', svg))
    ):  # hashes of unrounded paths: not twice the same
        svg = re.sub(rf'(\bid="|href="#|url\(#){re.escape(own)}(?=[")])', rf"\g<1>{i}", svg)
    return re.sub(rf'(\bid="|href="#|url\(#)(?!{name}-(?:axes|shapes))', rf"\g<1>{name}-{zlib.crc32(svg.encode()):x}-", svg)


def handles(svg: str) -> list[str]:
    """The names of the parameters that the handles in a compact drawing move."""
    return " ".join(itertools.chain(*HELD.findall(svg))).split()


def tenth(found: re.Match[str]) -> str:
    """A number rounded to a tenth; a scale as it is."""
    return found[0] if found[0].startswith("scale") else f"{round(float(found[0]), 1):g}"


@cache
def in_tenths(count: int) -> str:
    """So many tenths as a number, without a zero in front."""
    return re.sub(r"^(-?)0\.", r"\1.", f"{count / 10:g}")


def relative(path: str) -> str:
    """A path of M, L, Q, C and z in relative coordinates of a tenth of a point, without drift from rounding."""
    written: list[str] = []
    here: tuple[int, ...] = (0, 0)
    opened, last = here, ""
    for command, arguments in re.findall(r"([MLQCz])([^MLQCz]*)", path):
        tenths = [round(10 * float(value)) for value in arguments.split()]
        if command != last or command == "M":
            written.append(command.lower() if written else command)
        for i, value in enumerate(tenths):
            text = in_tenths(value - here[i % 2])
            joins = text[0] == "-" or written[-1][-1].isalpha() or (text[0] == "." and "." in written[-1])
            written.append(text if joins else " " + text)
        here = opened if command == "z" else tuple(tenths[-2:])
        opened = here if command == "M" else opened
        last = command
    return "".join(written)
