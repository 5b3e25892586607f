-- What staff decided about areas whose names have no division code.

-- The county that answers for a zone without a code, or for one area of it.
CREATE TABLE placement (
  -- Keyed hash of the names and the area's text: the same names are placed once.
  placement_hash {BLOB} NOT NULL,
  -- The province as lists write it.
  province TEXT NOT NULL,
  -- The city as lists write it.
  city TEXT NOT NULL,
  -- What lists write in the county's place.
  county TEXT NOT NULL,
  -- The one area that is placed; NULL for all of the zone.
  area TEXT,
  -- Division code of the county that answers for it.
  place {I64} NOT NULL,
  -- Epoch milliseconds at which it was decided.
  decided_ms {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (placement_hash)
) {CLUSTERED};
