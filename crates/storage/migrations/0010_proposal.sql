-- Proposals: what staff change, two at a time. Rows carry a keyed MAC, and what a proposal brings counts only while the
-- signatures beside it hold.

-- Who proposed what kind of thing, and how far it is. It names nobody but staff.
CREATE TABLE proposal (
  -- Grows with time.
  proposal_id {I64} NOT NULL,
  -- order, lifting, order_lifting, risk_list, policy or trust_list.
  kind TEXT NOT NULL,
  -- The law that it rests on: a word of a closed list.
  basis TEXT NOT NULL,
  -- Division code of the place that answers for it.
  place {I64} NOT NULL,
  -- The member of staff who proposed it.
  by_staff {I64} NOT NULL,
  -- Their office.
  by_office {I64} NOT NULL,
  -- Division code of that office.
  by_division {I64} NOT NULL,
  -- Epoch milliseconds at which it was made.
  made_ms {I64} NOT NULL,
  -- Day number of the first date on which it no longer holds.
  end_day {I64} NOT NULL,
  -- How many people it names or, by its dry run, worsens.
  people {I64} NOT NULL,
  -- awaiting_approval, in_force, confirmed, refused, expired, lapsed or withdrawn.
  state TEXT NOT NULL,
  -- Whether it counts only once a third has confirmed.
  held BOOLEAN NOT NULL,
  -- The member of staff who was drawn to answer; NULL while nobody is.
  asked {I64},
  -- Epoch milliseconds at which they were drawn.
  asked_ms {I64} NOT NULL,
  -- The member of staff who approved; NULL until somebody has.
  approver_staff {I64},
  -- Their office.
  approver_office {I64},
  -- Division code of that office.
  approver_division {I64},
  -- Epoch milliseconds of the approval.
  approved_ms {I64},
  -- Whether what follows from it has been written.
  done BOOLEAN NOT NULL,
  -- SHA-256 of the content, which is what is signed.
  digest {BLOB} NOT NULL,
  -- Its dry run: compact JSON of counts by city.
  effect TEXT NOT NULL,
  -- Raised by each change; the next one names the one that it has read.
  version {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (proposal_id)
) {CLUSTERED};

-- The content that is signed. That of a proposal about a person is the person's, and goes with them.
CREATE TABLE proposal_content (
  -- Whom it is about; 0 where it is about nobody.
  person_id {I64} NOT NULL,
  -- The proposal.
  proposal_id {I64} NOT NULL,
  -- The content, sealed; associated data: table, column, person, proposal.
  sealed {BLOB} NOT NULL,
  -- Which data key sealed it.
  key_id {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, proposal_id)
) {CLUSTERED};

-- Who reads a proposal comes by its id.
CREATE INDEX proposal_content_of ON proposal_content (proposal_id);

-- The file that a proposal would publish, its digest in the content.
CREATE TABLE proposal_file (
  -- The proposal.
  proposal_id {I64} NOT NULL,
  -- The file's text.
  text TEXT NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (proposal_id)
) {CLUSTERED};

-- The signatures over a content: each verified again whenever what it brings is read.
CREATE TABLE proposal_signature (
  -- The proposal.
  proposal_id {I64} NOT NULL,
  -- propose, approve or confirm.
  act TEXT NOT NULL,
  -- The member of staff who signed.
  staff {I64} NOT NULL,
  -- Their office then.
  office {I64} NOT NULL,
  -- Division code of that office.
  division {I64} NOT NULL,
  -- The id of the passkey.
  passkey {BLOB} NOT NULL,
  -- Its public key: an uncompressed point of P-256.
  public_key {BLOB} NOT NULL,
  -- What the authenticator said.
  authenticator_data {BLOB} NOT NULL,
  -- What the browser said.
  client_data {BLOB} NOT NULL,
  -- The signature over both.
  signature {BLOB} NOT NULL,
  -- The origin of the pages by which it was asked for.
  origin TEXT NOT NULL,
  -- Epoch milliseconds at which it was received.
  signed_ms {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (proposal_id, act)
) {CLUSTERED};
