--liquibase formatted sql

--changeset waybill:0020-create-message-status splitStatements:false
-- What of a message changes with every report and is searched by. As columns of message with indexes of their own they made
-- every change of a status write to all indexes of message; now it changes in place, and this small row moves instead.
LOCK TABLE message IN ACCESS EXCLUSIVE MODE;

CREATE TABLE message_status (
    status text COLLATE "C" NOT NULL,
    message_id uuid NOT NULL,
    -- When the provider is asked about an open message next, and how often it was since the last change.
    next_lookup_at timestamptz,
    lookups integer NOT NULL DEFAULT 0,
    CONSTRAINT message_status_pkey PRIMARY KEY (status, message_id)
) PARTITION BY RANGE (message_id);

CREATE TABLE message_status_default PARTITION OF message_status DEFAULT;

CREATE INDEX message_status_lookup ON message_status (next_lookup_at) WHERE next_lookup_at IS NOT NULL;

ALTER FUNCTION ensure_partitions(integer) RENAME TO ensure_settlement_partitions;

CREATE FUNCTION ensure_partitions(months_ahead integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    month timestamp;
BEGIN
    PERFORM ensure_settlement_partitions(months_ahead);
    FOR month IN
        SELECT generate_series(
            date_trunc('month', now() AT TIME ZONE 'UTC') - interval '1 month',
            date_trunc('month', now() AT TIME ZONE 'UTC') + months_ahead * interval '1 month',
            interval '1 month')
    LOOP
        EXECUTE format(
            'CREATE TABLE IF NOT EXISTS %I PARTITION OF message_status FOR VALUES FROM (%L) TO (%L)',
            'message_status_' || to_char(month, 'YYYY_MM'), uuid_at(month), uuid_at(month + interval '1 month'));
    END LOOP;
END
$$;

-- The months there are; those to come are made at the start.
DO $$
DECLARE
    part record;
BEGIN
    FOR part IN
        SELECT right(c.relname, 7) AS month, pg_get_expr(c.relpartbound, c.oid) AS bound
        FROM pg_inherits i
        JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'message'::regclass AND c.relname ~ '^message_[0-9]{4}_[0-9]{2}$'
    LOOP
        EXECUTE format('CREATE TABLE %I PARTITION OF message_status %s', 'message_status_' || part.month, part.bound);
    END LOOP;
END
$$;

INSERT INTO message_status (status, message_id, next_lookup_at, lookups)
SELECT status, id, next_lookup_at, lookups FROM message;

DROP INDEX message_by_status;
DROP INDEX message_lookup;
ALTER TABLE message DROP COLUMN next_lookup_at, DROP COLUMN lookups;

-- A message and its row here are one thing in two places, which no constraint says without slowing every write.
ALTER VIEW unsound_row RENAME TO unsound_value;

CREATE VIEW unsound_row AS
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
JOIN message m ON m.id = s.message_id
WHERE s.next_lookup_at IS NOT NULL AND m.closed_at IS NOT NULL;
--rollback DROP VIEW unsound_row;
--rollback ALTER VIEW unsound_value RENAME TO unsound_row;
--rollback ALTER TABLE message ADD COLUMN next_lookup_at timestamptz, ADD COLUMN lookups integer NOT NULL DEFAULT 0;
--rollback UPDATE message m SET next_lookup_at = s.next_lookup_at, lookups = s.lookups FROM message_status s WHERE s.message_id = m.id;
--rollback CREATE INDEX message_lookup ON message (next_lookup_at) WHERE next_lookup_at IS NOT NULL;
--rollback CREATE INDEX message_by_status ON message (status, id);
--rollback DROP FUNCTION ensure_partitions(integer);
--rollback ALTER FUNCTION ensure_settlement_partitions(integer) RENAME TO ensure_partitions;
--rollback DROP TABLE message_status;
