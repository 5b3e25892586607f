-- People and what is known of them. Every table here has one owner, the person, whose id is first in its key
-- (SQL rule 1); a row's `mac` is a keyed MAC over the table's name and every other column.

CREATE TABLE person (
  -- Drawn at registration; says nothing about the person.
  person_id {I64} NOT NULL,
  -- Keyed hash of the document: the way back to the row of document_claim.
  document_hash {BLOB} NOT NULL,
  -- Keyed hash of the phone: the way back to the row of phone_claim; NULL once erased.
  phone_hash {BLOB},
  -- Epoch milliseconds of the registration.
  registered_ms {I64} NOT NULL,
  -- Epoch milliseconds of the erasure, where an order keeps a rest of the person; NULL otherwise.
  erased_ms {I64},
  -- Day number on which that rest goes too.
  erase_rest_on {I64},
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id)
) {CLUSTERED};

-- The words by which a person is known, sealed. Rating never opens this table.
CREATE TABLE person_sealed (
  -- Whose word it is.
  person_id {I64} NOT NULL,
  -- name, document, phone or street.
  field TEXT NOT NULL,
  -- Nonce and AES-256-GCM-SIV of the word; associated data: table, field and person.
  sealed {BLOB} NOT NULL,
  -- Which data key sealed it.
  key_id {I64} NOT NULL,
  PRIMARY KEY (person_id, field)
) {CLUSTERED};

-- The jurisdictions that a person uses; each has a decision.
CREATE TABLE jurisdiction_use (
  -- Whose use it is.
  person_id {I64} NOT NULL,
  -- Division code of the jurisdiction.
  jurisdiction {I64} NOT NULL,
  -- Day number since which it is used.
  since_day {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, jurisdiction)
) {CLUSTERED};

-- Declarations. What they say adds up; one is taken back only by a correction.
CREATE TABLE declaration (
  -- Who declared, or who was declared for.
  person_id {I64} NOT NULL,
  -- Made on the page that sends it: the same id twice is one declaration.
  declaration_id {I64} NOT NULL,
  -- Division code of the city for which it was made.
  jurisdiction {I64} NOT NULL,
  -- resident, returning_to_work or visitor.
  applicant TEXT NOT NULL,
  -- Epoch milliseconds at which it was received.
  recorded_ms {I64} NOT NULL,
  -- Day number of the last contact with a case; NULL where none was declared.
  contact_on {I64},
  -- Symptoms that are new: compact JSON list.
  symptoms TEXT NOT NULL,
  -- Symptoms known for longer, which never count: compact JSON list.
  known_symptoms TEXT NOT NULL,
  -- Tenths of a degree Celsius; NULL where it was not taken.
  temperature {I64},
  -- The declaration that took it back; NULL while it counts.
  corrected_by {I64},
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, declaration_id)
) {CLUSTERED};

-- Stays that a declaration names, the residence among them.
CREATE TABLE stay (
  -- Who stayed.
  person_id {I64} NOT NULL,
  -- Made on the page that sends it.
  stay_id {I64} NOT NULL,
  -- The declaration that names it.
  declaration_id {I64} NOT NULL,
  -- Division code of the county, of the year of the stay; NULL for a stay outside the mainland.
  place {I64},
  -- ISO 3166 code of the country or region outside the mainland; NULL for a county.
  country TEXT,
  -- Day number of the first day.
  from_day {I64} NOT NULL,
  -- Day number of the last day, included; NULL for a residence, which goes on.
  to_day {I64},
  -- What the person ticked when declaring it: areas, elsewhere or unknown.
  ticked TEXT NOT NULL,
  -- Epoch milliseconds at which it was received.
  recorded_ms {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, stay_id)
) {CLUSTERED};

-- What a person answered to "were you in this area?", with the declaration and later.
CREATE TABLE stay_area (
  -- Who answered.
  person_id {I64} NOT NULL,
  -- The stay of which the answer speaks.
  stay_id {I64} NOT NULL,
  -- The area.
  area_id {I64} NOT NULL,
  -- Epoch milliseconds at which the answer was received.
  recorded_ms {I64} NOT NULL,
  -- Whether the stay was in the area.
  inside BOOLEAN NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, stay_id, area_id, recorded_ms)
) {CLUSTERED};

-- Evidence that comes from others than the person: exposures, entries, tests, orders by two officials.
CREATE TABLE evidence (
  -- Whom it is about.
  person_id {I64} NOT NULL,
  -- The evidence's id: the same id twice is one.
  evidence_id {I64} NOT NULL,
  -- exposure, entry, test or official_order.
  kind TEXT NOT NULL,
  -- Class of the exposure, outcome of the test, colour of the order; empty for an entry.
  class TEXT NOT NULL,
  -- Day number of the last day of it; for an order its first day.
  on_day {I64} NOT NULL,
  -- Day number of the first date on which an order no longer holds; NULL for the others.
  until_day {I64},
  -- Day number of the date on which it became known.
  recorded_day {I64} NOT NULL,
  -- Epoch milliseconds at which it was withdrawn; NULL while it counts.
  withdrawn_ms {I64},
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, evidence_id)
) {CLUSTERED};

