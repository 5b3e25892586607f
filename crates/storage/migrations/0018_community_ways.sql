-- One kind of task, wherever it waits: what must be confirmed is not hidden behind missed days.
CREATE INDEX task_by_place_kind ON task_by_place (kind, place, due_ms);

-- A look is for a purpose: whoever looks for another one is a line of its own. What was kept of today is asked for anew.
DROP TABLE looked;

-- On which day a member of staff looked at a person last for a purpose, so that a line of the log says it once a day.
CREATE TABLE looked (
  -- Whom.
  person_id {I64} NOT NULL,
  -- Who.
  staff_id {I64} NOT NULL,
  -- For what purpose.
  purpose TEXT NOT NULL,
  -- Day number.
  on_day {I64} NOT NULL,
  PRIMARY KEY (person_id, staff_id, purpose)
) {CLUSTERED};

-- The sweep takes those of before today.
CREATE INDEX looked_day ON looked (on_day);

-- Help that is open is kept however old it is: the sweep takes the oldest by the time of its state.
DROP INDEX help_request_asked;

CREATE INDEX help_request_since ON help_request (state_ms, person_id, help_id);
