-- Results that go back, and the ends of propagations.

-- Results that cannot be used and go back, until the laboratories' service has taken them: one that it does not take now is
-- given back again later, and keeps nothing that comes after it. Nothing here leads to a person.
CREATE TABLE laboratory_return (
  -- Keyed hash of the laboratory and its name of the sample.
  sample_hash {BLOB} NOT NULL,
  -- connection, or file: then nobody waits for it, and the row says that its person was told.
  source TEXT NOT NULL,
  -- Drawn by the program for the sealing.
  return_id {I64} NOT NULL,
  -- From 1, a higher one in the place of a lower one.
  revision {I64} NOT NULL,
  -- Epoch milliseconds at which it was kept.
  kept_ms {I64} NOT NULL,
  -- Laboratory, sample and why it goes back, sealed; associated data: table, column, 0, return_id.
  sealed {BLOB} NOT NULL,
  -- Which data key sealed it.
  key_id {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  -- Epoch milliseconds from which it is given back again; NULL once it was taken.
  next_ms {I64},
  PRIMARY KEY (sample_hash, source)
) {CLUSTERED};

-- What goes back next.
CREATE INDEX laboratory_return_next ON laboratory_return (next_ms);

-- They die by their age.
CREATE INDEX laboratory_return_kept ON laboratory_return (kept_ms);

-- Epoch milliseconds at which the hourly job saw that a propagation was done; NULL before. It goes some days after. The MAC
-- does not cover it: it says nothing of what was done.
ALTER TABLE propagation ADD COLUMN done_ms {I64};
