--liquibase formatted sql

--changeset waybill:0016-create-removal splitStatements:false
-- What removes the past. All tables partitioned by message are found in the catalogue, by the names of their partitions.

-- The months that ended before a time and have partitions, with the tables of each, message first. Names of that form are
-- ordered as their months are.
CREATE FUNCTION past_months(before timestamptz)
RETURNS TABLE (month text, tables text, message_table text) LANGUAGE sql STABLE AS $$
    SELECT
        right(part.relname, 7),
        string_agg(
            format('%I.%I', space.nspname, part.relname), ', ' ORDER BY parent.relname <> 'message', parent.relname),
        max(format('%I.%I', space.nspname, part.relname)) FILTER (WHERE parent.relname = 'message')
    FROM pg_inherits i
    JOIN pg_class part ON part.oid = i.inhrelid
    JOIN pg_class parent ON parent.oid = i.inhparent AND parent.relkind = 'p'
    JOIN pg_namespace space ON space.oid = part.relnamespace
    WHERE parent.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'message'::regclass)
        AND part.relname ~ ('^' || parent.relname || '_[0-9]{4}_[0-9]{2}$')
        AND right(part.relname, 7) < to_char(before AT TIME ZONE 'UTC', 'YYYY_MM')
    GROUP BY right(part.relname, 7)
    ORDER BY right(part.relname, 7)
$$;

-- Removes closed messages outside every month with all their history; returns how many.
CREATE FUNCTION remove_strays(before timestamptz, most integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    strays uuid[];
    beside text;
BEGIN
    strays := ARRAY(
        SELECT id FROM message_default
        WHERE id < uuid_at(before AT TIME ZONE 'UTC') AND closed_at IS NOT NULL
        ORDER BY id
        LIMIT most
        FOR UPDATE SKIP LOCKED);
    IF cardinality(strays) > 0 THEN
        DELETE FROM message_default WHERE id = ANY (strays);
        FOR beside IN
            SELECT part.relname
            FROM pg_inherits i
            JOIN pg_class part ON part.oid = i.inhrelid
            JOIN pg_class parent ON parent.oid = i.inhparent AND parent.relkind = 'p'
            WHERE parent.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'message'::regclass)
                AND parent.relname <> 'message'
                AND part.relname = parent.relname || '_default'
        LOOP
            EXECUTE format('DELETE FROM %I WHERE message_id = ANY ($1)', beside) USING strays;
        END LOOP;
    END IF;
    RETURN cardinality(strays);
END
$$;
--rollback DROP FUNCTION remove_strays(timestamptz, integer);
--rollback DROP FUNCTION past_months(timestamptz);
