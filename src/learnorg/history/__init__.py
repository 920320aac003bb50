"""
Git: where the register's past lives, who is writing it, and how a change gets in.

`repository` finds the repository by reading files, so that looking costs no process;
`git` is the one door to the git command; `config` is what git has been told;
`state` says whether the repository can take a change now; `commits` puts it in:
exactly our paths, and whatever else is staged or modified stays as it was.
"""
