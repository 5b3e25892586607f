-- Organisations after their first day: a guardian agrees for a child, and the QR code of a unit is renewed.

-- guardian where somebody who holds the member agreed for them; NULL where the member agreed themself.
ALTER TABLE membership ADD COLUMN agreed_by TEXT;

-- How often the unit's QR code was renewed; NULL before the first time. A code of another edition opens nothing.
ALTER TABLE organisation_unit ADD COLUMN edition {I64};
