"""
Many at once: commands that commit to the same register, while others look on.

TORTURE=full lets each of them add fifty times.
"""

import json
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from lived_in import LEARNORG, TODAY, git, policy, surroundings

WRITERS = 8
EACH = 50 if os.environ.get("TORTURE") == "full" else 6

WRITER = """
import sys
from learnorg.__main__ import main
who, many = sys.argv[1:]
sys.exit(max(main(["add", f"From {who}, number {n}", "--quiet"]) for n in range(int(many))))
"""

LISTER = """
import sys, json, io, contextlib
from learnorg.__main__ import main
seen, told, code = 0, [], 0
print("ready", flush=True)
while seen < int(sys.argv[1]) and not code:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = main(["list", "--all", "--format", "json"])
    now = len(json.loads(out.getvalue())["data"]) if not code else 0
    told.append(now)
    if now < seen:
        code = 1
    seen = now
json.dump({"code": code, "told": told}, sys.stdout)
"""


def test_together(tmp_path: Path) -> None:
    """Eight people add at once, somebody lists, an editor asks git for its status: all is there."""
    env = surroundings(tmp_path / "home") | {"LEARNORG_TODAY": TODAY}
    where = tmp_path / "work"
    where.mkdir()
    git(where, env, "init", "-q")
    (where / "learnorg.yaml").write_bytes(policy().read_bytes())
    git(where, env, "add", ".")
    git(where, env, "commit", "-qm", "Begin")
    (where / "staged.txt").write_text("somebody's\n")
    git(where, env, "add", "staged.txt")

    whole = WRITERS * EACH
    with ExitStack() as running:

        def started(*words: str) -> subprocess.Popen[str]:
            pipe = subprocess.PIPE
            process = running.enter_context(
                subprocess.Popen(words, cwd=where, env=env, stdout=pipe, stderr=pipe, text=True)
            )
            running.callback(process.kill)
            return process

        lister = started(sys.executable, "-c", LISTER, str(whole))
        assert lister.stdout
        assert lister.stdout.readline() == "ready\n"
        each = str(EACH)
        writers = [started(sys.executable, "-c", WRITER, str(n), each) for n in range(WRITERS)]
        while any(writer.poll() is None for writer in writers):
            git(where, env, "status")  # which writes the index, as editors have it do all day
        ended = [(writer.communicate()[1], writer.returncode) for writer in writers]
        assert {code for _, code in ended} == {0}, ended
        listed, _ = lister.communicate(timeout=60)
    told = json.loads(listed)
    assert told["code"] == 0
    assert told["told"][-1] == whole

    committed = git(where, env, "ls-tree", "-r", "--name-only", "HEAD", "register").splitlines()
    assert len(committed) == whole
    assert git(where, env, "status", "--porcelain") == "A  staged.txt\n"
    assert git(where, env, "rev-list", "--count", "HEAD") == f"{whole + 1}\n"
    assert git(where, env, "rev-list", "--count", "--min-parents=2", "HEAD") == "0\n"
    changed = git(where, env, "log", "--format=", "--name-status", "HEAD", "--", "register")
    assert sorted(changed.split()[1::2]) == sorted(committed)
    assert set(changed.split()[::2]) == {"A"}
    answer = subprocess.run(
        [*LEARNORG, "list", "--all", "--format", "json"],
        cwd=where,
        env=env,
        check=True,
        capture_output=True,
    )
    titles = {row["title"] for row in json.loads(answer.stdout)["data"]}
    assert titles == {f"From {who}, number {n}" for who in range(WRITERS) for n in range(EACH)}
