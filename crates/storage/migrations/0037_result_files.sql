-- Files of results of laboratories that an operator brought: nothing of one counts before a member of staff has agreed to it.

-- A file that was brought, about nobody: what is said of it stands sealed, its text in a table of its own while it is needed.
CREATE TABLE result_file (
  -- Grows with time.
  file_id {I64} NOT NULL,
  -- Keyed hash of the text: the same file twice is one.
  file_hash {BLOB} NOT NULL,
  -- Division code of the place that answers for it: the smallest in which all cities lie that those use whom it is about.
  place {I64} NOT NULL,
  -- Epoch milliseconds at which it was brought.
  came_ms {I64} NOT NULL,
  -- waiting, agreed, taken or refused.
  state TEXT NOT NULL,
  -- The member of staff who agreed or refused; NULL while nobody has.
  decided_by {I64},
  -- Epoch milliseconds at which they did; NULL while nobody has.
  decided_ms {I64},
  -- Its name, counts, whom it would change and why it was refused, sealed; associated data: table, column, 0, file_id.
  sealed {BLOB} NOT NULL,
  -- Which data key sealed it.
  key_id {I64} NOT NULL,
  -- Raised by each change; the next one names the one that it has read.
  version {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (file_id)
) {CLUSTERED};

-- Of two that bring the same file at one moment one keeps it.
CREATE UNIQUE INDEX result_file_hash ON result_file (file_hash);

-- The text of a file until its lines were taken, or it was refused, or its time is over.
CREATE TABLE result_file_text (
  -- The file.
  file_id {I64} NOT NULL,
  -- Its text, sealed; associated data: table, column, 0, file_id.
  sealed {BLOB} NOT NULL,
  -- Which data key sealed it.
  key_id {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (file_id)
) {CLUSTERED};
