-- Visits that events met: what an event that names a venue and a day finds there becomes a fact of whom it touches.

-- A visit to a venue that an event in force overlapped with. Where and when lies sealed. Nobody's other visits stand here.
CREATE TABLE met_visit (
  -- Whose visit it is.
  person_id {I64} NOT NULL,
  -- The visit's id, as the venue's day has it.
  visit_id {I64} NOT NULL,
  -- Epoch milliseconds at which an event met it.
  met_ms {I64} NOT NULL,
  -- Venue, beginning and end as JSON, sealed; associated data: table, column, person_id, visit_id.
  sealed {BLOB} NOT NULL,
  -- Which data key sealed them.
  key_id {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, visit_id)
) {CLUSTERED};

-- The sweep forgets what events met long ago.
CREATE INDEX met_visit_old ON met_visit (met_ms, person_id, visit_id);

-- The same a second time, by a keyed hash of venue and day, to find the people of an event that is corrected or taken back,
-- also when the day's own key is gone.
CREATE TABLE met_by_venue_day (
  -- Keyed hash of venue and day.
  venue_day {BLOB} NOT NULL,
  -- Whose visit it is.
  person_id {I64} NOT NULL,
  -- The visit's id.
  visit_id {I64} NOT NULL,
  PRIMARY KEY (venue_day, person_id, visit_id)
) {CLUSTERED};
