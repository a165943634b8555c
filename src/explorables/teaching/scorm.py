"""A lesson as a package of SCORM, 1.2 or 2004 (4th edition): its page, a script that reports to the platform, and a manifest."""

import re
from xml.etree.ElementTree import Element

from explorables.lesson import Lesson
from explorables.site import exporter
from explorables.site.layout import face
from explorables.teaching import items
from explorables.teaching.items import add
from explorables.web import script

EDITIONS = {  # the namespaces of a package and of ADL, the version that a manifest names, and its attribute for what reports
    "1.2": ("http://www.imsproject.org/xsd/imscp_rootv1p1p2", "http://www.adlnet.org/xsd/adlcp_rootv1p2", "1.2", "adlcp:scormtype"),
    "2004": ("http://www.imsglobal.org/xsd/imscp_v1p1", "http://www.adlnet.org/xsd/adlcp_v1p3", "2004 4th Edition", "adlcp:scormType"),
}
ALONE = """<style>
header form, header nav > a, header .menu:not(.look), footer nav, footer .sheets, [data-save] { display: none !important; }
</style>"""  # a platform's frame may forbid downloads, and tells nobody: the code goes to the platform itself
ELSEWHERE = re.compile(r'<a\b[^>]*?\bhref="(?!#|https?:)[^"]*\.html[^"]*"[^>]*>(.*?)</a>', re.DOTALL)


def files(lesson: Lesson, edition: str) -> dict[str, bytes]:
    """Every file of the package by its name, the manifest first."""
    own = {"index.html": page(lesson, edition).encode(), "open-dyslexic.css": face("OpenDyslexic", "open-dyslexic").encode()}
    if exporter.tries(lesson):
        own[f"{lesson.name}.ipynb"] = exporter.bare(lesson).encode()
    return {"imsmanifest.xml": manifest(lesson, edition, list(own))} | own


def page(lesson: Lesson, edition: str) -> str:
    """The lesson's page by itself: links to pages that are not in the package are words, and its answers are reported."""
    alone = ELSEWHERE.sub(r"\1", exporter.page(lesson)).replace("</head>", f"{ALONE}</head>", 1)
    before, first, after = alone.partition('<script type="module">')
    reports = f'const EDITION = "{edition}";\n{script("scorm.js")}'
    return f"{before}{first}{reports}</script>\n{first}{after}"


def manifest(lesson: Lesson, edition: str, names: list[str]) -> bytes:
    """What the package holds: one lesson, one place to begin."""
    package, adl, version, reports = EDITIONS[edition]
    root = Element("manifest", {"xmlns": package, "xmlns:adlcp": adl, "identifier": f"M_{lesson.name}", "version": "1.0"})
    metadata = add(root, "metadata")
    add(metadata, "schema", "ADL SCORM")
    add(metadata, "schemaversion", version)
    organization = add(add(root, "organizations", default="O"), "organization", identifier="O")
    add(organization, "title", lesson.title)
    add(add(organization, "item", identifier="I", identifierref="R"), "title", lesson.title)
    resource = add(add(root, "resources"), "resource", identifier="R", type="webcontent", href="index.html")
    resource.set(reports, "sco")
    for name in names:
        add(resource, "file", href=name)
    return items.written(root)
