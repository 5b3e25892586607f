-- Channels: front ends of vendors, what they are let in by, and the numbers with which people come.

-- The channels, each a registered client.
CREATE TABLE channel (
  -- Drawn when it was added.
  channel_id {I64} NOT NULL,
  -- By which it signs.
  name TEXT NOT NULL,
  -- What people call it, in Chinese.
  title_zh TEXT NOT NULL,
  -- What people call it, in English.
  title_en TEXT NOT NULL,
  -- Division codes of the cities that it serves: compact JSON list; an empty one is all.
  cities TEXT NOT NULL,
  -- The public key of its assertions: an uncompressed point of P-256.
  public_key {BLOB} NOT NULL,
  -- Whether it is on.
  is_on BOOLEAN NOT NULL,
  -- Epoch milliseconds at which it was added.
  made_ms {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (channel_id)
) {CLUSTERED};

-- A channel is found by the name in what it signs, and there is one of a name.
CREATE UNIQUE INDEX channel_name ON channel (name);

-- Access tokens of channels. They die within minutes, and with their channel's key.
CREATE TABLE channel_token (
  -- Keyed hash of the token.
  token_hash {BLOB} NOT NULL,
  -- Whose it is.
  channel_id {I64} NOT NULL,
  -- Epoch milliseconds at which it ends.
  ends_ms {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (token_hash)
) {CLUSTERED};

-- The sweep takes the oldest first.
CREATE INDEX channel_token_ends ON channel_token (ends_ms);

-- Assertions that were used, until they end by themselves: none counts twice.
CREATE TABLE channel_assertion (
  -- Who signed it.
  channel_id {I64} NOT NULL,
  -- Keyed hash of its id.
  id_hash {BLOB} NOT NULL,
  -- Epoch milliseconds at which it ends.
  ends_ms {I64} NOT NULL,
  PRIMARY KEY (channel_id, id_hash)
) {CLUSTERED};

-- The sweep takes the oldest first.
CREATE INDEX channel_assertion_ends ON channel_assertion (ends_ms);

-- Links that wait for the page that opens them, once. Used, its row is gone.
CREATE TABLE channel_link (
  -- Keyed hash of the secret behind the link's fragment.
  link_hash {BLOB} NOT NULL,
  -- Which channel vouched.
  channel_id {I64} NOT NULL,
  -- Drawn by the program for the sealing.
  link_id {I64} NOT NULL,
  -- The phone that is bound there, sealed; associated data: table, column, channel_id, link_id.
  sealed {BLOB} NOT NULL,
  -- Which data key sealed it.
  key_id {I64} NOT NULL,
  -- Epoch milliseconds at which it ends.
  ends_ms {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (link_hash)
) {CLUSTERED};

-- The sweep takes the oldest first.
CREATE INDEX channel_link_ends ON channel_link (ends_ms);

-- The channel by which a session was opened; NULL for our own page. A MAC without it is from before or of our own page.
ALTER TABLE session ADD COLUMN channel_id {I64};

-- The channel on which a device is; NULL for our own page. A person has one living device a channel.
ALTER TABLE device ADD COLUMN channel_id {I64};

-- What the server presents for a device whose runtime cannot sign. It goes with the device.
CREATE TABLE channel_code (
  -- Whose code it is.
  person_id {I64} NOT NULL,
  -- For which device.
  device_id {I64} NOT NULL,
  -- Division code of the city whose decision it carries.
  city {I64} NOT NULL,
  -- The credential.
  credential {BLOB} NOT NULL,
  -- The private key to which it is bound, sealed; associated data: table, column, person_id, device_id.
  sealed {BLOB} NOT NULL,
  -- Which data key sealed it.
  key_id {I64} NOT NULL,
  -- Day number on which the credential ends.
  ends_day {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, device_id, city)
) {CLUSTERED};

-- The sweep takes the oldest first.
CREATE INDEX channel_code_ends ON channel_code (ends_day);

-- The numbers of a person beside the one of their registration, and of that one what is not the usual.
CREATE TABLE person_number (
  -- Whose number it is.
  person_id {I64} NOT NULL,
  -- Made on the page that adds it; 0 is the number of the registration.
  number_id {I64} NOT NULL,
  -- Keyed hash of the number: the way back to the row of phone_claim.
  phone_hash {BLOB} NOT NULL,
  -- The channel with which it came; NULL for our own page.
  channel_id {I64},
  -- registered (the registry says whose it is) or agreed (its holder did, by a one-time code).
  ground TEXT NOT NULL,
  -- Epoch milliseconds since when.
  since_ms {I64} NOT NULL,
  -- Epoch milliseconds at which it was given back; NULL while it is the person's.
  given_back_ms {I64},
  -- The number, sealed; associated data: table, column, person_id, number_id.
  sealed {BLOB} NOT NULL,
  -- Which data key sealed it.
  key_id {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, number_id)
) {CLUSTERED};

-- The sweep takes those that were given back long ago.
CREATE INDEX person_number_given_back ON person_number (given_back_ms);
