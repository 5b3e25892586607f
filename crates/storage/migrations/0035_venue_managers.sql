-- What the manager of a venue does about it besides: closes it for good, and has the figures of each day sent to a number.

-- Epoch milliseconds at which it was closed; NULL while it is open. It is in the MAC of the row where it is not NULL, so that a row
-- from before holds.
ALTER TABLE venue ADD COLUMN closed_ms {I64};

-- The number that gets a venue's figures each morning. It stands here once its holder has agreed by a one-time code.
CREATE TABLE venue_number (
  -- The venue.
  venue_id {I64} NOT NULL,
  -- The number, sealed; associated data: table, column and venue.
  sealed {BLOB} NOT NULL,
  -- Which data key sealed it.
  key_id {I64} NOT NULL,
  -- Epoch milliseconds at which its holder agreed.
  agreed_ms {I64} NOT NULL,
  -- Day number of the last figures that went out, or did not reach it; NULL before the first.
  sent_day {I64},
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (venue_id)
) {CLUSTERED};
