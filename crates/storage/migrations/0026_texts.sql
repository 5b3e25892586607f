-- How many short messages were handed over in an hour, over all servers: the hourly budget is held against it.
CREATE TABLE text_hour (
  -- Hours since 1970-01-01T00:00Z.
  on_hour {I64} NOT NULL,
  -- 0 to 15, drawn by the message, so that many at once wait for no one row.
  bucket {I64} NOT NULL,
  -- How many.
  sent {I64} NOT NULL,
  PRIMARY KEY (on_hour, bucket)
);
