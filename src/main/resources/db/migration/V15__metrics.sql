-- IF NOT EXISTS: a process may be killed in the middle, and H2 commits each statement.
-- What the plan found, for metrics. Null where an earlier version made it.
-- How many partitions have which verdict, as EXPIRED=7 KEPT=5.
ALTER TABLE retention_plan ADD COLUMN IF NOT EXISTS verdicts VARCHAR(400);
-- The names of the guards that refused it, with a space between them; empty if none did.
ALTER TABLE retention_plan ADD COLUMN IF NOT EXISTS guards VARCHAR(200);
-- How many partitions were due, and when the first of them had expired; null for none.
ALTER TABLE retention_plan ADD COLUMN IF NOT EXISTS due_count INTEGER;
ALTER TABLE retention_plan ADD COLUMN IF NOT EXISTS oldest_expiry TIMESTAMP WITH TIME ZONE;

-- How many executions a purge has removed, so that those that were counted do not become fewer.
CREATE TABLE IF NOT EXISTS retention_purged_runs (
  policy     VARCHAR(100) NOT NULL,
  exit_code  VARCHAR(100) NOT NULL,
  runs       BIGINT NOT NULL,
  CONSTRAINT retention_purged_runs_exit PRIMARY KEY (policy, exit_code)
);

-- One row a cluster: what the last run that called it found.
CREATE TABLE IF NOT EXISTS retention_cluster_contact (
  cluster_name  VARCHAR(100) PRIMARY KEY,
  contacted_at  TIMESTAMP WITH TIME ZONE NOT NULL,
  -- Whether the last call was answered, and the token accepted.
  usable        BOOLEAN NOT NULL,
  -- How far this machine's clock was certainly ahead of the cluster's; negative if behind, null if
  -- it did not say.
  skew_millis   BIGINT
);
