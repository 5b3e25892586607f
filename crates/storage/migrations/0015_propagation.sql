-- What a change costs: whom a policy cannot touch is passed over, and what was cut off goes on.

-- The kinds of facts that the person has, as bits (domain::rating::Kinds), under the row's MAC. NULL in rows from before: of
-- those everything is read.
ALTER TABLE rating ADD COLUMN kinds {I64};

-- Propagations: people who are rated again because a policy or a list changed. The row is written with what was published, so
-- that one which was cut off is known and goes on.
CREATE TABLE propagation (
  -- The propagation's id; it grows with time.
  propagation_id {I64} NOT NULL,
  -- list, policy or placement.
  cause TEXT NOT NULL,
  -- Whom it can touch: compact JSON.
  reach TEXT NOT NULL,
  -- Epoch milliseconds at which it began.
  begun_ms {I64} NOT NULL,
  -- Raised with each step: who sees it stand still for a while takes it over.
  beat {I64} NOT NULL,
  -- Everybody with an id up to this one is done.
  upto {I64} NOT NULL,
  -- How much of all people is done, in thousandths.
  share {I64} NOT NULL,
  -- People who were looked at.
  looked_at {I64} NOT NULL,
  -- People whose decision changed.
  changed {I64} NOT NULL,
  -- People whose rows do not hold.
  damaged {I64} NOT NULL,
  -- Whether all of it is done.
  done BOOLEAN NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (propagation_id)
) {CLUSTERED};
