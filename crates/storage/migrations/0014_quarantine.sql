-- The way back to green: by whom a day was checked in, and what was written beside it.

-- Symptoms known for longer, which never count: compact JSON list; NULL where there are none.
ALTER TABLE check_in ADD COLUMN known_symptoms TEXT;

-- By whose hand: 'guardian' or 'staff'; NULL: by the person.
ALTER TABLE check_in ADD COLUMN entered_by TEXT;

-- Epoch milliseconds at which what staff had entered was confirmed by somebody else; NULL: it was not.
ALTER TABLE check_in ADD COLUMN confirmed_ms {I64};

-- What was written in free words beside a check-in: sealed, and never opened by rating.
CREATE TABLE check_in_words (
  -- Whose words these are.
  person_id {I64} NOT NULL,
  -- The check-in.
  check_in_id {I64} NOT NULL,
  -- Nonce and ciphertext.
  sealed {BLOB} NOT NULL,
  -- The data key under which it is sealed.
  key_id {I64} NOT NULL,
  PRIMARY KEY (person_id, check_in_id)
) {CLUSTERED};
