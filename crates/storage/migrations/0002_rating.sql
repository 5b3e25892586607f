-- What rating reads first and writes last: one narrow row a person.

CREATE TABLE rating (
  -- Whose decisions these are.
  person_id {I64} NOT NULL,
  -- Raised by each batch about the person; the guard of the next batch names the one it has read.
  version {I64} NOT NULL,
  -- The generation of the shared data that the decisions were made with.
  generation {I64} NOT NULL,
  -- Day number of the first date on which the same facts could rate otherwise; NULL where no date is.
  review_on {I64},
  -- The decisions, one for each jurisdiction that the person uses: compact JSON. An index for lists, never the source.
  decisions TEXT NOT NULL,
  -- Keyed digest of the MACs of all fact rows of the person, so that a row deleted or put back is noticed.
  facts {BLOB} NOT NULL,
  -- Epoch milliseconds since which a fact row is missing; NULL while all are there.
  gap_ms {I64},
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id)
) {CLUSTERED};

-- The daily job takes what is due, in this order.
CREATE INDEX rating_due ON rating (review_on, person_id);
