#!/usr/bin/python3
"""Builds the documentation: the pages of this folder, and the reference that the program prints of itself.

Usage: build.py PROGRAM OUT          pages to OUT/html, warnings are errors
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys

from reference import commands, levers, parameters, phases

HERE = pathlib.Path(__file__).resolve().parent
TREE = HERE.parent


SCHEMAS = """# JSON Schema of the TOML files

[agglomera.json](agglomera.json) says which keys a study, a scenario and each kind of experiment may have, with their types and
ranges. An editor that knows JSON Schemas (Even Better TOML, Taplo) then completes and checks them while you write. Put the file
beside yours, and this line first into yours:

```
#:schema agglomera.json
```

It is what `agglomera describe --schema` prints. `agglomera validate` checks more: every table, and what belongs together.
"""


def ask(program, *words):
    ended = subprocess.run([program, *words], cwd=TREE, stdout=subprocess.PIPE, check=True, encoding="utf-8")
    return ended.stdout


def knows(program, option):
    return option in ask(program, "describe", "--help")


def headings_down(text, levels=1):
    """The same page below another heading."""
    fenced, lines = False, []
    for line in text.splitlines():
        if line.lstrip().startswith("```"):
            fenced = not fenced
        lines.append("#" * levels + line if line.startswith("#") and not fenced else line)
    return "\n".join(lines) + "\n"


def reference_pages(program):
    """Name -> Markdown, all of it asked from the program or printed from its tables."""
    model = json.loads(ask(program, "describe", "--format", "json"))
    pages = {"commands": commands(json.loads(ask(program, "man", "--format", "json"))), "levers": levers(model),
             "parameters": parameters(model), "phases": phases(model)}
    tables = (TREE / "scenarios/templates/README.md").read_text(encoding="utf-8")
    pages["inputs"] = "# Input files\n\nWhat `agglomera init DIR` leaves in its README, of any study:\n\n" + headings_down(tables)
    pages["results"] = (TREE / "output/FORMAT.md").read_text(encoding="utf-8").replace("# The files of Agglomera", "# Result files", 1)
    if knows(program, "--odd"):
        pages["odd"] = ask(program, "describe", "--odd", "scenarios/digital-media/study.toml")
    if knows(program, "--schema"):
        pages["schemas"] = SCHEMAS
    return pages


def stage(program, source):
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(HERE, source, ignore=shutil.ignore_patterns("*.py", "__pycache__", "CMakeLists.txt"))
    shutil.copytree(TREE / "tests/package/example", source / "example")
    shutil.copy(HERE / "conf.py", source)
    pages = reference_pages(program)
    (source / "reference").mkdir(exist_ok=True)
    for name, text in pages.items():
        (source / "reference" / f"{name}.md").write_text(text, encoding="utf-8")
    if "schemas" in pages:
        (source / "reference/agglomera.json").write_text(ask(program, "describe", "--schema"), encoding="utf-8")
    titles = {"odd": "The model as an ODD document <odd>"}
    listed = "\n".join(titles.get(name, name) for name in ("commands", "phases", "levers", "parameters", "odd", "inputs", "schemas", "results")
                       if name in pages)
    (source / "reference/index.md").write_text(
        "# Reference\n\nThese pages are printed from the code each time the site is built.\n\n"
        f"```{{toctree}}\n:maxdepth: 1\n\n{listed}\n```\n", encoding="utf-8")
    (source / "pictures").mkdir(exist_ok=True)
    for picture in (TREE / "output/report/pictures").glob("*.png"):
        shutil.copy(picture, source / "pictures")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program, out = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    stage(program, out / "source")
    os.environ["AGGLOMERA_VERSION"] = ask(program, "--version").strip()
    shutil.rmtree(out / "html", ignore_errors=True)
    from sphinx.cmd.build import main as sphinx
    return sphinx(["-W", "--keep-going", "-q", "-n", "-d", str(out / "doctrees"), "-E", str(out / "source"), str(out / "html")])


if __name__ == "__main__":
    sys.exit(main())
