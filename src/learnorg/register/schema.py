"""The index's tables."""

from learnorg.register.facts import COLUMNS

VERSION = 3
"""Part of the file's name: another version is another file."""

FILES = (
    "path", "folder", "name", "bytes", "mtime", "ctime", "inode", "read_at", "hash", "broken",
    "checked",
)  # fmt: skip
_NUMERIC = {"open", "value", "confidence", "effort", "score"}

TABLES = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE folders (path TEXT PRIMARY KEY, signature BLOB) WITHOUT ROWID;
CREATE TABLE records (
    n INTEGER PRIMARY KEY,
    path TEXT NOT NULL, folder TEXT NOT NULL, name TEXT NOT NULL,
    bytes INTEGER, mtime INTEGER, ctime INTEGER, inode INTEGER, read_at INTEGER,
    hash BLOB, broken TEXT, checked INTEGER NOT NULL DEFAULT 0,
    {", ".join(f"{c} {'REAL' if c in _NUMERIC else 'TEXT'}" for c in COLUMNS)}
);
CREATE UNIQUE INDEX records_path ON records (path);
CREATE INDEX records_folder ON records (folder);
CREATE INDEX records_id ON records (id);
CREATE INDEX records_symbols ON records (symbols);
CREATE INDEX records_raised ON records (kind, open, raised DESC, id);
CREATE INDEX records_broken ON records (path) WHERE broken IS NOT NULL;
CREATE TABLE contents (n INTEGER PRIMARY KEY, title TEXT, words TEXT, json TEXT);
CREATE VIRTUAL TABLE texts USING fts5 (
    title, words, content='contents', content_rowid='n', tokenize='unicode61 remove_diacritics 2'
);
CREATE TABLE terms (n INTEGER, field TEXT, value TEXT COLLATE NOCASE);
CREATE INDEX terms_value ON terms (field, value, n);
CREATE INDEX terms_n ON terms (n);
CREATE TABLE links (n INTEGER, rel TEXT, identity TEXT, kind TEXT, raw TEXT);
CREATE INDEX links_n ON links (n);
CREATE INDEX links_identity ON links (identity);
CREATE TABLE aliases (n INTEGER, alias TEXT COLLATE NOCASE);
CREATE INDEX aliases_alias ON aliases (alias);
CREATE INDEX aliases_n ON aliases (n);
CREATE TABLE findings (
    n INTEGER, line INTEGER, col INTEGER, rule TEXT, message TEXT, level INTEGER, hint TEXT
);
CREATE INDEX findings_n ON findings (n);
"""

INSERT_RECORD = (
    f"INSERT INTO records (n, {', '.join(FILES)}, {', '.join(COLUMNS)}) "
    f"VALUES ({', '.join('?' * (1 + len(FILES) + len(COLUMNS)))})"
)
