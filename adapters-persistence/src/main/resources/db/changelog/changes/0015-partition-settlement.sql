--liquibase formatted sql

--changeset waybill:0015-partition-settlement splitStatements:false
-- The partitions of the tables of settlement come with those of the messages.
ALTER FUNCTION ensure_partitions(integer) RENAME TO ensure_message_partitions;

CREATE FUNCTION ensure_partitions(months_ahead integer) RETURNS void LANGUAGE plpgsql AS $$
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
--rollback DROP FUNCTION ensure_partitions(integer);
--rollback ALTER FUNCTION ensure_message_partitions(integer) RENAME TO ensure_partitions;
