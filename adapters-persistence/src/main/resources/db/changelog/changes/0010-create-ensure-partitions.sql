--liquibase formatted sql

--changeset waybill:0010-create-ensure-partitions splitStatements:false
-- Makes the monthly partitions of this month and of the months ahead. A UUIDv7 begins with 48 bits of milliseconds.
CREATE FUNCTION ensure_partitions(months_ahead integer) RETURNS void LANGUAGE plpgsql AS $$
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

CREATE FUNCTION uuid_at(utc timestamp) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT CAST(
        lpad(to_hex(CAST(extract(epoch FROM utc) * 1000 AS bigint)), 12, '0') || '00000000000000000000' AS uuid)
$$;
--rollback DROP FUNCTION ensure_partitions(integer);
--rollback DROP FUNCTION uuid_at(timestamp);
