--liquibase formatted sql

--changeset waybill:0015-partition-settlement splitStatements:false
-- As before, and for the tables of settlement as well.
CREATE OR REPLACE FUNCTION ensure_partitions(months_ahead integer) RETURNS void LANGUAGE plpgsql AS $$
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
        FOREACH parent IN ARRAY ARRAY[
            'message', 'delivery_report', 'submission_attempt', 'message_event', 'settlement', 'message_listing'] LOOP
            EXECUTE format(
                'CREATE TABLE IF NOT EXISTS %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L) WITH (fillfactor = %s)',
                parent || '_' || to_char(month, 'YYYY_MM'), parent, lower_bound, upper_bound,
                CASE parent WHEN 'message' THEN 70 ELSE 95 END);
        END LOOP;
    END LOOP;
END
$$;
--rollback CREATE OR REPLACE FUNCTION ensure_partitions(months_ahead integer) RETURNS void LANGUAGE plpgsql AS $$
--rollback DECLARE
--rollback     month timestamp;
--rollback     parent text;
--rollback     lower_bound uuid;
--rollback     upper_bound uuid;
--rollback BEGIN
--rollback     FOR month IN
--rollback         SELECT generate_series(
--rollback             date_trunc('month', now() AT TIME ZONE 'UTC') - interval '1 month',
--rollback             date_trunc('month', now() AT TIME ZONE 'UTC') + months_ahead * interval '1 month',
--rollback             interval '1 month')
--rollback     LOOP
--rollback         lower_bound := uuid_at(month);
--rollback         upper_bound := uuid_at(month + interval '1 month');
--rollback         FOREACH parent IN ARRAY ARRAY['message', 'delivery_report', 'submission_attempt', 'message_event'] LOOP
--rollback             EXECUTE format(
--rollback                 'CREATE TABLE IF NOT EXISTS %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L) WITH (fillfactor = %s)',
--rollback                 parent || '_' || to_char(month, 'YYYY_MM'), parent, lower_bound, upper_bound,
--rollback                 CASE parent WHEN 'message' THEN 70 ELSE 95 END);
--rollback         END LOOP;
--rollback     END LOOP;
--rollback END
--rollback $$;
