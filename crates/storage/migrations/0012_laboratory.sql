-- Results of laboratories: whose they are, from where, how far the laboratories were asked, and what waits for a person.

-- What a laboratory said last of a sample of a person. The outcome counts as a row of evidence, and that is read only beside this one.
CREATE TABLE laboratory_result (
  -- Whose sample it is.
  person_id {I64} NOT NULL,
  -- Made by the program; it grows with time.
  result_id {I64} NOT NULL,
  -- The evidence by which it counts, or counted.
  evidence_id {I64} NOT NULL,
  -- Keyed hash of the laboratory and its name of the sample.
  sample_hash {BLOB} NOT NULL,
  -- The laboratory, as it calls itself.
  laboratory TEXT NOT NULL,
  -- From 1, a higher one in the place of a lower one.
  revision {I64} NOT NULL,
  -- positive, negative or withdrawn.
  finding TEXT NOT NULL,
  -- Epoch milliseconds at which the sample was taken.
  sampled_ms {I64} NOT NULL,
  -- Epoch milliseconds at which it came into the record.
  received_ms {I64} NOT NULL,
  -- connection or file.
  source TEXT NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, result_id)
) {CLUSTERED};

-- Whose a sample is: by it a correction finds the person whom an earlier revision named. What counts is the result.
CREATE TABLE laboratory_sample (
  -- Keyed hash of the laboratory and its name of the sample.
  sample_hash {BLOB} NOT NULL,
  -- The person.
  person_id {I64} NOT NULL,
  PRIMARY KEY (sample_hash)
) {CLUSTERED};

-- Results about documents with which nobody is registered, for some days: they come into the record when somebody registers.
CREATE TABLE laboratory_held (
  -- Keyed hash of the document, as in document_claim.
  document_hash {BLOB} NOT NULL,
  -- Keyed hash of the laboratory and its name of the sample.
  sample_hash {BLOB} NOT NULL,
  -- Drawn by the program for the sealing.
  held_id {I64} NOT NULL,
  -- From 1, a higher one in the place of a lower one.
  revision {I64} NOT NULL,
  -- Epoch milliseconds from which it is held.
  held_ms {I64} NOT NULL,
  -- connection or file.
  source TEXT NOT NULL,
  -- What the laboratory said, sealed; associated data: table, column, 0, held_id.
  sealed {BLOB} NOT NULL,
  -- Which data key sealed it.
  key_id {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (document_hash, sample_hash)
) {CLUSTERED};

-- What is held dies by its age.
CREATE INDEX laboratory_held_since ON laboratory_held (held_ms);

-- A correction that names another document takes away what an earlier revision holds.
CREATE INDEX laboratory_held_of ON laboratory_held (sample_hash);

-- How far the laboratories' service was asked.
CREATE TABLE laboratory_cursor (
  -- 1: there is one service.
  id {I64} NOT NULL,
  -- Its own mark, given back as it came.
  mark TEXT NOT NULL,
  -- Epoch milliseconds at which it was noted.
  noted_ms {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (id)
) {CLUSTERED};
