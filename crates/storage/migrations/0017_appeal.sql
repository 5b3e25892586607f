-- Appeals: a person objects to what colours them. The row is the person's and goes with them.
CREATE TABLE appeal (
  -- Who objects.
  person_id {I64} NOT NULL,
  -- Made on the page that sends it: the same id twice is one appeal.
  appeal_id {I64} NOT NULL,
  -- Division code of the city whose decision it is.
  jurisdiction {I64} NOT NULL,
  -- Epoch milliseconds at which it was made.
  made_ms {I64} NOT NULL,
  -- Epoch milliseconds by which it is answered.
  due_ms {I64} NOT NULL,
  -- waiting, granted, rejected or withdrawn.
  state TEXT NOT NULL,
  -- The orders that it contests: compact JSON of kinds and ids.
  contests TEXT NOT NULL,
  -- The proposals that lift them: compact JSON list of ids.
  lifted_by TEXT NOT NULL,
  -- The member of staff who answered; NULL until somebody has.
  answered_by {I64},
  -- Epoch milliseconds of the answer.
  answered_ms {I64},
  -- Epoch milliseconds at which its order by officials was suspended; NULL while it is not.
  suspended_ms {I64},
  -- The reason, what shows it, who wrote it down, and the answer, sealed; associated data: table, column, person, appeal.
  sealed {BLOB} NOT NULL,
  -- Which data key sealed them.
  key_id {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, appeal_id)
) {CLUSTERED};

-- The queue, and what is overdue: the oldest clock first.
CREATE INDEX appeal_waiting ON appeal (state, due_ms, person_id, appeal_id);

-- Who answers an appeal comes by its id.
CREATE INDEX appeal_of ON appeal (appeal_id);
