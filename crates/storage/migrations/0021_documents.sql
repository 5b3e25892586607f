-- Documents that a person held before: a renewed passport has another number, and the old one still leads to them.

-- A document from before. Its way (document_claim) stays, so that nobody registers with it anew; the number itself is no
-- longer kept.
CREATE TABLE former_document (
  -- Whose it was.
  person_id {I64} NOT NULL,
  -- Keyed hash of the document: the way back to the row of document_claim.
  document_hash {BLOB} NOT NULL,
  -- Epoch milliseconds at which another came in its place.
  until_ms {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (person_id, document_hash)
) {CLUSTERED};

-- By which member of staff a declaration was taken down at a counter; NULL where the person made it themself.
ALTER TABLE declaration ADD COLUMN taken_by {I64};
