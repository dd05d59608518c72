-- IF NOT EXISTS: a process may be killed in the middle, and H2 commits each statement.
-- Rules that a policy acted by, as a text that can be read again. Several are a JSON array: those
-- that a person last agreed to, and all since. Kept, so that old rows can be explained.
CREATE TABLE IF NOT EXISTS retention_acted_rules (
  policy      VARCHAR(100) NOT NULL,
  digest      VARCHAR(80) NOT NULL,
  rules       TEXT NOT NULL,
  written_at  TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT retention_acted_rules_digest PRIMARY KEY (policy, digest)
);

-- One row a collection that a policy has seen on a server, by which rules it acted on it. The row
-- without database and collection is about all of that server.
CREATE TABLE IF NOT EXISTS retention_acted (
  policy           VARCHAR(100) NOT NULL,
  server           VARCHAR(300) NOT NULL,
  database_name    VARCHAR(255) NOT NULL,
  collection_id    VARCHAR(40) NOT NULL,
  collection_name  VARCHAR(255) NOT NULL,
  first_seen_at    TIMESTAMP WITH TIME ZONE NOT NULL,
  -- Null until the policy has acted.
  rules_digest     VARCHAR(80),
  -- What people were told to be new, and when first. Null if nothing since the policy last acted.
  told_digest      VARCHAR(80),
  told_at          TIMESTAMP WITH TIME ZONE,
  CONSTRAINT retention_acted_collection
    PRIMARY KEY (policy, server, database_name, collection_id)
);

-- One row a plan that a guard refused, or that a person saved: what may be accepted.
CREATE TABLE IF NOT EXISTS retention_saved_plan (
  digest      VARCHAR(80) PRIMARY KEY,
  policy      VARCHAR(100) NOT NULL,
  as_of       VARCHAR(13) NOT NULL,
  made_at     TIMESTAMP WITH TIME ZONE NOT NULL,
  saved_by    VARCHAR(300) NOT NULL,
  -- A digest of the value of each key, one a line.
  rules       TEXT NOT NULL,
  -- JSON: the partitions that were due.
  partitions  TEXT NOT NULL
);
