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

-- Where each person in quarantine stood when they were rated last: an index for reminders and counts, never the source.
CREATE TABLE quarantine_standing (
  -- Who.
  person_id {I64} NOT NULL,
  -- Division code of the county of the residence; of the city in use where none is declared.
  place {I64} NOT NULL,
  -- Day number of the date on which they stood so.
  on_day {I64} NOT NULL,
  -- The colour of the stage that runs.
  colour TEXT NOT NULL,
  -- Which stage runs: 1 or 2.
  stage {I64} NOT NULL,
  -- Which day of the stage it was, from 1.
  day {I64} NOT NULL,
  -- Days of the stage.
  days {I64} NOT NULL,
  -- Day number of the first date after the stage.
  until_day {I64} NOT NULL,
  -- Day number of the first free date.
  free_day {I64} NOT NULL,
  -- Days missed.
  missed {I64} NOT NULL,
  -- Whether the date waited for its check-in.
  awaited BOOLEAN NOT NULL,
  -- Whether an earlier day was still waited for.
  in_grace BOOLEAN NOT NULL,
  PRIMARY KEY (person_id)
) {CLUSTERED};

-- Reports count a division from this alone.
CREATE INDEX quarantine_standing_place ON quarantine_standing
  (place, on_day, colour, stage, day, free_day, missed, awaited, in_grace, person_id);

-- What people were told besides the answers to what they asked.
CREATE TABLE notice (
  -- Whom it is for.
  person_id {I64} NOT NULL,
  -- What it tells: a word of the closed list.
  kind TEXT NOT NULL,
  -- About what: the order, or the day number of a reminder. The same is told once.
  about {I64} NOT NULL,
  -- Epoch milliseconds at which it was noted.
  noted_ms {I64} NOT NULL,
  -- Epoch milliseconds at which the person read it; NULL: not yet.
  read_ms {I64},
  -- Of the short message that goes with it: 'waiting', 'sent', 'unreached', or 'over' where its day passed first; NULL: none goes.
  sms TEXT,
  -- Epoch milliseconds from which it may be sent; NULL where none waits.
  sms_from_ms {I64},
  -- Keyed MAC over person_id, kind, about and noted_ms.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, kind, about)
) {CLUSTERED};

-- The job that sends takes what waits, in this order.
CREATE INDEX notice_waiting ON notice (sms_from_ms, person_id, kind, about) WHERE sms = 'waiting';

-- Old ones go by their age.
CREATE INDEX notice_noted ON notice (noted_ms, person_id);
