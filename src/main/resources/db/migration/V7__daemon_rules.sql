-- One row a live daemon and policy: by which rules it acts. Counts until it expires.
CREATE TABLE IF NOT EXISTS retention_daemon_rules (
  daemon      VARCHAR(36) NOT NULL,
  policy      VARCHAR(100) NOT NULL,
  owner       VARCHAR(300) NOT NULL,
  -- A digest of the value of each key, one a line.
  rules       TEXT NOT NULL,
  expires_at  TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT retention_daemon_rules_policy PRIMARY KEY (daemon, policy)
);
