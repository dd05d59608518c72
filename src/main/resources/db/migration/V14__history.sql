-- IF NOT EXISTS and the like: a process may be killed in the middle, and H2 commits each statement.
-- Which execution's result a row's state and error are; execution_id says which one last wrote the
-- row, for example that it is released. Null until there is a result.
ALTER TABLE retention_ledger ADD COLUMN IF NOT EXISTS result_execution_id BIGINT;
UPDATE retention_ledger SET result_execution_id = execution_id
  WHERE result_execution_id IS NULL AND state <> 'PLANNED';

-- What a row of the ledger said when an execution had written it last, kept once a later execution
-- writes it. With the row itself it tells what each execution did and what it left.
CREATE TABLE IF NOT EXISTS retention_earlier_result (
  ledger_id            BIGINT NOT NULL REFERENCES retention_ledger (id),
  execution_id         BIGINT NOT NULL,
  result_execution_id  BIGINT,
  state                VARCHAR(10) NOT NULL,
  released             BOOLEAN NOT NULL,
  attempts             INTEGER NOT NULL,
  error                VARCHAR(1000),
  updated_at           TIMESTAMP WITH TIME ZONE NOT NULL,
  released_at          TIMESTAMP WITH TIME ZONE,
  CONSTRAINT retention_earlier_result_execution PRIMARY KEY (ledger_id, execution_id)
);

-- Of what earlier versions wrote over, the calls are left: who last sent a drop, or was refused a
-- release, has failed, since a later execution wrote the row.
INSERT INTO retention_earlier_result (ledger_id, execution_id, result_execution_id, state, released,
    attempts, error, updated_at)
  SELECT c.ledger_id, c.execution_id, c.execution_id, 'FAILED',
    EXISTS (SELECT 1 FROM retention_call r WHERE r.ledger_id = c.ledger_id
      AND r.id <= c.id AND r.route = 'partitions/release' AND r.outcome = 'SUCCESS'),
    (SELECT COUNT(*) FROM retention_call d WHERE d.ledger_id = c.ledger_id
      AND d.id <= c.id AND d.route = 'partitions/drop'),
    CASE WHEN c.message = '' THEN c.outcome ELSE c.message END, c.answered_at
  FROM retention_call c JOIN retention_ledger l ON l.id = c.ledger_id
  WHERE c.execution_id < l.execution_id
    AND (c.route = 'partitions/drop' OR c.outcome <> 'SUCCESS')
    AND NOT EXISTS (SELECT 1 FROM retention_call n WHERE n.ledger_id = c.ledger_id
      AND n.execution_id = c.execution_id AND n.id > c.id)
    AND NOT EXISTS (SELECT 1 FROM retention_earlier_result e WHERE e.ledger_id = c.ledger_id
      AND e.execution_id = c.execution_id);
INSERT INTO retention_earlier_result (ledger_id, execution_id, state, released, attempts,
    updated_at, released_at)
  SELECT l.id, p.execution_id, 'PLANNED', l.released_at IS NOT NULL AND l.released_at <= p.planned_at,
    0, p.planned_at, CASE WHEN l.released_at <= p.planned_at THEN l.released_at END
  FROM retention_ledger l JOIN retention_plan p ON p.id = l.plan_id
  WHERE p.execution_id < l.execution_id
    AND NOT EXISTS (SELECT 1 FROM retention_earlier_result e WHERE e.ledger_id = l.id
      AND e.execution_id = p.execution_id);

-- A plan that a guard refused is replaced by that of the execution that continues the run.
CREATE TABLE IF NOT EXISTS retention_earlier_plan (
  policy        VARCHAR(100) NOT NULL,
  as_of         VARCHAR(13) NOT NULL,
  attempt       INTEGER NOT NULL,
  execution_id  BIGINT NOT NULL,
  digest        VARCHAR(80) NOT NULL,
  refused_by    VARCHAR(1000) NOT NULL,
  unreadable    VARCHAR(1000) NOT NULL,
  waiting       VARCHAR(1000) NOT NULL,
  planned_at    TIMESTAMP WITH TIME ZONE NOT NULL,
  rules         TEXT,
  content_check VARCHAR(400),
  CONSTRAINT retention_earlier_plan_execution PRIMARY KEY (policy, as_of, attempt, execution_id)
);

-- H2 keeps 32 numbers of a sequence in memory and loses them when its process dies, so that the
-- numbers of executions jumped. On PostgreSQL this is so already.
ALTER SEQUENCE batch_job_instance_seq CACHE 1;
ALTER SEQUENCE batch_job_execution_seq CACHE 1;
ALTER SEQUENCE batch_step_execution_seq CACHE 1;
