"""Report pages to be tried in a browser: of every kind of result, of hostile names, of the whole study."""

import os
import pathlib
import shutil
import subprocess
import sys
import time

TESTS = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(TESTS / "scenarios/cli"))

from experiments import add_experiments  # noqa: E402
from optimize_test import TEXT as PORTFOLIO  # noqa: E402
from program import PROGRAM, SCENARIOS, environment  # noqa: E402

KINDS = {  # result -> the words that make it of the test study, a few members each
    # A seed with which the simulated ranks are not those observed.
    "run": ["run", "study/baseline.toml", "--members", "3", "--seed", "2"],
    "policy": ["policy", "study/policies/radiation.toml", "--members", "6"],
    "explain": ["explain", "study/baseline.toml", "--members", "4"],
    "posterior": ["calibrate", "study/experiments/calibrate.toml"],
    "backtest": ["backtest", "study/experiments/backtest.toml"],
    "front": ["optimize", "study/experiments/portfolio.toml"],
    "sobol": ["sensitivity", "study/experiments/sobol.toml"],
    "morris": ["sensitivity", "study/experiments/morris.toml"],
    "sweep": ["sweep", "study/experiments/sweep.toml"],
    "clusters": ["sweep", "study/experiments/clusters.toml"],
}
MARKUP = "<script>window.hurt=alert(1)</script>"
BREAKOUT = "</script><img src=x onerror=window.hurt=alert(1)>"
QUOTES = "\"+(window.hurt=alert(1))+\"{{data}}'"
FILE = "{{data}}\"+alert(1)+\"<img src=x onerror=alert(1)>.h5"


def agglomera(folder, *words):
    ended = subprocess.run([PROGRAM, *map(str, words)], cwd=folder, env=environment(), capture_output=True,
                           text=True, encoding="utf-8", timeout=900, stdin=subprocess.DEVNULL)
    if ended.returncode != 0:
        raise AssertionError(f"{words}: {ended.stdout[-2000:]} {ended.stderr[-2000:]}")


def copy_study(folder):
    shutil.copytree(SCENARIOS / "templates", folder / "study")
    add_experiments(folder / "study")
    baseline = (folder / "study/baseline.toml").read_text(encoding="utf-8")
    outlook = baseline.replace("last = 2015 }", "last = 2020 }", 1)
    assert outlook != baseline, "the templates have other years now"
    (folder / "study/outlook.toml").write_text(outlook, encoding="utf-8")
    (folder / "study/experiments/portfolio.toml").write_text(PORTFOLIO, encoding="utf-8")


def folder_of_pages(folder):
    pages = folder / "pages"
    (pages / "made-up").mkdir(parents=True)
    return pages


def of_every_kind(folder, kinds=tuple(KINDS)):
    """A page of each kind, and one of all."""
    copy_study(folder)
    pages = folder_of_pages(folder)
    for kind in kinds:
        agglomera(folder, *KINDS[kind], "--quiet", "-o", f"{kind}.h5")
        agglomera(folder, "report", f"{kind}.h5", "-o", pages / f"{kind}.html")
    if len(kinds) > 1:
        agglomera(folder, "report", *(f"{kind}.h5" for kind in kinds), "-o", pages / "all.html")
    return pages


def change(path, was, now):
    text = path.read_text(encoding="utf-8")
    assert was in text, (path.name, was)
    path.write_text(text.replace(was, now, 1), encoding="utf-8")


def of_hostile_names(folder):
    """Pages of a study whose cities, titles and files are named against the page; the names shown."""
    copy_study(folder)
    pages = folder_of_pages(folder)
    study = folder / "study"
    csv = lambda name: '"' + name.replace('"', '""') + '"'  # noqa: E731
    change(study / "cities.csv", "Alba,阿尔巴", f"{csv(MARKUP)},{csv(MARKUP)}")
    change(study / "cities.csv", "Brea,布雷亚", f"{csv(BREAKOUT)},{csv(BREAKOUT)}")
    change(study / "cities.csv", "Cora,科拉", f"{csv(QUOTES)},{csv(QUOTES)}")
    change(study / "study.toml", '"Three made-up cities"', f"'''{MARKUP}{BREAKOUT}{QUOTES[:-1]}'''")
    said = f"'''{BREAKOUT}{MARKUP}{QUOTES[:-1]}'''"
    words = "".join(f"{key}.{language} = {said}\n" for key in ("title", "question") for language in ("en", "zh"))
    for scenario in (study / "baseline.toml", study / "policies/radiation.toml"):
        lines = scenario.read_text(encoding="utf-8").splitlines(keepends=True)
        scenario.write_text(words + "".join(line for line in lines if not line.startswith(("title", "question"))),
                            encoding="utf-8")
    for kind in ("run", "policy"):
        agglomera(folder, *KINDS[kind], "--quiet", "-o", f"{kind}.h5")
        (folder / f"{kind}.h5").rename(folder / f"{kind}{FILE}")
        agglomera(folder, "report", f"{kind}{FILE}", "-o", pages / f"{kind}.html")
    return pages


def of_the_whole_study(folder):
    """Pages of the shipped study as its readers get them: 200 members."""
    pages = folder_of_pages(folder)
    study = SCENARIOS / "digital-media"
    agglomera(folder, "run", study / "baseline.toml", "--members", 200, "--quiet", "-o", "run.h5")
    agglomera(folder, "policy", study / "policies/strengthen-bsgs-radiation.toml", "--members", 200, "--quiet",
              "-o", "policy.h5")
    shutil.copy(study / "posterior.h5", folder / "posterior.h5")
    for kind in ("run", "policy", "posterior"):
        agglomera(folder, "report", f"{kind}.h5", "-o", pages / f"{kind}.html")
    agglomera(folder, "report", "policy.h5", "run.h5", "posterior.h5", "-o", pages / "all.html")
    return pages


def browser():
    """The path of Chromium, or None."""
    named = os.environ.get("AGGLOMERA_CHROMIUM")
    for name in [named] if named else ["chromium", "chromium-browser", "google-chrome"]:
        if found := shutil.which(name):
            return found
    return None


def seconds_to_make(folder, result):
    """How long `agglomera report` takes, from the command to the written page."""
    start = time.monotonic()
    agglomera(folder, "report", result, "-o", folder / "timed.html")
    return time.monotonic() - start
