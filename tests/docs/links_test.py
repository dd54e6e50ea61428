"""No link is dead: from README, CONTRIBUTING and the other pages of the tree to files and headings, and from every
page of the built site to pages, anchors and pictures. The site loads nothing from a network. What leaves the machine
is only looked at for its form.

AGGLOMERA_SITE is the built site (without it, only the tree is looked at), AGGLOMERA_SOURCE the tree.
"""

import html.parser
import os
import pathlib
import re
import subprocess
import tempfile
import unittest
import urllib.parse

SOURCE = pathlib.Path(os.environ["AGGLOMERA_SOURCE"]).resolve()
SITE = os.environ.get("AGGLOMERA_SITE")
ROOMS = ("sim/", "models/", "output/", "scenarios/", "tests/", "docs/", ".ci/")




def without_code(text):
    return re.sub(r"(?ms)^ *```.*?^ *```\s*?$|`[^`\n]*`", "", text)


def slug(heading):
    """The anchor that GitHub and MyST give a heading."""
    words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower().replace("`", "")
    return re.sub(r"[^\w\- ]", "", words).strip().replace(" ", "-")


def anchors_of(text):
    return {slug(heading) for heading in re.findall(r"(?m)^#+ +(.*)$", re.sub(r"(?ms)^```.*?^```$", "", text))}


def is_well_formed(url):
    try:
        parts = urllib.parse.urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https", "mailto") and (parts.scheme == "mailto" or re.fullmatch(r"[\w.-]+\.\w+(:\d+)?", parts.netloc))


def links_of(text):
    bare = without_code(text)
    yield from re.findall(r"\]\(<?([^)\s>]+)>?(?: \"[^\"]*\")?\)", bare)
    yield from re.findall(r"(?:src|href)=\"([^\"]+)\"", bare)
    yield from re.findall(r"(?m)^\[[^\]]+\]: +(\S+)", bare)


def dead_links(root, page, made=()):
    """Links of one page of the tree that lead nowhere. `made`: pages that the site's build makes."""
    text = (root / page).read_text(encoding="utf-8")
    for link in links_of(text):
        if re.match(r"\w+:", link):
            if not is_well_formed(link):
                yield f"{page}: {link} is no address"
            continue
        path, _, anchor = link.partition("#")
        target = (root / page).parent / urllib.parse.unquote(path) if path else root / page
        target = pathlib.Path(os.path.normpath(target))
        if target.is_relative_to(root) and target.relative_to(root).as_posix().startswith(tuple(made)) and made:
            continue  # looked at in the built site
        if not target.exists() or not target.is_relative_to(root):
            yield f"{page}: there is no {link}"
        elif anchor and anchor not in anchors_of(target.read_text(encoding="utf-8")):
            yield f"{page}: {path or page} has no heading #{anchor}"


def paths_that_are_not(root, page):
    """`sim/firms.hpp` in a text is a promise too; with names, patterns and what a build makes left alone."""
    for path in re.findall(r"`([\w.\-/]+)`", re.sub(r"(?ms)^```.*?^```$", "", (root / page).read_text(encoding="utf-8"))):
        if path.startswith(ROOMS) and not (root / path).exists():
            yield f"{page}: there is no {path}"


class Reader(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.links, self.loaded, self.ids = [], [], set()

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.ids |= {given[key] for key in ("id", "name") if given.get(key) and (key == "id" or tag == "a")}
        if tag in ("a", "area") and given.get("href"):
            self.links.append(given["href"])
        loads = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}
        if tag in loads and given.get(loads[tag]):
            self.loaded.append(given[loads[tag]])


def read(path):
    reader = Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader


