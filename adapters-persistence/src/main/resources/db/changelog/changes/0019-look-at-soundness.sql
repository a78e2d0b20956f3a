--liquibase formatted sql

--changeset waybill:0019-look-at-soundness
-- PostgreSQL reads the text of each CHECK of a table anew for each statement that writes to it: these were an eighth of the
-- work of a lone callback. What they said is looked at instead: no row may ever be in unsound_row. The statuses, of which
-- readers make most, stay enforced, by a domain: that is read once a session.
ALTER TABLE message
    DROP CONSTRAINT message_status_known,
    DROP CONSTRAINT message_provider_id_by_status,
    DROP CONSTRAINT message_report_by_status,
    DROP CONSTRAINT message_refusal_by_status,
    DROP CONSTRAINT message_error_by_status,
    DROP CONSTRAINT message_closed_with_outcome,
    DROP CONSTRAINT message_closed_at_end,
    DROP CONSTRAINT message_outcome_known,
    DROP CONSTRAINT message_cost_whole,
    DROP CONSTRAINT message_network_whole,
    DROP CONSTRAINT message_schedule_by_status,
    DROP CONSTRAINT message_due_or_leased;
ALTER TABLE delivery_report
    DROP CONSTRAINT delivery_report_status_known,
    DROP CONSTRAINT delivery_report_verdict_known,
    DROP CONSTRAINT delivery_report_fingerprint_is_sha256,
    DROP CONSTRAINT delivery_report_receipts_positive,
    DROP CONSTRAINT delivery_report_source_known;
ALTER TABLE message_event DROP CONSTRAINT message_event_status_known;

CREATE DOMAIN message_status AS text CONSTRAINT message_status_known CHECK (VALUE IN (
    'accepted', 'submitting', 'unconfirmed', 'submitted', 'queued', 'sent',
    'delivered', 'undelivered', 'failed', 'rejected', 'expired'));
ALTER TABLE message ALTER COLUMN status TYPE message_status;
ALTER TABLE message_event ALTER COLUMN status TYPE message_status;

CREATE VIEW unsound_row AS
SELECT 'message' AS table_name, m.id AS message_id, r.rule
FROM message m
CROSS JOIN LATERAL (VALUES
    -- What the provider named has a name; what it never saw has none; a refusal stands in for a failed message's.
    ('provider_id_by_status',
        CASE
            WHEN status IN ('accepted', 'submitting', 'unconfirmed', 'expired') THEN provider_id IS NULL
            WHEN status = 'failed' THEN (provider_id IS NULL) = (refused_status IS NOT NULL)
            ELSE provider_id IS NOT NULL
        END),
    ('report_by_status',
        (report_fingerprint IS NOT NULL)
        = (status IN ('queued', 'sent', 'delivered', 'undelivered', 'rejected')
            OR (status = 'failed' AND refused_status IS NULL))),
    ('refusal_by_status',
        (refused_status IS NULL) = (refused_detail IS NULL) AND (refused_status IS NULL OR status = 'failed')),
    ('error_by_status', error_code = '' OR status IN ('undelivered', 'failed', 'rejected')),
    ('closed_with_outcome', (closed_at IS NULL) = (outcome IS NULL)),
    ('closed_at_end',
        status NOT IN ('delivered', 'undelivered', 'failed', 'rejected', 'expired')
        OR (closed_at IS NOT NULL AND outcome IS NOT NULL AND outcome = status)),
    ('outcome_known', outcome IS NULL OR outcome IN (
        'delivered', 'undelivered', 'failed', 'rejected', 'expired', 'unconfirmed', 'no_carrier_report')),
    ('cost_whole', num_nulls(cost_amount, cost_currency, cost_units) IN (0, 3)),
    ('network_whole', num_nulls(mcc, mnc) IN (0, 2)),
    -- Only what may still be submitted is due or leased, and not both.
    ('schedule_by_status',
        (due_at IS NULL AND leased_until IS NULL) OR status IN ('accepted', 'submitting', 'unconfirmed')),
    ('due_or_leased', due_at IS NULL OR leased_until IS NULL)) AS r (rule, holds)
