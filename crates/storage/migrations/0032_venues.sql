-- Venues: places with a code, each of an organisation, and visits there. Of a visit the venue and the day stand open; who and
-- when lies sealed under the key of the day, and is dead with it after 14 days. No way leads from a person to their visits.

-- Places with a code. They are small shared data.
CREATE TABLE venue (
  -- Made on the page that registers it: the same id twice is one venue.
  venue_id {I64} NOT NULL,
  -- The organisation that answers for it, by its manager.
  organisation_id {I64} NOT NULL,
  -- What it is: a word of a closed list.
  kind TEXT NOT NULL,
  -- What it is called; it stands in its code.
  name TEXT NOT NULL,
  -- Hundred-thousandths of a degree north (WGS 84).
  latitude {I64} NOT NULL,
  -- Hundred-thousandths of a degree east (WGS 84).
  longitude {I64} NOT NULL,
  -- When it closes, in minutes after the midnight in which the day began; up to 6 o'clock of the next morning.
  closes {I64} NOT NULL,
  -- Epoch milliseconds at which it was registered.
  made_ms {I64} NOT NULL,
  -- How often its code was renewed.
  edition {I64} NOT NULL,
  -- Keyed hash of the secret of the one device on which its staff scan; none while none is set up.
  device_hash {BLOB},
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (venue_id)
) {CLUSTERED};

-- A manager finds those of an organisation.
CREATE INDEX venue_organisation ON venue (organisation_id, venue_id);

-- Visits that were proven on the spot. Read for a venue and a day that an event names, and by nobody else.
CREATE TABLE venue_visit (
  -- Where.
  venue_id {I64} NOT NULL,
  -- Day number of its beginning, whose key seals it.
  on_day {I64} NOT NULL,
  -- Made on the phone, or of what the phone presented: the same id twice is one visit.
  visit_id {I64} NOT NULL,
  -- Who, from when and until when, sealed under the key of the day; associated data: table, column, venue, day and visit.
  sealed {BLOB} NOT NULL,
  PRIMARY KEY (venue_id, on_day, visit_id)
) {CLUSTERED};

-- The sweep takes the oldest first.
CREATE INDEX venue_visit_day ON venue_visit (on_day, venue_id, visit_id);