-- Quarantine orders, each with the rule and the days with which it opened.
CREATE TABLE quarantine_order (
  -- Whom it holds.
  person_id {I64} NOT NULL,
  -- The order's id.
  order_id {I64} NOT NULL,
  -- Division code of the jurisdiction whose rule opened it.
  jurisdiction {I64} NOT NULL,
  -- The rule.
  rule TEXT NOT NULL,
  -- Version of the policy that the rule stood in.
  policy_version TEXT NOT NULL,
  -- Colour of the first stage.
  colour TEXT NOT NULL,
  -- Days of the first stage.
  days {I64} NOT NULL,
  -- Colour of the second stage; NULL where there is none.
  then_colour TEXT,
  -- Days of the second stage; NULL where there is none.
  then_days {I64},
  -- Whole days for which a missing check-in is waited for.
  grace_days {I64} NOT NULL,
  -- Day number of day 1.
  first_day {I64} NOT NULL,
  -- The evidence that carries it: compact JSON list.
  evidence TEXT NOT NULL,
  -- open, suspended, complete, lifted or withdrawn.
  state TEXT NOT NULL,
  -- Day number of the change to that state; NULL while open.
  state_day {I64},
  -- Epoch milliseconds at which it opened.
  opened_ms {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, order_id)
) {CLUSTERED};

-- Daily check-ins.
CREATE TABLE check_in (
  -- Who checked in.
  person_id {I64} NOT NULL,
  -- Made on the page that sends it: the same id twice is one check-in.
  check_in_id {I64} NOT NULL,
  -- Day number of the date that it counts for.
  on_day {I64} NOT NULL,
  -- Epoch milliseconds at which it was made on the device.
  made_ms {I64} NOT NULL,
  -- Epoch milliseconds at which it was received.
  recorded_ms {I64} NOT NULL,
  -- Tenths of a degree Celsius; NULL where it was not taken.
  temperature {I64},
  -- Symptoms that are new: compact JSON list.
  symptoms TEXT NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, check_in_id)
) {CLUSTERED};

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
  -- The decisions, one for each jurisdiction in use: compact JSON. An index for lists, never the source.
  decisions TEXT NOT NULL,
  -- Keyed digest of gap_ms and of the MACs of all fact rows: a row deleted or put back is noticed.
  facts {BLOB} NOT NULL,
  -- Epoch milliseconds at which fact rows were found missing; NULL while all are there.
  gap_ms {I64},
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id)
) {CLUSTERED};

-- The daily job takes what is due, in this order.
CREATE INDEX rating_due ON rating (review_on, person_id);

-- Requests to take a declaration back, which wait for a reviewer.
CREATE TABLE correction_request (
  -- Who asks.
  person_id {I64} NOT NULL,
  -- Made on the page that sends it: the same id twice is one request.
  correction_id {I64} NOT NULL,
  -- The declaration that it would take back.
  declaration_id {I64} NOT NULL,
  -- Epoch milliseconds at which it was asked.
  asked_ms {I64} NOT NULL,
  -- Epoch milliseconds by which it is decided.
  due_ms {I64} NOT NULL,
  -- waiting, granted or refused.
  state TEXT NOT NULL,
  -- Epoch milliseconds of the decision; NULL while it waits.
  decided_ms {I64},
  -- The reason in the person's words and the new answers, sealed; associated data: table, column, person, request.
  sealed {BLOB} NOT NULL,
  -- Which data key sealed them.
  key_id {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, correction_id)
) {CLUSTERED};

-- The random name under which a person stands in the log. Erasure drops the row; the lines are about nobody then.
CREATE TABLE alias (
  -- Who.
  person_id {I64} NOT NULL,
  -- 63 random bits.
  alias {I64} NOT NULL,
  PRIMARY KEY (person_id)
) {CLUSTERED};

-- The outbox of the log: lines commit with what they speak of, and are moved into the sealed log later.
CREATE TABLE log_line (
  -- Whose batch the line is in.
  person_id {I64} NOT NULL,
  -- The line's id.
  line_id {I64} NOT NULL,
  -- Hours since 1970-01-01T00:00Z: the tree that the line will stand in.
  hour {I64} NOT NULL,
  -- The server that wrote it.
  server {I64} NOT NULL,
  -- Running number within hour and server, given when the line is moved; NULL until then.
  number {I64},
  -- Epoch milliseconds of what it speaks of.
  instant_ms {I64} NOT NULL,
  -- The person's random name in the log.
  alias {I64} NOT NULL,
  -- For what purpose.
  purpose TEXT NOT NULL,
  -- What was done.
  action TEXT NOT NULL,
  -- Keyed digest of what was written or shown.
  digest {BLOB} NOT NULL,
  -- Whether it stands in the log already.
  moved BOOLEAN NOT NULL,
  PRIMARY KEY (person_id, line_id)
) {CLUSTERED};
