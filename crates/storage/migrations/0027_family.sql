-- Who holds a person as a family member, or wants to: the member's row, a fact like all others.
CREATE TABLE family_link (
  -- Who is held: the member.
  person_id {I64} NOT NULL,
  -- Made on the guardian's page: the same id twice is one wish.
  link_id {I64} NOT NULL,
  -- Who holds them.
  guardian_id {I64} NOT NULL,
  -- asked, unseen, seen, consent or registry.
  held_by TEXT NOT NULL,
  -- Epoch milliseconds since when.
  since_ms {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, link_id)
) {CLUSTERED};

-- The same on the other side: whom a person holds, or wants to, with what they typed and promised.
CREATE TABLE family_member (
  -- The guardian.
  person_id {I64} NOT NULL,
  -- As in family_link.
  link_id {I64} NOT NULL,
  -- Who is held; NULL while nobody is.
  member_id {I64},
  -- asked, unseen, linked or ended.
  state TEXT NOT NULL,
  -- lapsed, refused, by_member or by_guardian; NULL while it has not ended.
  ended_by TEXT,
  -- Epoch milliseconds at which it was asked for.
  made_ms {I64} NOT NULL,
  -- Epoch milliseconds at which it lapses while it waits.
  until_ms {I64} NOT NULL,
  -- Epoch milliseconds since when it stands so.
  changed_ms {I64} NOT NULL,
  -- Epoch milliseconds of its first use on the last day on which it was used; NULL before.
  used_ms {I64},
  -- What was typed and promised, sealed; associated data: table, column, person and link.
  sealed {BLOB} NOT NULL,
  -- Which data key sealed it.
  key_id {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, link_id)
) {CLUSTERED};

-- What lapses, and what has ended long ago.
CREATE INDEX family_member_until ON family_member (state, until_ms, person_id, link_id);

-- What happened to a link on the member's side and is not on the guardian's yet. A job carries what a crash left.
CREATE TABLE family_outbox (
  -- The member.
  person_id {I64} NOT NULL,
  -- The link.
  link_id {I64} NOT NULL,
  -- To whose side it goes.
  guardian_id {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, link_id)
) {CLUSTERED};

-- From the number that a guardian shows to whoever sees the member, to their side of the link.
CREATE TABLE family_reference (
  -- Keyed hash of the number.
  reference_hash {BLOB} NOT NULL,
  -- The guardian.
  person_id {I64} NOT NULL,
  -- The link.
  link_id {I64} NOT NULL,
  -- Epoch milliseconds at which it is dead.
  until_ms {I64} NOT NULL,
  PRIMARY KEY (reference_hash)
);

-- The sweep takes those that are dead.
CREATE INDEX family_reference_until ON family_reference (until_ms);
