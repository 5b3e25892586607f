-- Corrections that wait for a reviewer: who decided, and the ways by which reviewers find them.

-- The member of staff who decided; NULL while nobody has.
ALTER TABLE correction_request ADD COLUMN decided_by {I64};

-- Staff come by the id.
CREATE INDEX correction_request_of ON correction_request (correction_id);

-- The sweep takes what was decided long ago.
CREATE INDEX correction_request_decided ON correction_request (decided_ms);

-- What waits a second time, by the city of the declaration whose reviewers decide, the oldest clock first. Written with the request
-- and dropped with its decision; nobody is coloured by it, and what counts is the request.
CREATE TABLE correction_waiting (
  -- Division code of the city.
  jurisdiction {I64} NOT NULL,
  -- Epoch milliseconds by which it is decided.
  due_ms {I64} NOT NULL,
  -- Who asks.
  person_id {I64} NOT NULL,
  -- The request.
  correction_id {I64} NOT NULL,
  PRIMARY KEY (jurisdiction, due_ms, person_id, correction_id)
) {CLUSTERED};

-- A decision and an erasure take it away.
CREATE INDEX correction_waiting_of ON correction_waiting (person_id, correction_id);

-- What is overdue is counted over all cities.
CREATE INDEX correction_waiting_due ON correction_waiting (due_ms);

-- Those that wait already.
INSERT INTO correction_waiting (jurisdiction, due_ms, person_id, correction_id)
SELECT d.jurisdiction, r.due_ms, r.person_id, r.correction_id FROM correction_request AS r, declaration AS d
WHERE r.state = 'waiting' AND d.person_id = r.person_id AND d.declaration_id = r.declaration_id;
