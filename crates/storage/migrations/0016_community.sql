-- Communities: who follows whom in quarantine, what is to be done about them, and what workers and people write of it.
-- Nothing here is a fact that rates.

-- Where a person lives, as far as it decides which community follows them, and at which door.
CREATE TABLE home (
  -- Who lives there.
  person_id {I64} NOT NULL,
  -- Nine digits: those of a street, or those of a county and three noughts where the street is not known.
  place {I64} NOT NULL,
  -- Epoch milliseconds since which it is known.
  since_ms {I64} NOT NULL,
  -- Building and door, sealed; NULL where they were not given. Associated data: table, column and person.
  sealed {BLOB},
  -- Which data key sealed them; NULL where there are none.
  key_id {I64},
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id)
) {CLUSTERED};

-- People in quarantine by place, for the list of a community: written with the decision that opens, goes on or ends it.
-- An index: whom it finds is read from their own rows. One who moved stays for a day at the old place, without more than
-- the door.
CREATE TABLE followed (
  -- Nine digits of the residence.
  place {I64} NOT NULL,
  -- Who is in quarantine.
  person_id {I64} NOT NULL,
  -- The worst colour that holds.
  colour TEXT NOT NULL,
  -- Day number of the first day.
  since_day {I64} NOT NULL,
  -- Day number of the first free date, as far as it is foreseen; NULL where it is not.
  free_day {I64},
  -- Whether an order runs that needs a check-in each day.
  checks_in BOOLEAN NOT NULL,
  -- Day number of the last check-in; NULL where there is none.
  check_in_day {I64},
  -- Day number of the last symptoms or fever; NULL where there are none.
  ill_day {I64},
  -- Day number of the move to another place; NULL while the person lives here.
  moved_day {I64},
  -- Building and door as in the row of the home.
  sealed {BLOB},
  -- Which data key sealed them.
  key_id {I64},
  PRIMARY KEY (place, person_id)
) {CLUSTERED};

-- Whoever ends a quarantine, moves or is erased takes their rows along.
CREATE INDEX followed_person ON followed (person_id);

-- The sweep takes those who moved before today.
CREATE INDEX followed_moved ON followed (moved_day);

-- What is to be done about a person, with a clock.
CREATE TABLE task (
  -- About whom.
  person_id {I64} NOT NULL,
  -- symptomatic, missed_check_in, help or confirm.
  kind TEXT NOT NULL,
  -- The day number, request or check-in that it is about: the same twice is one task.
  about {I64} NOT NULL,
  -- Epoch milliseconds at which it was opened.
  opened_ms {I64} NOT NULL,
  -- Epoch milliseconds after which it is overdue.
  due_ms {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  -- The member of staff who has taken it; NULL while nobody has.
  taken_by {I64},
  -- Epoch milliseconds at which it was done; NULL while it is open.
  done_ms {I64},
  -- The member of staff who did it; NULL while it is open and where the person or a rule did.
  done_by {I64},
  -- Keyed MAC over the key and the two columns above; NULL while it is open.
  done_mac {BLOB},
  PRIMARY KEY (person_id, kind, about)
) {CLUSTERED};

-- The sweep takes those that were done long ago.
CREATE INDEX task_done ON task (done_ms, person_id, kind, about);

-- Open tasks by place, for the lists of communities and reviewers.
CREATE TABLE task_by_place (
  -- Nine digits of the residence.
  place {I64} NOT NULL,
  -- Epoch milliseconds after which it is overdue.
  due_ms {I64} NOT NULL,
  -- About whom.
  person_id {I64} NOT NULL,
  -- The kind of task.
  kind TEXT NOT NULL,
  -- What it is about.
  about {I64} NOT NULL,
  -- Epoch milliseconds at which it was opened.
  opened_ms {I64} NOT NULL,
  -- The member of staff who has taken it; NULL while nobody has.
  taken_by {I64},
  PRIMARY KEY (place, due_ms, person_id, kind, about)
) {CLUSTERED};

-- A task that is done, and a person who moves or is erased, takes its row along.
CREATE INDEX task_by_place_person ON task_by_place (person_id, kind, about);

-- What is overdue anywhere is counted in public.
CREATE INDEX task_by_place_due ON task_by_place (due_ms, kind);

-- On which day a member of staff looked at a person last, so that a line of the log says it once a day.
CREATE TABLE looked (
  -- Whom.
  person_id {I64} NOT NULL,
  -- Who.
  staff_id {I64} NOT NULL,
  -- Day number.
  on_day {I64} NOT NULL,
  PRIMARY KEY (person_id, staff_id)
) {CLUSTERED};

-- The sweep takes those of before today.
CREATE INDEX looked_day ON looked (on_day);

-- Who entered a check-in for a person. What counts stands in the check-in.
CREATE TABLE visit (
  -- Whose check-in it is.
  person_id {I64} NOT NULL,
  -- The check-in.
  check_in_id {I64} NOT NULL,
  -- The member of staff who entered it.
  staff_id {I64} NOT NULL,
  -- door or phone: how they reached the person.
  how TEXT NOT NULL,
  -- Epoch milliseconds at which it was received.
  recorded_ms {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, check_in_id)
) {CLUSTERED};

-- What was said of a check-in that a worker entered. Whether it counts stands in the check-in.
CREATE TABLE check_in_answer (
  -- Whose check-in it is.
  person_id {I64} NOT NULL,
  -- The check-in.
  check_in_id {I64} NOT NULL,
  -- Who answered: 0 for the person, else the member of staff.
  answered_by {I64} NOT NULL,
  -- confirmed or objected.
  answer TEXT NOT NULL,
  -- Epoch milliseconds at which it was received.
  recorded_ms {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, check_in_id, answered_by)
) {CLUSTERED};

-- What workers write of their visits, and what the next shift must know.
CREATE TABLE care_note (
  -- Whom it is about.
  person_id {I64} NOT NULL,
  -- Made on the device that sends it; 0 for the one of the shift, which takes the place of the one before.
  note_id {I64} NOT NULL,
  -- visit or shift.
  kind TEXT NOT NULL,
  -- The member of staff who wrote it.
  staff_id {I64} NOT NULL,
  -- Epoch milliseconds at which it was written.
  made_ms {I64} NOT NULL,
  -- The words, sealed; associated data: table, column, person and note.
  sealed {BLOB} NOT NULL,
  -- Which data key sealed them.
  key_id {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, note_id)
) {CLUSTERED};

-- The sweep takes the oldest first.
CREATE INDEX care_note_made ON care_note (made_ms, person_id, note_id);

-- Help that a person asked their community for.
CREATE TABLE help_request (
  -- Who asks.
  person_id {I64} NOT NULL,
  -- Made on the page that sends it: the same id twice is one request.
  help_id {I64} NOT NULL,
  -- medicine, food or other.
  kind TEXT NOT NULL,
  -- Epoch milliseconds at which it was asked.
  asked_ms {I64} NOT NULL,
  -- open, on_the_way or done.
  state TEXT NOT NULL,
  -- Epoch milliseconds since which it is in that state.
  state_ms {I64} NOT NULL,
  -- The member of staff who changed it last; NULL while nobody has.
  staff_id {I64},
  -- What is needed, in the person's words, sealed; associated data: table, column, person and request.
  sealed {BLOB} NOT NULL,
  -- Which data key sealed them.
  key_id {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, help_id)
) {CLUSTERED};

-- The sweep takes the oldest first.
CREATE INDEX help_request_asked ON help_request (asked_ms, person_id, help_id);
