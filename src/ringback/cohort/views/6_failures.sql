CREATE OR REPLACE VIEW failures AS
SELECT code, count(*) AS inputs FROM errors GROUP BY ALL;

COMMENT ON VIEW failures IS 'the inputs that gave no report, by cause';
COMMENT ON COLUMN failures.code IS 'the cause';
COMMENT ON COLUMN failures.inputs IS 'how many inputs';
