CREATE OR REPLACE VIEW chances AS
SELECT id, chance, offer
FROM calls
WHERE chance IS NOT NULL AND offer IS NOT NULL;

COMMENT ON VIEW chances IS 'one row a call that came to an end, an offer or none, and had a chance told';
COMMENT ON COLUMN chances.id IS 'the call''s id';
COMMENT ON COLUMN chances.chance IS 'the chance of the offer, told for what was then done';
COMMENT ON COLUMN chances.offer IS 'whether the offer came';
