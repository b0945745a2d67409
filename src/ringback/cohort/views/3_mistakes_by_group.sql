CREATE OR REPLACE VIEW mistakes_by_group AS
WITH
groups AS (
    UNPIVOT (SELECT id, stage, role, employer FROM calls)
    ON stage, role, employer INTO NAME grouped_by VALUE name
),
sizes AS (SELECT grouped_by, name, count(*) AS calls FROM groups GROUP BY ALL)
SELECT
    grouped_by, name, mistake,
    any_value(calls) AS calls,
    count(*) AS had,
    count(*) / any_value(calls) AS share
FROM groups
JOIN sizes USING (grouped_by, name)
JOIN mistakes USING (id)
GROUP BY ALL;

COMMENT ON VIEW mistakes_by_group IS 'how often each mistake was made in each group; small groups stand in it as they are';
COMMENT ON COLUMN mistakes_by_group.grouped_by IS 'stage, role or employer';
COMMENT ON COLUMN mistakes_by_group.name IS 'the group''s name; calls without one are in no group';
COMMENT ON COLUMN mistakes_by_group.mistake IS 'the kind of mistake; one that nobody in the group made has no row';
COMMENT ON COLUMN mistakes_by_group.calls IS 'how many calls the group has';
COMMENT ON COLUMN mistakes_by_group.had IS 'in how many of them the mistake was made';
COMMENT ON COLUMN mistakes_by_group.share IS 'had / calls';
