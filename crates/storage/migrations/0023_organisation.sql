-- Organisations: communities, enterprises and schools, and who agreed that one of them sees whether they reported and may
-- come in. The agreement is the member's row; the organisation's list is a way to it and says nothing by itself.

-- Organisations. They are small shared data.
CREATE TABLE organisation (
  -- That of the proposal that registered it.
  organisation_id {I64} NOT NULL,
  -- community, enterprise or school.
  kind TEXT NOT NULL,
  -- Its official name.
  name TEXT NOT NULL,
  -- Division code of the city or county where it is.
  division {I64} NOT NULL,
  -- The member of staff who manages it.
  manager {I64} NOT NULL,
  -- Epoch milliseconds at which it was registered.
  made_ms {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (organisation_id)
) {CLUSTERED};

-- A manager finds their own.
CREATE INDEX organisation_manager ON organisation (manager, organisation_id);

-- Classes and units of organisations.
CREATE TABLE organisation_unit (
  -- Whose it is.
  organisation_id {I64} NOT NULL,
  -- Made on the page that adds it: the same id twice is one unit.
  unit_id {I64} NOT NULL,
  -- What it is called.
  name TEXT NOT NULL,
  -- Epoch milliseconds at which it was added.
  made_ms {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (organisation_id, unit_id)
) {CLUSTERED};

-- To what somebody agreed; the row ends with the agreement.
CREATE TABLE membership (
  -- Who agreed.
  person_id {I64} NOT NULL,
  -- Who may see it.
  organisation_id {I64} NOT NULL,
  -- In which unit.
  unit_id {I64} NOT NULL,
  -- Epoch milliseconds of the agreement.
  agreed_ms {I64} NOT NULL,
  -- Which text was agreed to.
  terms TEXT NOT NULL,
  -- masked or full: by which name the organisation sees the person.
  name_shown TEXT NOT NULL,
  -- Whether the organisation may print a card with the person's code.
  card BOOLEAN NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, organisation_id)
) {CLUSTERED};

-- The way from a unit to its members. A row without its membership is nobody.
CREATE TABLE organisation_member (
  -- Whose list.
  organisation_id {I64} NOT NULL,
  -- Which unit.
  unit_id {I64} NOT NULL,
  -- To whom it leads.
  person_id {I64} NOT NULL,
  PRIMARY KEY (organisation_id, unit_id, person_id)
) {CLUSTERED};

-- Whoever leaves or is erased takes their rows along.
CREATE INDEX organisation_member_person ON organisation_member (person_id, organisation_id);

-- Invitations of who is registered and stands on a roster: the person reads them, the organisation does not.
CREATE TABLE invitation (
  -- Who is invited.
  person_id {I64} NOT NULL,
  -- By whom.
  organisation_id {I64} NOT NULL,
  -- Into which unit.
  unit_id {I64} NOT NULL,
  -- Epoch milliseconds at which it was made.
  made_ms {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, organisation_id)
) {CLUSTERED};

-- The sweep takes the oldest first.
CREATE INDEX invitation_made ON invitation (made_ms, person_id, organisation_id);

-- Rows of rosters that came on a day, whether anybody is registered with them or not: so many a day and no more.
CREATE TABLE roster_row (
  -- Whose roster.
  organisation_id {I64} NOT NULL,
  -- Day number.
  on_day {I64} NOT NULL,
  -- Keyed hash of the row.
  row_hash {BLOB} NOT NULL,
  PRIMARY KEY (organisation_id, on_day, row_hash)
) {CLUSTERED};

-- The sweep takes those of before today.
CREATE INDEX roster_row_day ON roster_row (on_day);
