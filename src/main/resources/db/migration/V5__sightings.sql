-- One row a policy's collection: what the policy's last frozen plan saw there. A list that comes
-- back shorter than this, for no reason that the ledger knows, is not believed.
CREATE TABLE IF NOT EXISTS retention_sighting (
  policy           VARCHAR(100) NOT NULL,
  cluster_name     VARCHAR(100) NOT NULL,
  database_name    VARCHAR(255) NOT NULL,
  collection_name  VARCHAR(255) NOT NULL,
  collection_id    VARCHAR(40) NOT NULL,
  partition_names  TEXT NOT NULL,
  seen_at          TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT retention_sighting_collection
    PRIMARY KEY (policy, cluster_name, database_name, collection_name)
);
