-- Journeys that people declare, and the events of cases that they are held against.

-- A journey in a train, aircraft, coach or ship. What it was and where the person sat lies sealed: a copied file tells nobody
-- who travelled where.
CREATE TABLE leg (
  -- Whose journey it is.
  person_id {I64} NOT NULL,
  -- Its id, made on the page.
  leg_id {I64} NOT NULL,
  -- The declaration that named it.
  declaration_id {I64} NOT NULL,
  -- Epoch milliseconds at which it was recorded.
  recorded_ms {I64} NOT NULL,
  -- Conveyance, date, seat, stations and role as JSON, sealed; associated data: table, column, person_id, leg_id.
  sealed {BLOB} NOT NULL,
  -- Which data key sealed them.
  key_id {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, leg_id)
) {CLUSTERED};

-- The journeys a second time, by a keyed hash of conveyance and date, to find the people whom an event touches. Written with
-- the journey; what counts is the journey.
CREATE TABLE leg_by_journey (
  -- Keyed hash of kind, number and date; a journey with two numbers stands here twice.
  journey {BLOB} NOT NULL,
  -- Who travelled.
  person_id {I64} NOT NULL,
  -- The journey's id.
  leg_id {I64} NOT NULL,
  PRIMARY KEY (journey, person_id, leg_id)
) {CLUSTERED};

-- Files of events that proposals brought into force. They hold places and times of cases and nobody.
CREATE TABLE event_file (
  -- The proposal that brought it: without its signatures the file is not read.
  proposal_id {I64} NOT NULL PRIMARY KEY,
  -- Division code of who answers for it; an event is known by this and its name.
  place {I64} NOT NULL,
  -- Epoch milliseconds at which it came into force.
  published_ms {I64} NOT NULL,
  -- Epoch milliseconds at which it was taken back, because the case it came with was; NULL while it holds.
  ended_ms {I64},
  -- The file.
  text TEXT NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL
);
