-- Purchase registration at pharmacies: sealed under the key of the day, dead with it after 14 days.

-- A key for each day: what a pharmacy's device seals to, and what the rows of that day are sealed under.
CREATE TABLE day_key (
  -- Day number.
  on_day {I64} NOT NULL,
  -- The public key: an uncompressed point of P-256.
  public_key {BLOB} NOT NULL,
  -- The private key, sealed; associated data: table, column and day.
  sealed {BLOB} NOT NULL,
  -- Which data key sealed it.
  key_id {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (on_day)
) {CLUSTERED};

-- What was bought under whose code. What and where lies sealed; without the key of its day nothing opens it.
CREATE TABLE purchase (
  -- Under whose code.
  person_id {I64} NOT NULL,
  -- Made on the device of the pharmacy: the same id twice is one purchase.
  purchase_id {I64} NOT NULL,
  -- Day number of the key under which it is sealed.
  on_day {I64} NOT NULL,
  -- The class, the pharmacy and the minute, sealed under the key of the day; associated data: table, column, person and
  -- purchase.
  sealed {BLOB} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, purchase_id)
) {CLUSTERED};

-- The sweep takes the oldest first.
CREATE INDEX purchase_day ON purchase (on_day, person_id, purchase_id);
