-- The log that outsiders can check. What is committed waits in an outbox of its owner; a job numbers it within an hour
-- and seals the hour. A row of the outbox goes when its line stands in the log.

-- The outbox of people, made anew: it says who did it, and no number or hour is known before a line is moved.
CREATE TABLE log_line_of_person (
  -- Whose batch the line is in.
  person_id {I64} NOT NULL,
  -- The line's id: it grows with time.
  line_id {I64} NOT NULL,
  -- The server that wrote it.
  server {I64} NOT NULL,
  -- Epoch milliseconds of what it speaks of.
  instant_ms {I64} NOT NULL,
  -- The person's random name in the log; NULL where the line is about nobody.
  alias {I64},
  -- Who did it: system, person or staff.
  done_by TEXT NOT NULL,
  -- Which member of staff; NULL for the others.
  staff_id {I64},
  -- For what purpose.
  purpose TEXT NOT NULL,
  -- What was done.
  action TEXT NOT NULL,
  -- Keyed digest of what was written or shown.
  digest {BLOB} NOT NULL,
  PRIMARY KEY (person_id, line_id)
) {CLUSTERED};

INSERT INTO log_line_of_person (person_id, line_id, server, instant_ms, alias, done_by, staff_id, purpose, action, digest)
SELECT person_id, line_id, server, instant_ms, alias, 'person', NULL, purpose, action, digest FROM log_line;

DROP TABLE log_line;

ALTER TABLE log_line_of_person RENAME TO log_line;

-- The job takes the oldest lines first, whosever they are.
CREATE INDEX log_line_waiting ON log_line (instant_ms, line_id, person_id);

-- The outbox of everything else: what is published, staff, proposals, and the lines of people who were erased.
CREATE TABLE log_line_other (
  -- 0 to 15: the line's id modulo 16.
  bucket {I64} NOT NULL,
  -- The line's id: it grows with time.
  line_id {I64} NOT NULL,
  -- The server that wrote it.
  server {I64} NOT NULL,
  -- Epoch milliseconds of what it speaks of.
  instant_ms {I64} NOT NULL,
  -- A person's random name in the log; NULL where the line is about nobody.
  alias {I64},
  -- Who did it: system, person or staff.
  done_by TEXT NOT NULL,
  -- Which member of staff; NULL for the others.
  staff_id {I64},
  -- For what purpose.
  purpose TEXT NOT NULL,
  -- What was done.
  action TEXT NOT NULL,
  -- Keyed digest of what was written or shown.
  digest {BLOB} NOT NULL,
  PRIMARY KEY (bucket, line_id)
) {CLUSTERED};

-- The log. Keyed by the hour whose tree holds the line, and the server that wrote it.
CREATE TABLE sealed_line (
  -- Hours since 1970-01-01T00:00Z: the tree in which the line stands.
  hour {I64} NOT NULL,
  -- The server that wrote it.
  server {I64} NOT NULL,
  -- Running number within hour and server, from 1, without holes.
  number {I64} NOT NULL,
  -- The line's id: it grows with time.
  line_id {I64} NOT NULL,
  -- Epoch milliseconds of what it speaks of; of an earlier hour where the line came late.
  instant_ms {I64} NOT NULL,
  -- A person's random name; NULL where the line is about nobody. Once the person is erased nothing leads to it.
  alias {I64},
  -- Who did it: system, person or staff.
  done_by TEXT NOT NULL,
  -- Which member of staff; NULL for the others.
  staff_id {I64},
  -- For what purpose.
  purpose TEXT NOT NULL,
  -- What was done.
  action TEXT NOT NULL,
  -- Keyed digest of what was written or shown.
  digest {BLOB} NOT NULL,
  PRIMARY KEY (hour, server, number)
) {CLUSTERED};

-- A person reads the lines about themselves, newest first.
CREATE INDEX sealed_line_about ON sealed_line (alias, line_id);

-- One head for each hour in which there was a line: what was signed about the hour, and about all hours before.
CREATE TABLE log_head (
  -- Hours since 1970-01-01T00:00Z.
  hour {I64} NOT NULL,
  -- Epoch milliseconds at which the hour was sealed.
  sealed_ms {I64} NOT NULL,
  -- Lines up to the end of the hour, of all hours.
  total {I64} NOT NULL,
  -- SHA-256 of the payload: what the next head names, and what gates remember.
  digest {BLOB} NOT NULL,
  -- The signed head: COSE_Sign1 as docs/LOG.md describes it.
  signed {BLOB} NOT NULL,
  PRIMARY KEY (hour)
) {CLUSTERED};

-- Which server does a job that one alone may do.
CREATE TABLE lease (
  -- The job.
  name TEXT NOT NULL,
  -- The server that has it: a number drawn when it started.
  holder {I64} NOT NULL,
  -- Epoch milliseconds until which nobody else takes it.
  until_ms {I64} NOT NULL,
  PRIMARY KEY (name)
) {CLUSTERED};
