-- What came from an operator's command or a watched place: each file once, with what it would do and where it stands.

-- A list or a policy that came.
CREATE TABLE pending_file (
  -- Grows with time.
  pending_id {I64} NOT NULL,
  -- risk_list or policy.
  kind TEXT NOT NULL,
  -- SHA-256 of the text in hexadecimal digits: the same file twice is one.
  digest TEXT NOT NULL,
  -- The name that it came under.
  name TEXT NOT NULL,
  -- command, folder or address.
  origin TEXT NOT NULL,
  -- Division code of the place that answers for it: of a policy its jurisdiction, of a list the smallest place in which
  -- all lies that it raises.
  place {I64} NOT NULL,
  -- Epoch milliseconds from which it says something: of a list its instant, of a policy its first day.
  from_ms {I64} NOT NULL,
  -- Epoch milliseconds at which it was saved at its source; NULL where nobody said.
  saved_ms {I64},
  -- Epoch milliseconds at which it came.
  came_ms {I64} NOT NULL,
  -- pending, in_force, superseded, refused or broken.
  state TEXT NOT NULL,
  -- Whether it came into force by itself.
  alone BOOLEAN NOT NULL,
  -- Why it was refused, in the words of staff, or what of it cannot be read; NULL otherwise.
  reason TEXT,
  -- The member of staff who refused it; NULL otherwise.
  by_staff {I64},
  -- The proposal that was made of it last, or by which it came into force; NULL while there is none.
  proposal_id {I64},
  -- Whom it would change, as it was tried last: compact JSON of counts by city.
  trial TEXT NOT NULL,
  -- Epoch milliseconds at which it was tried last.
  tried_ms {I64} NOT NULL,
  -- Raised by each change; the next one names the one that it has read.
  version {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (pending_id)
) {CLUSTERED};

-- Of two servers that take the same file at one moment one keeps it.
CREATE UNIQUE INDEX pending_file_digest ON pending_file (digest);

-- The text of a file that did not come into force at once: a proposal names the file, and nobody sends it again.
CREATE TABLE pending_text (
  -- The file.
  pending_id {I64} NOT NULL,
  -- Its text.
  text TEXT NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (pending_id)
) {CLUSTERED};
