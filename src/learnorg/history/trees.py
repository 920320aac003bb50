"""What HEAD and the index hold of a few paths, and HEAD's tree with other files in their place."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from learnorg.history.git import Git, GitFailed

FOLDER = "40000"
FILE = "100644"


class Entry(NamedTuple):
    """What a name stands for in a tree."""

    mode: str
    id: str


Tree = dict[str, Entry]


class View(NamedTuple):
    """HEAD's commit, its trees along some paths, and what the index has at these paths."""

    commit: str | None
    trees: Mapping[str, Tree]
    staged: Mapping[str, str | None]

    def committed(self, path: str) -> Entry | None:
        """What HEAD has at a path."""
        folder, _, name = path.rpartition("/")
        return self.trees.get(folder, {}).get(name)

    @property
    def width(self) -> int:
        """How long an id is in this repository (git knows two kinds)."""
        return max((len(each) for each in (self.commit, *self.staged.values()) if each), default=40)


class Planting(NamedTuple):
    """The trees to be written for a new root, by their ids, as git stores them."""

    root: str
    trees: Mapping[str, bytes]


def look(git: Git, paths: Iterable[str]) -> View:
    """HEAD and index at these paths, from one git; its cost grows with the paths only."""
    paths = list(paths)
    folders = sorted(_folders(paths))
    # HEAD comes first: should it move while we read, the commit made of this view finds
    # that HEAD is no longer there, and is not put in.
    asked = ["contents HEAD^{commit}", "contents HEAD^{tree}"]
    asked += [f"contents HEAD:{folder}" for folder in folders if folder]
    asked += [f"info :{path}" for path in paths]
    answer = git.run(
        *("cat-file", "--batch-command", "-z", "--buffer"),
        stdin=b"".join(os.fsencode(line) + b"\0" for line in asked),
    ).stdout
    found = iter(_objects(answer, asked))
    commit = next(found)
    trees: dict[str, Tree] = {}
    for folder in folders:
        held = next(found)
        if held is None:
            _folder_not_lost(git, commit, trees, folder)
        trees[folder] = _tree(held)
    staged = {path: object_[0] if (object_ := next(found)) else None for path in paths}
    return View(commit[0] if commit else None, trees, staged)


def not_lost(git: Git, id_: str) -> None:
    """Nothing, if git has an object that something names."""
    try:
        git.run("cat-file", "-e", id_)
    except GitFailed as error:
        raise GitFailed("cat-file", f"the object {id_} is missing") from error


def _folder_not_lost(
    git: Git, commit: tuple[str, bytes] | None, trees: Mapping[str, Tree], folder: str
) -> None:
    """Nothing, if HEAD has no such folder: one that git has lost must not pass for none."""
    above, _, name = folder.rpartition("/")
    if folder:
        entry = trees[above].get(name)
        named = entry.id if entry and entry.mode == FOLDER else ""
    elif commit:
        named = f"{commit[0]}^{{tree}}"
    else:
        named = git.run("rev-parse", "--verify", "--quiet", "HEAD", ok=(0, 1)).line
    if named:
        not_lost(git, named)


def planted(view: View, entries: Mapping[str, Entry | None]) -> Planting:
    """HEAD's tree with these entries in place of its own (none: without them)."""
    algorithm = "sha256" if view.width == 64 else "sha1"
    trees = {folder: dict(view.trees.get(folder, {})) for folder in _folders(entries)}
    written: dict[str, bytes] = {}
    root = ""
    for path, entry in entries.items():
        folder, _, name = path.rpartition("/")
        _put(trees[folder], name, entry)
    for folder in sorted(trees, key=lambda each: (bool(each), each.count("/")), reverse=True):
        tree = trees[folder]
        content = _content(tree)
        root = hashlib.new(algorithm, b"tree %d\0" % len(content) + content).hexdigest()
        written[root] = content
        if folder:
            above, _, name = folder.rpartition("/")
            if name in trees[above] and trees[above][name].mode != FOLDER:
                raise GitFailed("hash-object", f"{folder} is not a folder in HEAD")
            _put(trees[above], name, Entry(FOLDER, root) if tree else None)
    return Planting(root, written)


def write(git: Git, planting: Planting) -> str:
    """The new root, once all its trees are stored."""
    # Not by `mktree`: it pays no heed to core.fsync, and after a power cut its trees are empty.
    with tempfile.TemporaryDirectory() as folder:
        files = [f"{folder}/{id_}" for id_ in planting.trees]
        for file, content in zip(files, planting.trees.values(), strict=True):
            with open(file, "wb") as tree:
                tree.write(content)
        feed = "".join(file + "\n" for file in files)
        command = ("hash-object", "-t", "tree", "-w", "--no-filters", "--stdin-paths")
        stored = git.run(*command, stdin=os.fsencode(feed)).line.split()
    if stored != list(planting.trees):
        raise GitFailed("hash-object", "it made other trees than were meant")
    return planting.root


def _folders(paths: Iterable[str]) -> set[str]:
    """The folders of some paths and those above them, the top one as an empty word."""
    folders = {""}
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def _put(tree: Tree, name: str, entry: Entry | None) -> None:
    if entry:
        tree[name] = entry
    else:
        tree.pop(name, None)


def _objects(answer: bytes, asked: list[str]) -> Iterable[tuple[str, bytes] | None]:
    """Id and content (empty, where only asked about) of each object; none for a missing one."""
    at = 0
    for line in asked:
        verb, _, name = line.partition(" ")
        missing = os.fsencode(name) + b" missing\n"
        if answer.startswith(missing, at):
            at += len(missing)
            yield None
            continue
        end = answer.index(b"\n", at)
        words = answer[at:end].decode().split(" ")
        at = end + 1
        if verb == "info":
            yield words[0], b""
        else:
            size = int(words[2])
            yield words[0], answer[at : at + size] if words[1] == "tree" else b""
            at += size + 1


def _tree(found: tuple[str, bytes] | None) -> Tree:
    """A tree's entries from its stored form."""
    if not found:
        return {}
    id_, content = found
    width = len(id_) // 2
    tree: Tree = {}
    at = 0
    while at < len(content):
        space, end = content.index(b" ", at), content.index(b"\0", at)
        name = os.fsdecode(content[space + 1 : end])
        tree[name] = Entry(content[at:space].decode(), content[end + 1 : end + 1 + width].hex())
        at = end + 1 + width
    return tree


def _content(tree: Tree) -> bytes:
    """A tree in its stored form."""
    named = sorted((os.fsencode(n) + b"/" * (e.mode == FOLDER), n, e) for n, e in tree.items())
    return b"".join(
        f"{entry.mode} ".encode() + os.fsencode(name) + b"\0" + bytes.fromhex(entry.id)
        for _, name, entry in named
    )
