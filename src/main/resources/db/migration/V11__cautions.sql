-- IF NOT EXISTS: a process may be killed in the middle, and H2 commits each statement.
-- What a run kept until a person accepts it, in a sentence; empty for nothing.
ALTER TABLE retention_plan ADD COLUMN IF NOT EXISTS waiting VARCHAR(1000) DEFAULT '' NOT NULL;

-- Host and port of the cluster, whose name may change; null in rows of earlier versions.
ALTER TABLE retention_ledger ADD COLUMN IF NOT EXISTS server VARCHAR(300);
-- Why the partition waited for the person who accepted it; null if it did not wait.
ALTER TABLE retention_ledger ADD COLUMN IF NOT EXISTS waited VARCHAR(1000);

-- Whether a partition was dropped before is asked for each that is due.
CREATE INDEX IF NOT EXISTS retention_ledger_dropped
  ON retention_ledger (collection_id, partition_name);

-- How many rows a partition had when a run saw it, kept for the next one to compare.
CREATE TABLE IF NOT EXISTS retention_row_count (
  server           VARCHAR(300) NOT NULL,
  database_name    VARCHAR(255) NOT NULL,
  collection_name  VARCHAR(255) NOT NULL,
  collection_id    VARCHAR(40) NOT NULL,
  partition_name   VARCHAR(255) NOT NULL,
  row_count        BIGINT NOT NULL,
  seen_at          TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT retention_row_count_partition PRIMARY KEY (server, collection_id, partition_name)
);
