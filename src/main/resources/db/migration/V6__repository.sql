-- One row: which repository this is.
CREATE TABLE IF NOT EXISTS retention_repository (
  id             VARCHAR(36) PRIMARY KEY,
  created_at     TIMESTAMP WITH TIME ZONE NOT NULL,
  -- The zone that the times of Spring Batch's tables were taken to be in, before they were UTC.
  times_were_in  VARCHAR(100) NOT NULL
);

-- For how long the lease was taken. Null where an earlier version took it.
ALTER TABLE retention_lease ADD COLUMN IF NOT EXISTS length_seconds INTEGER;
