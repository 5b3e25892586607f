-- Checks of the itinerary: entries that wait for one, the checks themselves, what staff are asked, and how often it was tried.
-- What a carrier recorded stands in none of these tables.

-- Entries into a city whose itinerary is to be verified, and returns to it. While one is open the code is blue there.
CREATE TABLE city_entry (
  -- Who entered.
  person_id {I64} NOT NULL,
  -- Division code of the city.
  jurisdiction {I64} NOT NULL,
  -- Epoch milliseconds at which it became known.
  recorded_ms {I64} NOT NULL,
  -- Day number of the entry.
  on_day {I64} NOT NULL,
  -- Epoch milliseconds at which a check passed or staff accepted what took its place; NULL while it is open.
  verified_ms {I64},
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, jurisdiction, recorded_ms)
) {CLUSTERED};

-- The check of a person and a city, one at a time. It dies some days after its last step.
CREATE TABLE itinerary_check (
  -- Whose check it is.
  person_id {I64} NOT NULL,
  -- Division code of the city.
  jurisdiction {I64} NOT NULL,
  -- Day number of the arrival, as the person said.
  arrival_day {I64} NOT NULL,
  -- Epoch milliseconds at which it was begun.
  begun_ms {I64} NOT NULL,
  -- Epoch milliseconds of its last step.
  changed_ms {I64} NOT NULL,
  -- The version of the text that the person agreed to.
  consent TEXT NOT NULL,
  -- Epoch milliseconds at which they agreed.
  consent_ms {I64} NOT NULL,
  -- in_progress, failed or passed.
  state TEXT NOT NULL,
  -- Why it failed: compact JSON list of words.
  causes TEXT NOT NULL,
  -- Epoch milliseconds at which it passed; NULL while it has not.
  passed_ms {I64},
  -- Which numbers are confirmed and the places declared for each, sealed; associated data: table, column, person_id, jurisdiction.
  sealed {BLOB} NOT NULL,
  -- Which data key sealed them.
  key_id {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, jurisdiction)
) {CLUSTERED};

-- The sweep takes the oldest first.
CREATE INDEX itinerary_check_changed ON itinerary_check (changed_ms);

-- What staff are asked where a check cannot pass by itself.
CREATE TABLE itinerary_request (
  -- Who asks.
  person_id {I64} NOT NULL,
  -- Made on the page that sends it: the same id twice is one request.
  request_id {I64} NOT NULL,
  -- Division code of the city whose staff decide.
  jurisdiction {I64} NOT NULL,
  -- border, no_number, no_consent or record_wrong.
  kind TEXT NOT NULL,
  -- ticket, host, carrier or other.
  evidence TEXT NOT NULL,
  -- waiting, accepted, refused or settled.
  state TEXT NOT NULL,
  -- Epoch milliseconds at which it was asked.
  asked_ms {I64} NOT NULL,
  -- Epoch milliseconds by which it is decided.
  due_ms {I64} NOT NULL,
  -- The member of staff who decided; NULL while nobody has.
  decided_by {I64},
  -- Epoch milliseconds at which it was decided or needed no more; NULL while it waits.
  decided_ms {I64},
  -- The person's words and the answer, sealed; associated data: table, column, person_id, request_id.
  sealed {BLOB} NOT NULL,
  -- Which data key sealed them.
  key_id {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, request_id)
) {CLUSTERED};

-- The queue, the oldest clock first.
CREATE INDEX itinerary_request_due ON itinerary_request (state, due_ms, person_id, request_id);

-- Staff come by the id.
CREATE INDEX itinerary_request_of ON itinerary_request (request_id);

-- The sweep takes what was decided long ago.
CREATE INDEX itinerary_request_decided ON itinerary_request (decided_ms);

-- How often a person had the carriers asked on a day. Whoever begins anew goes on counting.
CREATE TABLE itinerary_try (
  -- Whose tries.
  person_id {I64} NOT NULL,
  -- Day number.
  on_day {I64} NOT NULL,
  -- comparison or query.
  kind TEXT NOT NULL,
  -- How many.
  tries {I64} NOT NULL,
  PRIMARY KEY (person_id, on_day, kind)
) {CLUSTERED};

-- The sweep takes the days before.
CREATE INDEX itinerary_try_day ON itinerary_try (on_day);