def faults_of_site(site):
    pages = {path: read(path) for path in sorted(site.rglob("*.html"))}
    for path, page in pages.items():
        here = path.relative_to(site)
        for link in page.loaded:
            if re.match(r"(?!data:)\w+:|//", link):
                yield f"{here}: loads {link} from a network"
        for link in page.links + page.loaded:
            if re.match(r"\w+:|//", link):
                if not link.startswith("data:") and not is_well_formed(link):
                    yield f"{here}: {link} is no address"
                continue
            name, _, anchor = link.partition("#")
            name = urllib.parse.unquote(name.partition("?")[0])
            target = pathlib.Path(os.path.normpath(path.parent / name)) if name else path
            if not target.is_file():
                yield f"{here}: there is no {link}"
            elif anchor and target in pages and urllib.parse.unquote(anchor) not in pages[target].ids:
                yield f"{here}: {name or here} has no #{anchor}"
    for path in site.rglob("*.css"):
        for link in re.findall(r"(?:url\(|@import )[\"']?((?:https?:)?//[^\"')]+)", path.read_text(encoding="utf-8")):
            yield f"{path.relative_to(site)}: loads {link} from a network"


def pages_of(root):
    listed = subprocess.run(["git", "-C", str(root), "ls-files", "-co", "--exclude-standard", "*.md"], capture_output=True, text=True)
    names = listed.stdout.splitlines() if listed.returncode == 0 else [
        path.relative_to(root).as_posix() for path in root.rglob("*.md")
        if not re.match(r"build|results", path.relative_to(root).as_posix()) and "node_modules" not in path.parts]
    return [name for name in names if (root / name).is_file()]


class TheTree(unittest.TestCase):
    def test_has_no_dead_link(self):
        pages = pages_of(SOURCE)
        self.assertIn("README.md", pages)
        faults = [fault for page in pages for fault in dead_links(SOURCE, page, ("docs/reference/", "docs/pictures/"))]
        self.assertEqual(faults, [])

    def test_names_no_file_that_is_not_there(self):
        faults = [fault for page in pages_of(SOURCE) for fault in paths_that_are_not(SOURCE, page)]
        self.assertEqual(faults, [])


@unittest.skipUnless(SITE, "no site was built")
class TheSite(unittest.TestCase):
    def test_has_every_page(self):
        names = {path.relative_to(SITE).as_posix() for path in pathlib.Path(SITE).rglob("*.html")}
        self.assertLessEqual({"index.html", "tutorial.html", "questions/believe.html", "reference/commands.html",
                              "reference/levers.html", "reference/odd.html", "reference/results.html", "reference/schemas.html"}, names)

    def test_has_no_dead_link_and_loads_nothing_from_a_network(self):
        self.assertEqual(list(faults_of_site(pathlib.Path(SITE))), [])


class AMadeUpTree(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name).resolve()

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def test_is_caught_with_a_dead_link(self):
        self.write("sim/A.md", "# One, two\n")
        for link, count in [("sim/A.md", 0), ("sim/A.md#one-two", 0), ("sim/", 0), ("sim/B.md", 1), ("sim/A.md#three", 1),
                            ("#here", 0), ("#there", 1), ("https://example.org/x", 0), ("https://", 1), ("../x", 1)]:
            self.write("README.md", f"# Here\n[a]({link}) `[b](none.md)`\n```\n[c](none.md)\n```\n")
            self.assertEqual(len(list(dead_links(self.root, "README.md"))), count, link)
        self.write("README.md", '<img src="none.png" alt="x">')
        self.assertEqual(len(list(dead_links(self.root, "README.md"))), 1)

    def test_is_caught_naming_a_file_that_is_not_there(self):
        self.write("README.md", "`sim/firms.hpp` and `else/where` and `sim/*`\n")
        self.assertEqual(list(paths_that_are_not(self.root, "README.md")), ["README.md: there is no sim/firms.hpp"])

    def test_is_caught_with_a_site_that_has_holes(self):
        self.write("a.html", '<a href="b.html#x">b</a><a href="#top" id="top">t</a>')
        self.write("b.html", '<p id="x"><a href="none.html">n</a><a href="a.html#none">n</a><img src="p.png">'
                             '<script src="https://example.org/s.js"></script></p>')
        self.write("s.css", "@import url(https://example.org/f.css); a { background: url(p.png) }")
        self.assertEqual(list(faults_of_site(self.root)), [
            "b.html: loads https://example.org/s.js from a network", "b.html: there is no none.html",
            "b.html: a.html has no #none", "b.html: there is no p.png",
            "s.css: loads https://example.org/f.css from a network"])


if __name__ == "__main__":
    unittest.main()
