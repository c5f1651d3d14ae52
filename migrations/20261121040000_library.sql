-- The library as first shipped. Columns named *_sealed hold XChaCha20-Poly1305 boxes bound to
-- (table, column, row id); *_hash holds keyed hashes. Everything else is ids, numbers, times in
-- unix milliseconds and short codes of our own, and nothing of what was imported.

-- "COLD": tells a Coldread library from any other SQLite file.
PRAGMA application_id = 1129270340;

-- One row: how the passphrase becomes the key that wraps the vault key. The checksum tells a
-- damaged row from a wrong passphrase.
CREATE TABLE library (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    kdf_memory_kib INTEGER NOT NULL,
    kdf_passes INTEGER NOT NULL,
    kdf_lanes INTEGER NOT NULL,
    kdf_salt BLOB NOT NULL,
    key_sealed BLOB NOT NULL,
    checksum BLOB NOT NULL
) STRICT;

-- Ids are never used twice: a sealed value must not fit a later row.
CREATE TABLE sequence (
    name TEXT PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO sequence (name, last)
VALUES ('project', 0), ('document', 0), ('job', 0), ('answer', 0), ('report', 0), ('setting', 0);

-- The data key of a project is sealed by the vault key; without that row the project is noise.
CREATE TABLE project (
    id INTEGER PRIMARY KEY,
    key_sealed BLOB NOT NULL,
    name_hash BLOB NOT NULL UNIQUE,
    name_sealed BLOB NOT NULL,
    created_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    project_id INTEGER NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    title_sealed BLOB NOT NULL,
    file_name_sealed BLOB NOT NULL,
    original_hash BLOB NOT NULL,
    pages INTEGER NOT NULL,
    draft_of INTEGER REFERENCES document (id) ON DELETE SET NULL,
    created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX document_by_original ON document (project_id, original_hash);
CREATE INDEX document_by_draft ON document (draft_of);

-- Apart from `document`, so that a listing never walks past megabytes.
CREATE TABLE content (
    document_id INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
    original_sealed BLOB NOT NULL,
    reading_sealed BLOB NOT NULL
) STRICT;

-- The page ledger keeps what could not be read; all other pages of 1..=pages were.
CREATE TABLE unreadable_page (
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    page INTEGER NOT NULL,
    PRIMARY KEY (document_id, page)
) STRICT, WITHOUT ROWID;

-- state: 1 queued, 2 running, 3 done, 4 failed, 5 cancelled.
CREATE TABLE job (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 5),
    stage TEXT,
    done INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL DEFAULT 0,
    settings_sealed BLOB NOT NULL,
    error_sealed BLOB,
    created_ms INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX job_by_state ON job (state, id);
CREATE INDEX job_by_document ON job (document_id);

-- What the model said to one group of questions. Drafts of a project share their answers; an
-- answer lives as long as one document that used it.
CREATE TABLE answer (
    id INTEGER PRIMARY KEY,
    project_id INTEGER NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    key_hash BLOB NOT NULL,
    kernel TEXT NOT NULL,
    answer_sealed BLOB NOT NULL,
    tokens_read INTEGER NOT NULL,
    tokens_written INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    UNIQUE (project_id, key_hash)
) STRICT;
CREATE TABLE answer_use (
    answer_id INTEGER NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    PRIMARY KEY (answer_id, document_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_use_by_document ON answer_use (document_id);

CREATE TABLE report (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    report_sealed BLOB NOT NULL
) STRICT;
CREATE INDEX report_by_document ON report (document_id, kind, id);

CREATE TABLE setting (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    value_sealed BLOB NOT NULL
) STRICT;

-- Who did what when. hash is keyed and covers every other column, prev_hash chains the rows, and
-- the sealed head remembers how many there are, so that neither an edit nor a cut goes unseen.
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    action INTEGER NOT NULL,
    project_id INTEGER,
    object_id INTEGER,
    object_hash BLOB,
    detail_sealed BLOB NOT NULL,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE TABLE audit_head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    head_sealed BLOB NOT NULL
) STRICT;
