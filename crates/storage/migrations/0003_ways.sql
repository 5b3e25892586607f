-- Ways to a person: tables keyed by what is known from outside (SQL rules 2 and 4). They lead to a person_id and say
-- nothing else; no rating reads them.

-- Which person holds a document. Claimed before the person is written, so that two registrations of one document at
-- one instant meet here; a claim without a person is finished by the next try.
CREATE TABLE document_claim (
  -- Keyed hash of the document.
  document_hash {BLOB} NOT NULL,
  -- The person, registered or about to be.
  person_id {I64} NOT NULL,
  -- Epoch milliseconds of the claim.
  claimed_ms {I64} NOT NULL,
  PRIMARY KEY (document_hash)
) {CLUSTERED};

-- Which people use a phone.
CREATE TABLE phone_claim (
  -- Keyed hash of the phone.
  phone_hash {BLOB} NOT NULL,
  -- One of its people.
  person_id {I64} NOT NULL,
  PRIMARY KEY (phone_hash, person_id)
) {CLUSTERED};

-- The stays a second time, by place, to find the people whom a risk list touches. Written with the stay; what counts is
-- the stay.
CREATE TABLE stay_by_place (
  -- Division code of the county.
  place {I64} NOT NULL,
  -- Who stayed.
  person_id {I64} NOT NULL,
  -- The stay's id.
  stay_id {I64} NOT NULL,
  -- Day number of the first day.
  from_day {I64} NOT NULL,
  -- Day number of the last day, included; NULL while it goes on.
  to_day {I64},
  PRIMARY KEY (place, person_id, stay_id)
) {CLUSTERED};

-- Rows that do not say what they should: one row for each, however often it is read.
CREATE TABLE alarm (
  -- Whom the row is about; 0 where it is about nobody.
  person_id {I64} NOT NULL,
  -- altered (a row's MAC does not hold) or missing (a row that should be there is not).
  kind TEXT NOT NULL,
  -- The table.
  table_name TEXT NOT NULL,
  -- The row's id within its owner; 0 where it has none.
  row_id {I64} NOT NULL,
  -- Epoch milliseconds at which it was noticed first.
  first_ms {I64} NOT NULL,
  -- Epoch milliseconds at which it was noticed last.
  last_ms {I64} NOT NULL,
  -- How often it was noticed.
  seen {I64} NOT NULL,
  PRIMARY KEY (person_id, kind, table_name, row_id)
) {CLUSTERED};
