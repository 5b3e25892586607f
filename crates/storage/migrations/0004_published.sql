-- What is published for everyone: policies and risk lists. Whoever publishes raises the generation in the same batch.
-- Rows carry a keyed MAC like facts do: a rule or a list that somebody put here colours nobody.

-- Every version of every policy.
CREATE TABLE policy (
  -- Division code of the jurisdiction; 0 is the nation.
  jurisdiction {I64} NOT NULL,
  -- The version's name.
  version TEXT NOT NULL,
  -- Day number of the first date on which it is in force.
  effective_day {I64} NOT NULL,
  -- The file, as published.
  text TEXT NOT NULL,
  -- Epoch milliseconds of the publication.
  published_ms {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (jurisdiction, version)
) {CLUSTERED};

-- Every risk list.
CREATE TABLE risk_list (
  -- The same content of the same instant has the same id.
  list_id {I64} NOT NULL,
  -- Epoch milliseconds of the list's own instant, from which it is in force.
  as_of_ms {I64} NOT NULL,
  -- Epoch milliseconds at which the file was saved at its source; NULL where that is not known.
  saved_ms {I64},
  -- Epoch milliseconds at which it was imported.
  recorded_ms {I64} NOT NULL,
  -- The file that it came in, without its folder.
  file TEXT NOT NULL,
  -- Area strings of the high list.
  high {I64} NOT NULL,
  -- Area strings of the medium list.
  medium {I64} NOT NULL,
  -- Area strings of the low list.
  low {I64} NOT NULL,
  -- Area strings whose county has no code.
  unresolved {I64} NOT NULL,
  -- What the file says and nobody can rely on: compact JSON list of field and kind.
  oddities TEXT NOT NULL,
  -- Keyed digest of the rows of risk_area.
  areas {BLOB} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (list_id)
) {CLUSTERED};

-- The areas of a list with their levels.
CREATE TABLE risk_area (
  -- The list.
  list_id {I64} NOT NULL,
  -- The area.
  area_id {I64} NOT NULL,
  -- 1 low, 2 medium, 3 high.
  level {I64} NOT NULL,
  PRIMARY KEY (list_id, area_id)
) {CLUSTERED};

-- The areas that a list has named, each once.
CREATE TABLE area (
  -- A hash of the county's code and the string.
  area_id {I64} NOT NULL,
  -- Division code of the county; NULL where the names have no code.
  place {I64},
  -- The province as written.
  province TEXT NOT NULL,
  -- The city as written.
  city TEXT NOT NULL,
  -- The county as written.
  county TEXT NOT NULL,
  -- The string, its blanks tidied.
  text TEXT NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (area_id)
) {CLUSTERED};

-- The areas that are a whole county, because staff said so.
CREATE TABLE whole_area (
  -- The area.
  area_id {I64} NOT NULL,
  -- Epoch milliseconds since which that is known.
  recorded_ms {I64} NOT NULL,
  -- Keyed MAC over all columns above.
  mac {BLOB} NOT NULL,
  PRIMARY KEY (area_id)
) {CLUSTERED};
