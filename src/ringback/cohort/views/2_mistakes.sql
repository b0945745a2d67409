CREATE OR REPLACE VIEW mistakes AS
SELECT
    id,
    coalesce(label, rule) AS mistake,
    count(*) AS times,
    arg_min(weight, CASE weight WHEN 'basic' THEN 1 WHEN 'substantive' THEN 2 ELSE 3 END) AS weight,
    mode(findings.concern) AS concern
FROM findings
SEMI JOIN calls USING (id)
GROUP BY ALL;

COMMENT ON VIEW mistakes IS 'one row a call and kind of mistake; a mistake made twice in a call is one row';
COMMENT ON COLUMN mistakes.id IS 'the call''s id';
COMMENT ON COLUMN mistakes.mistake IS 'the label of the kind of mistake, or the rule where it has none';
COMMENT ON COLUMN mistakes.times IS 'how often it was found in the call';
COMMENT ON COLUMN mistakes.weight IS 'the weightiest: basic, substantive or surface';
COMMENT ON COLUMN mistakes.concern IS 'competence, integrity, conduct or logistics, the most frequent';
