--liquibase formatted sql

--changeset waybill:0022-leave-room-to-change splitStatements:false rollbackSplitStatements:false
-- Makes the monthly partitions of last month, this month and the months ahead, of all tables. What changes has room to do so
-- within its page: messages that are sent together lie together, and are all reported on in one batch.
CREATE OR REPLACE FUNCTION ensure_partitions(months_ahead integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    month timestamp;
    parent text;
BEGIN
    FOR month IN
        SELECT generate_series(
            date_trunc('month', now() AT TIME ZONE 'UTC') - interval '1 month',
            date_trunc('month', now() AT TIME ZONE 'UTC') + months_ahead * interval '1 month',
            interval '1 month')
    LOOP
        FOREACH parent IN ARRAY ARRAY[
            'message', 'message_status', 'delivery_report', 'submission_attempt', 'message_event', 'settlement',
            'message_listing']
        LOOP
            EXECUTE format(
                'CREATE TABLE IF NOT EXISTS %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L) WITH (fillfactor = %s)',
                parent || '_' || to_char(month, 'YYYY_MM'), parent, uuid_at(month), uuid_at(month + interval '1 month'),
                CASE parent
                    WHEN 'message' THEN 40
                    WHEN 'message_status' THEN 60
                    ELSE 95
                END);
        END LOOP;
    END LOOP;
END
$$;

DROP FUNCTION ensure_settlement_partitions(integer);
DROP FUNCTION ensure_message_partitions(integer);

-- Months that still get pages, and where a wrong clock leads to. Nobody who is working on an older one is waited for.
DO $$
DECLARE
    part record;
BEGIN
    FOR part IN
        SELECT inhrelid::regclass AS name, inhparent = 'message'::regclass AS of_messages
        FROM pg_inherits
        JOIN pg_class c ON c.oid = inhrelid
        WHERE inhparent IN ('message'::regclass, 'message_status'::regclass)
            AND (c.relname ~ '_default$'
                OR right(c.relname, 7) >= to_char((now() AT TIME ZONE 'UTC') - interval '1 month', 'YYYY_MM'))
    LOOP
        EXECUTE format('ALTER TABLE %s SET (fillfactor = %s)', part.name, CASE WHEN part.of_messages THEN 40 ELSE 60 END);
    END LOOP;
END
$$;
/* liquibase rollback
CREATE FUNCTION ensure_message_partitions(months_ahead integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    month timestamp;
    parent text;
    lower_bound uuid;
    upper_bound uuid;
BEGIN
    FOR month IN
        SELECT generate_series(
            date_trunc('month', now() AT TIME ZONE 'UTC') - interval '1 month',
            date_trunc('month', now() AT TIME ZONE 'UTC') + months_ahead * interval '1 month',
            interval '1 month')
    LOOP
        lower_bound := uuid_at(month);
        upper_bound := uuid_at(month + interval '1 month');
        FOREACH parent IN ARRAY ARRAY['message', 'delivery_report', 'submission_attempt', 'message_event'] LOOP
            EXECUTE format(
                'CREATE TABLE IF NOT EXISTS %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L) WITH (fillfactor = %s)',
                parent || '_' || to_char(month, 'YYYY_MM'), parent, lower_bound, upper_bound,
                CASE parent WHEN 'message' THEN 70 ELSE 95 END);
        END LOOP;
    END LOOP;
END
$$;

CREATE FUNCTION ensure_settlement_partitions(months_ahead integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    month timestamp;
    parent text;
BEGIN
    PERFORM ensure_message_partitions(months_ahead);
    FOR month IN
        SELECT generate_series(
            date_trunc('month', now() AT TIME ZONE 'UTC') - interval '1 month',
            date_trunc('month', now() AT TIME ZONE 'UTC') + months_ahead * interval '1 month',
            interval '1 month')
    LOOP
        FOREACH parent IN ARRAY ARRAY['settlement', 'message_listing'] LOOP
            EXECUTE format(
                'CREATE TABLE IF NOT EXISTS %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
                parent || '_' || to_char(month, 'YYYY_MM'), parent, uuid_at(month),
                uuid_at(month + interval '1 month'));
        END LOOP;
    END LOOP;
END
$$;

CREATE OR REPLACE FUNCTION ensure_partitions(months_ahead integer) RETURNS void LANGUAGE plpgsql AS $$
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

DO $$
DECLARE
    part record;
BEGIN
    FOR part IN
        SELECT inhrelid::regclass AS name, c.relname ~ '^message_[0-9]{4}' AS of_messages
        FROM pg_inherits
        JOIN pg_class c ON c.oid = inhrelid
        WHERE inhparent IN ('message'::regclass, 'message_status'::regclass)
    LOOP
        EXECUTE format('ALTER TABLE %s RESET (fillfactor)', part.name);
        IF part.of_messages THEN
            EXECUTE format('ALTER TABLE %s SET (fillfactor = 70)', part.name);
        END IF;
    END LOOP;
END
$$;
*/
