-- IF NOT EXISTS: a process may be killed in the middle, and H2 commits each statement.
-- The content-check that the plan's partitions passed. Null if none was asked, and where an earlier
-- version made the plan: what was released by it is asked again.
ALTER TABLE retention_plan ADD COLUMN IF NOT EXISTS content_check VARCHAR(400);
