-- Staff: offices, who works there and what they may do, how they prove who they are, and where they are signed in.
-- Every row carries a MAC, so that one that was put in by hand is nobody. Rows that belong to a member carry the
-- member's epoch: whoever leaves or gets a new code begins another, and what was put back from an earlier one is old.

-- Offices. They are small shared data, and whoever works in two of them has two accounts.
CREATE TABLE office (
  -- Drawn when it was added.
  office_id {I64} NOT NULL,
  -- Its official name, in Chinese.
  name TEXT NOT NULL,
  -- Division code of where it works.
  division {I64} NOT NULL,
  -- Epoch milliseconds at which it was added.
  made_ms {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (office_id)
) {CLUSTERED};

-- No two offices have one name.
CREATE UNIQUE INDEX office_name ON office (name);

-- The way from a login to its member; a login is given once. Where it leads is believed only of a member who has it.
CREATE TABLE staff_login (
  -- Keyed hash of the login.
  login_hash {BLOB} NOT NULL,
  -- Whose it is.
  staff_id {I64} NOT NULL,
  PRIMARY KEY (login_hash)
) {CLUSTERED};

-- Members of staff.
CREATE TABLE staff (
  -- Drawn when they were added.
  staff_id {I64} NOT NULL,
  -- Where they work.
  office_id {I64} NOT NULL,
  -- Keyed hash of the login: the way back to the row of staff_login.
  login_hash {BLOB} NOT NULL,
  -- The login, sealed; associated data: table, column and member.
  sealed_login {BLOB} NOT NULL,
  -- The name, sealed; associated data: table, column and member.
  sealed_name {BLOB} NOT NULL,
  -- Which data key sealed both.
  key_id {I64} NOT NULL,
  -- What they may do and where: roles with divisions, such as epidemiologist@330100, with a blank between them. They
  -- stand in the row itself, so that one that was taken away cannot be put back alone.
  duties TEXT NOT NULL,
  -- Counts up from 1 with each new code and when they leave.
  epoch {I64} NOT NULL,
  -- Counts up from 1 with each change, so that of two at one moment one looks again.
  version {I64} NOT NULL,
  -- Epoch milliseconds at which they were added.
  made_ms {I64} NOT NULL,
  -- Epoch milliseconds at which they left; NULL while they are there.
  ended_ms {I64},
  -- Keyed hash of the one-time code that brings the account into use; NULL once it was used.
  code_hash {BLOB},
  -- Epoch milliseconds at which that code ends; NULL once it was used.
  code_ends_ms {I64},
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (staff_id)
) {CLUSTERED};

-- An account is brought into use by its code.
CREATE INDEX staff_code ON staff (code_hash);

-- Passwords, each with its second factor.
CREATE TABLE staff_password (
  -- Whose it is.
  staff_id {I64} NOT NULL,
  -- The member's epoch when it was set.
  epoch {I64} NOT NULL,
  -- Argon2id of the password (a PHC string), sealed; associated data: table, column and member.
  sealed_hash {BLOB} NOT NULL,
  -- The secret of the one-time passwords (RFC 6238), sealed; associated data: table, column and member.
  sealed_secret {BLOB} NOT NULL,
  -- Which data key sealed both.
  key_id {I64} NOT NULL,
  -- The last step of 30 seconds whose one-time password was used; it and earlier ones never count again.
  used_step {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (staff_id)
) {CLUSTERED};

-- Passkeys. One that ended stays, for what was signed with it.
CREATE TABLE staff_passkey (
  -- Whose it is.
  staff_id {I64} NOT NULL,
  -- By which the authenticator knows it.
  passkey_id {BLOB} NOT NULL,
  -- The member's epoch when it was added.
  epoch {I64} NOT NULL,
  -- Its public key: an uncompressed point of P-256.
  public_key {BLOB} NOT NULL,
  -- The last count of its authenticator; 0 where it keeps none.
  counter {I64} NOT NULL,
  -- What the member calls the device.
  device TEXT NOT NULL,
  -- Epoch milliseconds at which it was added.
  added_ms {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (staff_id, passkey_id)
) {CLUSTERED};

-- A page may ask for any passkey of this service: the authenticator says which it took.
CREATE INDEX staff_passkey_way ON staff_passkey (passkey_id);

-- Where members are signed in.
CREATE TABLE staff_session (
  -- Whose it is.
  staff_id {I64} NOT NULL,
  -- Drawn at the sign-in; by it the holder ends the session of another device.
  session_id {I64} NOT NULL,
  -- Keyed hash of the secret.
  session_hash {BLOB} NOT NULL,
  -- The member's epoch at the sign-in.
  epoch {I64} NOT NULL,
  -- passkey or password: by what they proved who they are.
  strength TEXT NOT NULL,
  -- What the device calls itself.
  device TEXT NOT NULL,
  -- Epoch milliseconds of the sign-in.
  made_ms {I64} NOT NULL,
  -- Epoch milliseconds of the last use, to the minute.
  used_ms {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (staff_id, session_id)
) {CLUSTERED};

-- A session is found by its secret.
CREATE INDEX staff_session_way ON staff_session (session_hash);

-- The sweep takes the oldest first.
CREATE INDEX staff_session_made ON staff_session (made_ms, staff_id, session_id);

-- Tries of a password in the last quarter of an hour, whether anybody has the login or not.
CREATE TABLE staff_try (
  -- Keyed hash of the login, of a kind of its own.
  login_hash {BLOB} NOT NULL,
  -- Epoch milliseconds of the tries that count: compact JSON list.
  tries TEXT NOT NULL,
  -- Counts up with each change, so that of two at one moment one looks again.
  version {I64} NOT NULL,
  -- Epoch milliseconds of the last one.
  last_ms {I64} NOT NULL,
  PRIMARY KEY (login_hash)
) {CLUSTERED};

-- The sweep takes the oldest first.
CREATE INDEX staff_try_last ON staff_try (last_ms, login_hash);

-- Challenges that were answered; until it ends, an answer counts no second time.
CREATE TABLE staff_challenge (
  -- Keyed hash of the challenge.
  challenge_hash {BLOB} NOT NULL,
  -- Epoch milliseconds at which it ends.
  ends_ms {I64} NOT NULL,
  PRIMARY KEY (challenge_hash)
) {CLUSTERED};
