-- IF NOT EXISTS: a process may be killed in the middle, and H2 commits each statement.
-- In the order in which a run and a purge write these tables, so that neither waits for what this
-- waits for, if one goes on meanwhile.
-- What an execution settled is asked for each time that it is shown.
CREATE INDEX IF NOT EXISTS retention_earlier_result_result
  ON retention_earlier_result (result_execution_id);
CREATE INDEX IF NOT EXISTS retention_ledger_result ON retention_ledger (result_execution_id);

-- Spring Batch's script for PostgreSQL makes no index for its foreign keys, as that for H2 does:
-- after some years each execution that is read would cost a scan of all.
CREATE INDEX IF NOT EXISTS batch_step_execution_of_execution
  ON batch_step_execution (job_execution_id);
CREATE INDEX IF NOT EXISTS batch_job_execution_params_of_execution
  ON batch_job_execution_params (job_execution_id);
CREATE INDEX IF NOT EXISTS batch_job_execution_of_instance
  ON batch_job_execution (job_instance_id);
