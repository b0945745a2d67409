CREATE OR REPLACE VIEW repairs AS
SELECT id, verdict, damage, stage, repair_made AS made, went_on
FROM calls
WHERE repair_made IS NOT NULL AND went_on IS NOT NULL;

COMMENT ON VIEW repairs IS 'one row a call of which both the repair and the outcome are known';
COMMENT ON COLUMN repairs.id IS 'the call''s id';
COMMENT ON COLUMN repairs.verdict IS 'the state of the door when the report was made';
COMMENT ON COLUMN repairs.damage IS 'none, slight, serious or unknown';
COMMENT ON COLUMN repairs.stage IS 'the call''s stage';
COMMENT ON COLUMN repairs.made IS 'whether the repair was made';
COMMENT ON COLUMN repairs.went_on IS 'whether an offer or the next stage came';

CREATE OR REPLACE VIEW repair_outcomes AS
SELECT
    verdict, damage, stage, made,
    count(*) AS calls,
    count_if(went_on) AS went_on,
    avg(went_on::INTEGER) AS share
FROM repairs
GROUP BY ALL;

COMMENT ON VIEW repair_outcomes IS 'how many went on, with and without the repair, among calls that are alike';
COMMENT ON COLUMN repair_outcomes.verdict IS 'the state of the door when the report was made';
COMMENT ON COLUMN repair_outcomes.damage IS 'none, slight, serious or unknown';
COMMENT ON COLUMN repair_outcomes.stage IS 'the call''s stage';
COMMENT ON COLUMN repair_outcomes.made IS 'whether the repair was made';
COMMENT ON COLUMN repair_outcomes.calls IS 'how many calls';
COMMENT ON COLUMN repair_outcomes.went_on IS 'of how many an offer or the next stage came';
COMMENT ON COLUMN repair_outcomes.share IS 'went_on / calls';
