-- IF NOT EXISTS: a process may be killed in the middle, and H2 commits each statement.
-- Which execution is the newest of a policy is asked for each time that policies are shown: without
-- this all parameters of all executions would be read. PostgreSQL takes up to 2,700 bytes a row;
-- the longest value is a reason, of at most 500 characters.
CREATE INDEX IF NOT EXISTS batch_job_execution_params_of_value
  ON batch_job_execution_params (parameter_name, parameter_value, job_execution_id);
