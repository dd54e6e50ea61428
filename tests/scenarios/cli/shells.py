"""Real shells that complete a line as a user's would, with the program's own script.

bash is asked through the variables it sets itself; zsh is given a line on a terminal and asked for every
match it was offered.
"""

import functools
import os
import pty
import re
import select
import shutil
import subprocess
import tempfile
import time

from program import PROGRAM, environment


@functools.cache
def script_of(shell):
    return subprocess.run([PROGRAM, "completion", shell], check=True, capture_output=True, text=True).stdout


def bash_offers(words, folder):
    """What bash offers for the last of the words, split as bash splits them: at "=" too."""
    split = [part for word in words for part in re.split(r"(=)", word) if part or word == ""]
    asked = script_of("bash") + '\nCOMP_WORDS=("$@") COMP_CWORD=$(($# - 1))\n_agglomera\nprintf "%s\\n" "${COMPREPLY[@]}"\n'
    ended = subprocess.run(["bash", "--norc", "-u", "-c", asked, "bash", "agglomera", *split], cwd=folder,
                           capture_output=True, text=True, timeout=60)
    assert not ended.stderr, ended.stderr
    return sorted(filter(None, ended.stdout.splitlines()))


class Terminal:
    """A shell on a terminal of its own."""

    def __init__(self, words, folder, **variables):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvpe(words[0], words, environment(TERM="dumb", **variables))

    def type(self, keys):
        os.write(self.terminal, keys.encode())

    def wait_for(self, mark, seconds=30):
        seen, until = "", time.monotonic() + seconds
        while mark not in seen and time.monotonic() < until:
            if select.select([self.terminal], [], [], 0.1)[0]:
                try:
                    seen += os.read(self.terminal, 65536).decode(errors="replace")
                except OSError:
                    break
        assert mark in seen, (mark, seen)
        return seen

    def close(self):
        os.close(self.terminal)
        os.waitpid(self.pid, 0)


class Zsh:
    """One zsh for many lines: starting its completion takes a while."""

    # Every match that reaches compadd is written down; the widget ends each question.
    setting = r"""
unsetopt beep; LISTMAX=1000; PS1=; fpath=($FOLDER $fpath); autoload -Uz compinit; compinit -D -u -d $FOLDER/dump
compadd() {
  if [[ " $* " != *" -"[OAD]" "* ]]; then
    local -a offered; builtin compadd -O offered "$@"; print -rl -- $offered >> $FOLDER/offered
  fi
  builtin compadd "$@"
}
ask() { zle kill-whole-line; print -n > $FOLDER/offered; BUFFER=$(<$FOLDER/line); CURSOR=$#BUFFER; zle list-choices
  zle kill-whole-line; print -r -- answe''red }
zle -N ask; bindkey '^T' ask; print rea''dy
"""

    def __init__(self, folder):
        self.folder = folder
        self.own = tempfile.mkdtemp(prefix="agglomera-zsh-")
        with open(f"{self.own}/_agglomera", "w", encoding="utf-8") as file:
            file.write(script_of("zsh"))
        with open(f"{self.own}/setting", "w", encoding="utf-8") as file:
            file.write(self.setting)
        self.shell = Terminal(["zsh", "-f", "-i"], folder, FOLDER=self.own)
        self.shell.type(f"source {self.own}/setting\n")
        self.shell.wait_for("ready")

    def offers(self, words):
        with open(f"{self.own}/line", "w", encoding="utf-8") as file:
            file.write(" ".join(["agglomera", *words]))
        self.shell.type("\x14")
        self.shell.wait_for("answered")
        with open(f"{self.own}/offered", encoding="utf-8") as file:
            return sorted({line.replace("\\", "") for line in file.read().splitlines() if line})

    def close(self):
        self.shell.close()
        shutil.rmtree(self.own, ignore_errors=True)
