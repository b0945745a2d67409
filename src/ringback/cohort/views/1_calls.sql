CREATE OR REPLACE VIEW calls AS
SELECT
    id, kind, stage,
    mode(nullif(trim(role), '')) OVER (PARTITION BY lower(trim(role))) AS role,
    mode(nullif(trim(employer), '')) OVER (PARTITION BY lower(trim(employer))) AS employer,
    channel, decision_rule, status, verdict, damage, repair_worth, advised_action, concern, noticed, words,
    repair_made::BOOLEAN AS repair_made,
    outcome::VARCHAR AS outcome,
    outcome_day::DATE AS outcome_day,
    CASE
        WHEN outcome::VARCHAR IN ('offer', 'advanced') THEN true
        WHEN outcome::VARCHAR IN ('rejected', 'silence') THEN false
    END AS went_on,
    CASE
        WHEN outcome::VARCHAR = 'offer' THEN true
        WHEN outcome::VARCHAR IN ('rejected', 'silence') THEN false
    END AS offer,
    CASE repair_made::BOOLEAN
        WHEN true THEN coalesce(chance_repaired, chance_untouched)
        WHEN false THEN chance_untouched
        ELSE (coalesce(chance_repaired, chance_untouched) + chance_untouched) / 2
    END::DOUBLE AS chance,
    version
FROM reports
WHERE kind IN ('account', 'transcript', 'audio') AND unread IS DISTINCT FROM true;

COMMENT ON VIEW calls IS 'one row a call; drafts, employers'' messages and what wasn''t read are left out';
COMMENT ON COLUMN calls.id IS 'the input''s id';
COMMENT ON COLUMN calls.kind IS 'account, transcript or audio';
COMMENT ON COLUMN calls.stage IS 'the call''s stage, coarse, or unknown';
COMMENT ON COLUMN calls.role IS 'the job; spellings that differ in capitals or outer spaces are one, the most frequent';
COMMENT ON COLUMN calls.employer IS 'the employer, spellings put together in the same way';
COMMENT ON COLUMN calls.channel IS 'phone, video, in_person, mixed or unknown';
COMMENT ON COLUMN calls.decision_rule IS 'how the employer decides, where the text says it, else unknown';
COMMENT ON COLUMN calls.status IS 'awaiting_result, advanced, rejected, withdrawn or unknown';
COMMENT ON COLUMN calls.verdict IS 'the state of the door: open, awaiting or closed';
COMMENT ON COLUMN calls.damage IS 'none, slight, serious or unknown';
COMMENT ON COLUMN calls.repair_worth IS 'what a repair is worth: none, little or some';
COMMENT ON COLUMN calls.advised_action IS 'what to do';
COMMENT ON COLUMN calls.concern IS 'competence, integrity, conduct, logistics or mixed';
COMMENT ON COLUMN calls.noticed IS 'did the employer notice: likely, unlikely or unknown';
COMMENT ON COLUMN calls.words IS 'how many words the text has';
COMMENT ON COLUMN calls.repair_made IS 'whether the repair was made, as told; null: not told';
COMMENT ON COLUMN calls.outcome IS 'what came of it, as told; null: not told';
COMMENT ON COLUMN calls.outcome_day IS 'when, as told';
COMMENT ON COLUMN calls.went_on IS 'true: offer or advanced; false: rejected or silence; null: anything else';
COMMENT ON COLUMN calls.offer IS 'true: offer; false: rejected or silence; null: anything else, and advanced';
COMMENT ON COLUMN calls.chance IS 'of the offer, told for what was then done; halfway between the two where that isn''t known';
COMMENT ON COLUMN calls.version IS 'of the catalogue';
