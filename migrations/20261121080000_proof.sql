-- Ways in, and proofs of what was done.

-- The vault key as the recovery key locks it; as `library`, and absent until one was made.
CREATE TABLE recovery (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    kdf_memory_kib INTEGER NOT NULL,
    kdf_passes INTEGER NOT NULL,
    kdf_lanes INTEGER NOT NULL,
    kdf_salt BLOB NOT NULL,
    key_sealed BLOB NOT NULL,
    checksum BLOB NOT NULL
) STRICT;

-- Wrong passphrases in a row, and when the last was tried: outlives the process that was told them.
CREATE TABLE attempt (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    failures INTEGER NOT NULL,
    last_ms INTEGER NOT NULL
) STRICT;
INSERT INTO attempt (id, failures, last_ms) VALUES (1, 0, 0);

-- The audit chain up to an entry, under the library's Ed25519 signature.
CREATE TABLE checkpoint (
    seq INTEGER PRIMARY KEY,
    hash BLOB NOT NULL,
    at_ms INTEGER NOT NULL,
    signature BLOB NOT NULL
) STRICT;
