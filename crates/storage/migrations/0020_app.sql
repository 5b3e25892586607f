-- What the resident's app and the public page need besides: states by city, failures by cause, feedback. About nobody.

-- How many people each city shows each state, as counted by the hour's job. All rows are written together.
CREATE TABLE city_count (
  -- Division code of the city.
  jurisdiction {I64} NOT NULL,
  -- red, yellow, unconfirmed, none or green.
  state TEXT NOT NULL,
  -- How many people.
  people {I64} NOT NULL,
  -- Epoch milliseconds at which they were counted.
  counted_ms {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (jurisdiction, state)
) {CLUSTERED};

-- How often people did not get on, by cause.
CREATE TABLE failure_count (
  -- Epoch day.
  on_day {I64} NOT NULL,
  -- A word of domain::help::Cause.
  cause TEXT NOT NULL,
  -- How often.
  failures {I64} NOT NULL,
  PRIMARY KEY (on_day, cause)
) {CLUSTERED};

-- What people say about the service. No column leads to who said it.
CREATE TABLE feedback (
  -- Made on the page that sends it: the same id twice is one.
  feedback_id {I64} NOT NULL,
  -- Keyed hash of the number by which whoever sent it reads the answer.
  number_hash {BLOB} NOT NULL,
  -- Division code of the city that it is about.
  jurisdiction {I64} NOT NULL,
  -- fault, words, access, idea or other.
  about TEXT NOT NULL,
  -- Epoch milliseconds at which it came.
  made_ms {I64} NOT NULL,
  -- waiting or answered.
  state TEXT NOT NULL,
  -- The member of staff who answered; NULL until somebody has.
  answered_by {I64},
  -- Epoch milliseconds of the answer.
  answered_ms {I64},
  -- What was said and what was answered, sealed; associated data: table, column and feedback.
  sealed {BLOB} NOT NULL,
  -- Which data key sealed them.
  key_id {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (feedback_id)
) {CLUSTERED};

-- Whoever sent it comes by the number.
CREATE UNIQUE INDEX feedback_number ON feedback (number_hash);

-- What waits, the oldest first.
CREATE INDEX feedback_waiting ON feedback (state, made_ms, feedback_id);

-- The sweep takes the oldest first.
CREATE INDEX feedback_made ON feedback (made_ms, feedback_id);
