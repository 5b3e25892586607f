-- What status lists say of codes that were given out: set with the decision that differs, carried to the list by an
-- outbox, dead with its day.

-- Who shows it: person or paper. A sheet of paper stands under a number of its own in place of a device's.
ALTER TABLE issued_credential ADD COLUMN kind TEXT NOT NULL DEFAULT 'person';

-- Day number of the date that it was rated for.
ALTER TABLE issued_credential ADD COLUMN on_day {I64} NOT NULL DEFAULT 0;

-- Whether it says that a pop-up stands beside the state.
ALTER TABLE issued_credential ADD COLUMN pop_up BOOLEAN NOT NULL DEFAULT FALSE;

-- Its entry: 0 as issued, 1 never again, 2 the decision is another by now.
ALTER TABLE issued_credential ADD COLUMN status {I64} NOT NULL DEFAULT 0;

-- How often entries of the list were written: differences go on from here.
ALTER TABLE status_list ADD COLUMN version {I64} NOT NULL DEFAULT 0;

-- Entries on their way from the person to the list; a job carries them over.
CREATE TABLE status_outbox (
  -- Whose code it is.
  person_id {I64} NOT NULL,
  -- Day number of its status list.
  list_day {I64} NOT NULL,
  -- Its place there.
  status_index {I64} NOT NULL,
  -- The entry.
  status {I64} NOT NULL,
  PRIMARY KEY (person_id, list_day, status_index)
) {CLUSTERED};

-- The entries of a list that were ever others than "as issued". Nothing here leads to a person.
CREATE TABLE status_entry (
  -- Day number of the list.
  list_day {I64} NOT NULL,
  -- The place.
  status_index {I64} NOT NULL,
  -- The entry.
  status {I64} NOT NULL,
  -- The version of the list that brought it.
  version {I64} NOT NULL,
  PRIMARY KEY (list_day, status_index)
) {CLUSTERED};

-- A difference takes what is newer than a version.
CREATE INDEX status_entry_version ON status_entry (list_day, version, status_index);
