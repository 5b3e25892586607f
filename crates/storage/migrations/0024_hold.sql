-- What a person is held for: while one stands, their code is blue in every city.
CREATE TABLE hold (
  -- Who is held.
  person_id {I64} NOT NULL,
  -- The program's id: the same id twice is one hold.
  hold_id {I64} NOT NULL,
  -- application_review or member_unseen.
  kind TEXT NOT NULL,
  -- Epoch milliseconds since when.
  since_ms {I64} NOT NULL,
  -- Epoch milliseconds by which it is decided, or at which it lapses: the kind says which.
  until_ms {I64} NOT NULL,
  -- Epoch milliseconds at which it was ended; NULL while it stands.
  ended_ms {I64},
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, hold_id)
) {CLUSTERED};
