--liquibase formatted sql

--changeset waybill:0023-look-at-what-is-never-looked-up
-- Also an open message that nobody will ever ask the provider about breaks the rule that those are looked up that are open.
CREATE OR REPLACE VIEW unsound_row AS
SELECT table_name, message_id, rule FROM unsound_value
UNION ALL
SELECT 'message', m.id, 'status_listed'
FROM message m
WHERE NOT EXISTS (SELECT FROM message_status s WHERE s.status = m.status AND s.message_id = m.id)
UNION ALL
SELECT 'message_status', s.message_id, 'of_its_message'
FROM message_status s
WHERE NOT EXISTS (SELECT FROM message m WHERE m.id = s.message_id AND m.status = s.status)
UNION ALL
SELECT 'message_status', s.message_id, 'looked_up_while_open'
FROM message_status s
JOIN message m ON m.id = s.message_id AND m.status = s.status
WHERE (s.next_lookup_at IS NOT NULL) <> (m.closed_at IS NULL AND m.status IN ('unconfirmed', 'submitted', 'queued', 'sent'));
--rollback CREATE OR REPLACE VIEW unsound_row AS
--rollback SELECT table_name, message_id, rule FROM unsound_value
--rollback UNION ALL
--rollback SELECT 'message', m.id, 'status_listed'
--rollback FROM message m
--rollback WHERE NOT EXISTS (SELECT FROM message_status s WHERE s.status = m.status AND s.message_id = m.id)
--rollback UNION ALL
--rollback SELECT 'message_status', s.message_id, 'of_its_message'
--rollback FROM message_status s
--rollback WHERE NOT EXISTS (SELECT FROM message m WHERE m.id = s.message_id AND m.status = s.status)
--rollback UNION ALL
--rollback SELECT 'message_status', s.message_id, 'looked_up_while_open'
--rollback FROM message_status s
--rollback JOIN message m ON m.id = s.message_id
--rollback WHERE s.next_lookup_at IS NOT NULL AND m.closed_at IS NOT NULL;
