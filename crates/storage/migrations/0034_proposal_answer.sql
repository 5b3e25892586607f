-- What whom a proposal names says of it: the word of a contact whom an investigation names (N-5).

-- One answer, which stays. That they agreed is what their colour rests on beside the proposer's signature, so the row is
-- verified whenever that is read, and goes with the content.
CREATE TABLE proposal_answer (
  -- The proposal.
  proposal_id {I64} NOT NULL,
  -- Whom it names.
  person_id {I64} NOT NULL,
  -- agrees or denies.
  answer TEXT NOT NULL,
  -- By whose hand: oneself or guardian.
  answered_by TEXT NOT NULL,
  -- SHA-256 of the content that they answered, as it is signed.
  digest {BLOB} NOT NULL,
  -- Epoch milliseconds at which they did.
  answered_ms {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, proposal_id)
) {CLUSTERED};
