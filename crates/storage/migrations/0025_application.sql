-- An application that does not go through at once, one a phone: it waits for the registry or for a reviewer, or was decided
-- lately. A way: it leads from a phone to what it asked for, before there is a person.
CREATE TABLE application (
  -- Keyed hash of the phone that applied, as in phone_claim.
  phone_hash {BLOB} NOT NULL,
  -- Drawn by the program.
  application_id {I64} NOT NULL,
  -- Whom it registered; NULL while nobody.
  person_id {I64},
  -- Division code of the city whose reviewers decide; 0 where nobody said.
  city {I64} NOT NULL,
  -- registry, review, accepted or refused.
  state TEXT NOT NULL,
  -- Epoch milliseconds at which it was made.
  made_ms {I64} NOT NULL,
  -- Epoch milliseconds by which it is decided.
  due_ms {I64} NOT NULL,
  -- What a reviewer looks at: compact JSON list of words.
  doubts TEXT NOT NULL,
  -- The member of staff who decided; NULL while nobody has.
  decided_by {I64},
  -- Epoch milliseconds at which it was decided; NULL while it waits.
  decided_ms {I64},
  -- Whether a short message about its end waits to be handed over.
  sms BOOLEAN NOT NULL,
  -- Form, session and the reviewer's words, sealed; associated data: table, column and hash.
  sealed {BLOB} NOT NULL,
  -- Which data key sealed them.
  key_id {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (phone_hash)
);

-- The queue, and what is overdue: the oldest clock first.
CREATE INDEX application_due ON application (state, due_ms, application_id);

-- Who decides one comes by its id.
CREATE INDEX application_of ON application (application_id);

-- The short messages that wait.
CREATE INDEX application_sms ON application (sms, decided_ms);

-- As what somebody applied (S1-1): resident, returning to work, visitor.
CREATE TABLE applicant (
  -- Who applied.
  person_id {I64} NOT NULL,
  -- Epoch milliseconds since when it stands so.
  changed_ms {I64} NOT NULL,
  -- Keyed hash of the secret of the link that they gave their unit; NULL where there is none.
  link_hash {BLOB},
  -- Day number on which that link is dead.
  link_ends_day {I64},
  -- Kind, city, unit and first day, sealed; associated data: table, column and person.
  sealed {BLOB} NOT NULL,
  -- Which data key sealed them.
  key_id {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id)
) {CLUSTERED};

-- From the secret of a link to the person who gave it to their unit.
CREATE TABLE unit_link (
  -- Keyed hash of the secret.
  link_hash {BLOB} NOT NULL,
  -- Whose link it is.
  person_id {I64} NOT NULL,
  -- Day number on which it is dead.
  ends_day {I64} NOT NULL,
  PRIMARY KEY (link_hash)
);

-- The sweep takes those that are dead.
CREATE INDEX unit_link_ends ON unit_link (ends_day);
