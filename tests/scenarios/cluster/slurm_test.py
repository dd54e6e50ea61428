"""The script for Slurm clusters on a cluster of one machine: real munged, slurmctld and slurmd, started in a
temporary folder on ports of their own, and stopped.

AGGLOMERA_MPI names the program for several ranks, AGGLOMERA the one without.
"""

import getpass
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = os.path.abspath(os.environ["AGGLOMERA"])
SEVERAL = os.path.abspath(os.environ["AGGLOMERA_MPI"])
SOURCE = pathlib.Path(os.environ["AGGLOMERA_SOURCE"])
SCRIPT = SOURCE / "scenarios/cluster/agglomera.sbatch"
DAEMONS = ("munged", "slurmctld", "slurmd")
PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
ROOT = os.geteuid() == 0

CONFIGURATION = """\
ClusterName=agglomera-test
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller_port}
SlurmdPort={node_port}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
MpiDefault=none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SlurmdParameters=config_overrides
ReturnToService=2
KillWait=5
MessageTimeout=30
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
NodeName={host} NodeAddr=127.0.0.1 CPUs=6 State=UNKNOWN
PartitionName=all Nodes={host} Default=YES MaxTime=INFINITE State=UP
"""


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


class Cluster:
    """A controller and a node with six processors, whatever this machine has."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="agglomera-slurm-"))
        self.folder.chmod(0o755)
        self.daemons = []
        self.environment = {**os.environ, "PATH": PATH, "SLURM_CONF": str(self.folder / "slurm.conf"),
                            "SOURCE_DATE_EPOCH": "1230768000", "OMPI_ALLOW_RUN_AS_ROOT": "1",
                            "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1", "OMPI_MCA_rmaps_base_oversubscribe": "1"}
        try:
            self.start()
        except BaseException:
            self.stop()
            raise

    def start(self):
        for name in ("state", "spool"):
            (self.folder / name).mkdir(mode=0o755)
        key = self.folder / "munge.key"
        key.write_bytes(os.urandom(128))
        key.chmod(0o600)
        controller_port, node_port = free_ports(2)
        configuration = CONFIGURATION.format(folder=self.folder, host=socket.gethostname().split(".")[0],
                                             user=getpass.getuser(), controller_port=controller_port,
                                             node_port=node_port)
        (self.folder / "slurm.conf").write_text(configuration, encoding="utf-8")
        self.daemon("munged", "--foreground", "--force", f"--key-file={key}", f"--socket={self.folder}/munge.socket",
                    f"--pid-file={self.folder}/munged.pid", f"--log-file={self.folder}/munged.log",
                    f"--seed-file={self.folder}/munged.seed", "--num-threads=2")
        self.wait("munged listens", lambda: (self.folder / "munge.socket").exists())
        self.daemon("slurmctld", "-D")
        self.daemon("slurmd", "-D")
        self.wait("the node is idle", lambda: self.asks("sinfo", "-h", "-o", "%T").strip() == "idle")

    def daemon(self, name, *words):
        with open(self.folder / f"{name}.out", "wb") as out:
            self.daemons.append(subprocess.Popen([name, *words], env=self.environment, cwd=self.folder, stdout=out,
                                                 stderr=out, stdin=subprocess.DEVNULL, start_new_session=True))

    def asks(self, *words):
        return subprocess.run(words, env=self.environment, capture_output=True, text=True, timeout=60,
                              check=False).stdout

    def wait(self, what, happens, seconds=90):
        until = time.monotonic() + seconds
        while not happens():
            for daemon in self.daemons:
                if daemon.poll() is not None:
                    raise RuntimeError(f"{daemon.args[0]} ended with {daemon.returncode}\n{self.logs()}")
            if time.monotonic() > until:
                raise RuntimeError(f"waited in vain until {what}\n{self.logs()}")
            time.sleep(0.2)

    def logs(self):
        return "\n".join(f"{file.name}:\n{file.read_text(errors='replace')[-2500:]}"
                         for pattern in ("*.out", "*.log") for file in sorted(self.folder.glob(pattern)))

    def stop(self):
        if self.daemons:
            self.asks("scancel", "--me")
        for daemon in reversed(self.daemons):
            if daemon.poll() is None:
                daemon.send_signal(signal.SIGTERM)
                try:
                    daemon.wait(timeout=20)
                except subprocess.TimeoutExpired:
                    daemon.kill()
                    daemon.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


class Slurm(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.cluster = Cluster()
        cls.addClassCleanup(cls.cluster.stop)
        cls.folder = cls.cluster.folder / "work"
        shutil.copytree(SOURCE / "scenarios/templates", cls.folder / "study")

    def submit(self, *words, slurm=()):
        """The number of the job; its words go to job.out."""
        environment = {**self.cluster.environment, "AGGLOMERA": SEVERAL}
        told = subprocess.run(["sbatch", "--parsable", "--output", "job.out", *slurm, SCRIPT, *words],
                              cwd=self.folder, env=environment, capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(told.returncode, 0, told.stderr)
        return told.stdout.strip()

    def state(self, job):
        shown = self.cluster.asks("scontrol", "show", "job", job)
        fields = dict(field.split("=", 1) for field in shown.split() if "=" in field)
        return fields.get("JobState", ""), fields.get("ExitCode", "")

    def ended(self, job):
        over = ("COMPLETED", "FAILED", "CANCELLED", "TIMEOUT", "NODE_FAIL")
        self.cluster.wait(f"job {job} is over", lambda: self.state(job)[0] in over, 150)
        return self.state(job)

    def words_of_job(self):
        return (self.folder / "job.out").read_text(encoding="utf-8")

    def alone(self, *words):
        subprocess.run([PROGRAM, *words], cwd=self.folder, env=self.cluster.environment, check=True,
                       capture_output=True, timeout=200)

    def test_an_ensemble_over_three_ranks_gives_the_bytes_of_one(self):
        words = ("run", "study/baseline.toml", "-o", "run.h5", "--members", "20")
        job = self.submit(*words, "-v", slurm=("--ntasks-per-node", "3", "--cpus-per-task", "2"))
        self.assertEqual(self.ended(job), ("COMPLETED", "0:0"), self.words_of_job())
        self.assertIn("members per rank: 7, 7, 6\n", self.words_of_job())
        found = (self.folder / "run.h5").read_bytes()
        self.alone(*words)
        self.assertEqual(found, (self.folder / "run.h5").read_bytes())

    def test_a_job_that_is_asked_to_stop_keeps_what_is_done_and_goes_on(self):
        words = ("policy", "study/policies/radiation.toml", "-o", "policy.h5", "--members", "1500")
        job = self.submit(*words, slurm=("--ntasks-per-node", "2", "--cpus-per-task", "1"))
        parts = self.folder / "policy.h5.parts"
        self.cluster.wait("something is kept", lambda: len(list(parts.glob("*"))) > 1)
        self.cluster.asks("scancel", "--batch", "--signal", "USR1", job)
        self.assertEqual(self.ended(job), ("FAILED", "3:0"), self.words_of_job())
        self.assertIn("they are kept, go on with --resume", self.words_of_job())
        job = self.submit(*words, "--resume", slurm=("--ntasks-per-node", "3", "--cpus-per-task", "1"))
        self.assertEqual(self.ended(job), ("COMPLETED", "0:0"), self.words_of_job())
        self.assertFalse(parts.exists())
        found = (self.folder / "policy.h5").read_bytes()
        self.alone(*words)
        self.assertTrue(found == (self.folder / "policy.h5").read_bytes(), "other bytes than without stopping")

    def test_wrong_input_fails_the_job_with_its_words_in_the_log(self):
        job = self.submit("run", "no.toml", "-o", "no.h5", slurm=("--ntasks-per-node", "2"))
        self.assertEqual(self.ended(job), ("FAILED", "2:0"), self.words_of_job())
        self.assertEqual(self.words_of_job().count("no.toml: no such file\n"), 1)


if __name__ == "__main__":
    if not ROOT or not all(shutil.which(name, path=PATH) for name in DAEMONS):
        print("skipped: needs root and", ", ".join(DAEMONS))
        sys.exit(77)
    unittest.main()