WHERE NOT r.holds
UNION ALL
SELECT 'delivery_report', d.message_id, r.rule
FROM delivery_report d
CROSS JOIN LATERAL (VALUES
    ('status_known', status IN ('queued', 'sent', 'delivered', 'undelivered', 'failed', 'rejected', 'unknown')),
    ('verdict_known', verdict IN ('applied', 'stale', 'contradictory')),
    ('source_known', source IN ('callback', 'lookup')),
    ('fingerprint_is_sha256', octet_length(fingerprint) = 32),
    ('receipts_positive', receipts > 0)) AS r (rule, holds)
WHERE NOT r.holds;
/* liquibase rollback
DROP VIEW unsound_row;
ALTER TABLE message_event ALTER COLUMN status TYPE text;
ALTER TABLE message ALTER COLUMN status TYPE text;
DROP DOMAIN message_status;
ALTER TABLE message_event
    ADD CONSTRAINT message_event_status_known CHECK (status IN (
        'accepted', 'submitting', 'unconfirmed', 'submitted', 'queued', 'sent',
        'delivered', 'undelivered', 'failed', 'rejected', 'expired'));
ALTER TABLE delivery_report
    ADD CONSTRAINT delivery_report_status_known CHECK (status IN (
        'queued', 'sent', 'delivered', 'undelivered', 'failed', 'rejected', 'unknown')),
    ADD CONSTRAINT delivery_report_verdict_known CHECK (verdict IN ('applied', 'stale', 'contradictory')),
    ADD CONSTRAINT delivery_report_fingerprint_is_sha256 CHECK (octet_length(fingerprint) = 32),
    ADD CONSTRAINT delivery_report_receipts_positive CHECK (receipts > 0),
    ADD CONSTRAINT delivery_report_source_known CHECK (source IN ('callback', 'lookup'));
ALTER TABLE message
    ADD CONSTRAINT message_status_known CHECK (status IN (
        'accepted', 'submitting', 'unconfirmed', 'submitted', 'queued', 'sent',
        'delivered', 'undelivered', 'failed', 'rejected', 'expired')),
    ADD CONSTRAINT message_provider_id_by_status CHECK (
        CASE
        WHEN status IN ('accepted', 'submitting', 'unconfirmed', 'expired') THEN provider_id IS NULL
        WHEN status = 'failed' THEN (provider_id IS NULL) = (refused_status IS NOT NULL)
        ELSE provider_id IS NOT NULL
        END),
    ADD CONSTRAINT message_report_by_status CHECK (
        (report_fingerprint IS NOT NULL)
        = (status IN ('queued', 'sent', 'delivered', 'undelivered', 'rejected')
        OR (status = 'failed' AND refused_status IS NULL))),
    ADD CONSTRAINT message_refusal_by_status CHECK (
        (refused_status IS NULL) = (refused_detail IS NULL) AND (refused_status IS NULL OR status = 'failed')),
    ADD CONSTRAINT message_error_by_status CHECK (
        error_code = '' OR status IN ('undelivered', 'failed', 'rejected')),
    ADD CONSTRAINT message_closed_with_outcome CHECK ((closed_at IS NULL) = (outcome IS NULL)),
    ADD CONSTRAINT message_closed_at_end CHECK (
        status NOT IN ('delivered', 'undelivered', 'failed', 'rejected', 'expired')
        OR (closed_at IS NOT NULL AND outcome = status)),
    ADD CONSTRAINT message_outcome_known CHECK (outcome IN (
        'delivered', 'undelivered', 'failed', 'rejected', 'expired', 'unconfirmed', 'no_carrier_report')),
    ADD CONSTRAINT message_cost_whole CHECK (
        (cost_amount IS NULL) = (cost_currency IS NULL) AND (cost_amount IS NULL) = (cost_units IS NULL)),
    ADD CONSTRAINT message_network_whole CHECK ((mcc IS NULL) = (mnc IS NULL)),
    ADD CONSTRAINT message_schedule_by_status CHECK (
        (due_at IS NULL AND leased_until IS NULL) OR status IN ('accepted', 'submitting', 'unconfirmed')),
    ADD CONSTRAINT message_due_or_leased CHECK (due_at IS NULL OR leased_until IS NULL);
*/
