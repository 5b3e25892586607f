-- The data that everyone shares, and the keys. Small tables, written rarely (SQL rule 3).

-- One row: the generation of the shared data (policies, lists, keys) that a decision used.
CREATE TABLE shared (
  -- Always 1.
  id {I64} NOT NULL PRIMARY KEY,
  -- Raised by each publication, before it searches for the people it touches.
  generation {I64} NOT NULL
);

INSERT INTO shared (id, generation) VALUES (1, 1);

-- The data keys, each wrapped by the master key, which is not in the database.
CREATE TABLE wrapped_key (
  -- seal, lookup or mac.
  purpose TEXT NOT NULL,
  -- Running number within the purpose; the greatest one is used for what is new.
  key_id {I64} NOT NULL,
  -- Nonce and AES-256-GCM-SIV of the key; associated data: purpose and key_id.
  wrapped {BLOB} NOT NULL,
  -- Which master key wrapped it: the first hexadecimal digits of a keyed hash, by which a wrong key is refused by name.
  master_id TEXT NOT NULL,
  PRIMARY KEY (purpose, key_id)
) {CLUSTERED};
