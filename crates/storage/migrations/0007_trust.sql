-- Whom this service recognises: foreign issuers, their keys, and what their states mean here.

-- Trust lists, each as the file that was published. The last is in force.
CREATE TABLE trust_list (
  -- Counts up from 1.
  version {I64} NOT NULL PRIMARY KEY,
  -- The file.
  text TEXT NOT NULL,
  -- Epoch milliseconds at which it was published.
  published_ms {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL
);
