--liquibase formatted sql

--changeset waybill:0024-let-strays-stop-no-other-month splitStatements:false rollbackSplitStatements:false
-- Makes the partitions of one month, of all tables. What changes has room to do so within its page: messages that are sent
-- together lie together, and are all reported on in one batch.
CREATE FUNCTION make_month(month timestamp) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    parent text;
BEGIN
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
END
$$;

-- Makes the monthly partitions of last month, this month and the months ahead. A month of which a default partition has rows
-- is left out, with all its tables: what belongs to a message goes with its month.
CREATE OR REPLACE FUNCTION ensure_partitions(months_ahead integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    month timestamp;
BEGIN
    FOR month IN
        SELECT generate_series(
            date_trunc('month', now() AT TIME ZONE 'UTC') - interval '1 month',
            date_trunc('month', now() AT TIME ZONE 'UTC') + months_ahead * interval '1 month',
            interval '1 month')
    LOOP
        BEGIN
            PERFORM make_month(month);
        EXCEPTION WHEN check_violation THEN
            RAISE WARNING 'the default partitions have rows of %', to_char(month, 'YYYY-MM');
        END;
    END LOOP;
END
$$;

-- Makes the month of that day and moves what the default partitions have of it. To be called by hand: others wait meanwhile.
CREATE FUNCTION move_into_month(day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    month CONSTANT timestamp := date_trunc('month', day::timestamp);
    parents CONSTANT text[] := ARRAY(
        SELECT relname FROM pg_class
        WHERE relkind = 'p' AND relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'message'::regclass)
        ORDER BY relname);
    parent text;
BEGIN
    FOREACH parent IN ARRAY parents LOOP
        EXECUTE format('CREATE TEMP TABLE %I (LIKE %I) ON COMMIT DROP', 'moved_' || parent, parent);
        EXECUTE format(
            'WITH gone AS (DELETE FROM %1$I WHERE %2$I >= $1 AND %2$I < $2 RETURNING *) INSERT INTO %3$I SELECT * FROM gone',
            parent || '_default', CASE parent WHEN 'message' THEN 'id' ELSE 'message_id' END, 'moved_' || parent)
        USING uuid_at(month), uuid_at(month + interval '1 month');
    END LOOP;
    PERFORM make_month(month);
    FOREACH parent IN ARRAY parents LOOP
        EXECUTE format('INSERT INTO %I SELECT * FROM %I', parent, 'moved_' || parent);
    END LOOP;
END
$$;
/* liquibase rollback
DROP FUNCTION move_into_month(date);

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

DROP FUNCTION make_month(timestamp);
*/
