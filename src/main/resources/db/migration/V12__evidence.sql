-- IF NOT EXISTS: a process may be killed in the middle, and H2 commits each statement.
-- The policy by which a plan was made, in its own words. Null where an earlier version made it.
ALTER TABLE retention_plan ADD COLUMN IF NOT EXISTS rules TEXT;

-- Why a partition was due, and since when. Null where an earlier version planned it.
ALTER TABLE retention_ledger ADD COLUMN IF NOT EXISTS reason VARCHAR(1000);
ALTER TABLE retention_ledger ADD COLUMN IF NOT EXISTS expires_at VARCHAR(60);

-- What became of a partition is asked for by its name.
CREATE INDEX IF NOT EXISTS retention_ledger_name ON retention_ledger (partition_name);
