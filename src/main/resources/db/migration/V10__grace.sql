-- IF NOT EXISTS: a process may be killed in the middle, and H2 commits each statement.
-- What the plan does with the partition: RELEASE or DROP.
ALTER TABLE retention_ledger ADD COLUMN IF NOT EXISTS action VARCHAR(10) DEFAULT 'DROP' NOT NULL;
-- When its release was confirmed: by this row if it is to be released, by an earlier one if it was
-- dropped after a grace.
ALTER TABLE retention_ledger ADD COLUMN IF NOT EXISTS released_at TIMESTAMP WITH TIME ZONE;

-- One row a partition that was released and still waits to be dropped, whichever policy it was. The
-- server's address and the collection's id say which one it is: names may be used again.
CREATE TABLE IF NOT EXISTS retention_release (
  server           VARCHAR(300) NOT NULL,
  database_name    VARCHAR(255) NOT NULL,
  collection_name  VARCHAR(255) NOT NULL,
  collection_id    VARCHAR(40) NOT NULL,
  partition_name   VARCHAR(255) NOT NULL,
  policy           VARCHAR(100) NOT NULL,
  ledger_id        BIGINT NOT NULL,
  confirmed_at     TIMESTAMP WITH TIME ZONE NOT NULL,
  -- When a run first saw it loaded again; null while it is released.
  loaded_at        TIMESTAMP WITH TIME ZONE,
  CONSTRAINT retention_release_partition
    PRIMARY KEY (server, database_name, collection_id, partition_name)
);
