-- Accounts and gates: who is signed in on which device, the keys that sign codes, what was issued, the checkpoints and
-- their scans. Everything here but the keys and the checkpoints dies on its day.

-- One row, written when the database is made: a demo and a real one never mix.
CREATE TABLE birth (
  -- Always 1.
  id {I64} NOT NULL PRIMARY KEY,
  -- Whether it is a demo.
  demo BOOLEAN NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL
);

-- The newest one-time code of a phone for a purpose, and how often codes were sent there. The code itself stands
-- nowhere: it follows from a key, the phone, the purpose and the instant.
CREATE TABLE one_time_code (
  -- Keyed hash of the phone.
  phone_hash {BLOB} NOT NULL,
  -- What the code opens; the message names it.
  purpose TEXT NOT NULL,
  -- Epoch milliseconds at which it was made.
  made_ms {I64} NOT NULL,
  -- Whether it opens something still; used it opens nothing.
  open BOOLEAN NOT NULL,
  -- How often it was tried.
  tries {I64} NOT NULL,
  -- Epoch milliseconds at which the codes were made that were sent in the last day: compact JSON list.
  sent TEXT NOT NULL,
  PRIMARY KEY (phone_hash, purpose)
) {CLUSTERED};

-- The sweep takes the oldest first.
CREATE INDEX one_time_code_made ON one_time_code (made_ms, phone_hash, purpose);

-- How often a phone gave the wrong last six of a document on a day, whether anybody is registered with it or not.
CREATE TABLE document_try (
  -- Day number.
  on_day {I64} NOT NULL,
  -- Keyed hash of the phone.
  phone_hash {BLOB} NOT NULL,
  -- How often.
  tries {I64} NOT NULL,
  PRIMARY KEY (on_day, phone_hash)
) {CLUSTERED};

-- The way from a session's secret to its device: to a person, or to a phone that has proven itself and nothing more.
CREATE TABLE session (
  -- Keyed hash of the secret.
  session_hash {BLOB} NOT NULL,
  -- Whose device it is; NULL while the phone alone has proven itself.
  person_id {I64},
  -- The phone with which it signed in, sealed; associated data: table, column and session.
  sealed {BLOB} NOT NULL,
  -- Which data key sealed it.
  key_id {I64} NOT NULL,
  -- The public key of the device's enrolment key: an uncompressed point of P-256.
  device_key {BLOB} NOT NULL,
  -- Epoch milliseconds of the sign-in.
  made_ms {I64} NOT NULL,
  -- Day number on which it ends; it slides while it is used.
  ends_day {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (session_hash)
) {CLUSTERED};

-- The sweep takes the oldest first.
CREATE INDEX session_ends ON session (ends_day, session_hash);

-- The devices of a person. A session of a person counts only while its device stands here.
CREATE TABLE device (
  -- Whose device it is.
  person_id {I64} NOT NULL,
  -- Drawn when it was linked.
  device_id {I64} NOT NULL,
  -- Its session: the way back to the row of session.
  session_hash {BLOB} NOT NULL,
  -- The public key of its enrolment key: an uncompressed point of P-256.
  device_key {BLOB} NOT NULL,
  -- Epoch milliseconds at which it was linked.
  linked_ms {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, device_id)
) {CLUSTERED};

-- The keys that sign codes, one after the other for each city.
CREATE TABLE signing_key (
  -- The key's id, as codes carry it.
  kid {BLOB} NOT NULL,
  -- Division code of the city whose codes it signs.
  issuer {I64} NOT NULL,
  -- The public key: an uncompressed point of P-256.
  public_key {BLOB} NOT NULL,
  -- The private key, sealed; associated data: table, column and kid.
  sealed {BLOB} NOT NULL,
  -- Which data key sealed it.
  key_id {I64} NOT NULL,
  -- Epoch milliseconds at which it was made.
  made_ms {I64} NOT NULL,
  -- Epoch milliseconds from which it signs.
  from_ms {I64} NOT NULL,
  -- Epoch milliseconds from which it signs no more; NULL while no later one is known.
  until_ms {I64},
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (kid)
) {CLUSTERED};

-- How many places of a day's status list are given out, in blocks leased to servers.
CREATE TABLE status_list (
  -- Day number of the last day on which its credentials count; the list dies with it.
  list_day {I64} NOT NULL PRIMARY KEY,
  -- The first running number that nobody has leased.
  next_number {I64} NOT NULL
);

-- The way from a place in a status list to the person. It dies with its day.
CREATE TABLE credential_status (
  -- Day number of the list.
  list_day {I64} NOT NULL,
  -- The place: a secret permutation of a running number.
  status_index {I64} NOT NULL,
  -- To whom the credential was issued.
  person_id {I64} NOT NULL,
  PRIMARY KEY (list_day, status_index)
) {CLUSTERED};

-- The credentials of a person that may still be shown.
CREATE TABLE issued_credential (
  -- To whom it was issued.
  person_id {I64} NOT NULL,
  -- Day number of its status list.
  list_day {I64} NOT NULL,
  -- Its place there.
  status_index {I64} NOT NULL,
  -- Division code of the city whose decision it carries.
  jurisdiction {I64} NOT NULL,
  -- The device to whose key it is bound.
  device_id {I64} NOT NULL,
  -- The state that it claims.
  state TEXT NOT NULL,
  -- Epoch milliseconds of the issue.
  issued_ms {I64} NOT NULL,
  PRIMARY KEY (person_id, list_day, status_index)
) {CLUSTERED};

-- Checkpoints, each with one device.
CREATE TABLE checkpoint (
  -- Drawn when it was added.
  checkpoint_id {I64} NOT NULL,
  -- community, workplace, transport, school, pharmacy, shop, hospital or highway.
  scene TEXT NOT NULL,
  -- What it is called.
  name TEXT NOT NULL,
  -- Division code of where it stands.
  division {I64} NOT NULL,
  -- Epoch milliseconds at which it was added.
  made_ms {I64} NOT NULL,
  -- Keyed hash of the one-time code that enrols its device; NULL once it was used.
  code_hash {BLOB},
  -- Epoch milliseconds at which that code ends; NULL once it was used.
  code_ends_ms {I64},
  -- Keyed hash of the device's token; NULL before it is enrolled.
  token_hash {BLOB},
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (checkpoint_id)
) {CLUSTERED};

-- A device is found by its token.
CREATE INDEX checkpoint_token ON checkpoint (token_hash);

-- A device enrols by its code.
CREATE INDEX checkpoint_code ON checkpoint (code_hash);

-- Scans: what a checkpoint did, and nothing of the person before it.
CREATE TABLE scan (
  -- Day number of the scan.
  on_day {I64} NOT NULL,
  -- Where.
  checkpoint_id {I64} NOT NULL,
  -- The checkpoint's running number of that day: the same number twice is one scan.
  number {I64} NOT NULL,
  -- Minutes since 1970-01-01T00:00Z.
  minute {I64} NOT NULL,
  -- pass, by_hand or stop.
  outcome TEXT NOT NULL,
  -- Why, as the word of a message.
  reason TEXT NOT NULL,
  -- The state that was shown; NULL where no code was, or none that is believed.
  state TEXT,
  -- The kind of the code; NULL where no code was, or none that is believed.
  kind TEXT,
  -- let_through or not_let_through, where the guard decided; NULL otherwise.
  by_hand TEXT,
  PRIMARY KEY (on_day, checkpoint_id, number)
) {CLUSTERED};
