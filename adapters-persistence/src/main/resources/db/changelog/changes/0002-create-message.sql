--liquibase formatted sql

--changeset waybill:0002-create-message
-- Partitioned by the time within the UUIDv7, so that a message can be dropped with all its history.
CREATE TABLE message (
    id uuid NOT NULL,
    sender text NOT NULL,
    recipient text NOT NULL,
    body text NOT NULL,
    client_reference text,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    status text NOT NULL,
    status_since timestamptz NOT NULL,
    provider_id text,
    error_code text NOT NULL DEFAULT '',
    refused_status integer,
    refused_detail text,
    report_fingerprint bytea,
    report_sequence integer,
    cost_amount numeric,
    cost_currency text,
    cost_units integer,
    mcc text,
    mnc text,
    further_ids integer NOT NULL DEFAULT 0,
    closed_at timestamptz,
    outcome text,
    version bigint NOT NULL,
    revision bigint NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    due_at timestamptz,
    leased_until timestamptz,
    CONSTRAINT message_pkey PRIMARY KEY (id),
    CONSTRAINT message_status_known CHECK (status IN (
        'accepted', 'submitting', 'unconfirmed', 'submitted', 'queued', 'sent',
        'delivered', 'undelivered', 'failed', 'rejected', 'expired')),
    -- What the provider named has a name; what it never saw has none; a refusal stands in for a failed message's.
    CONSTRAINT message_provider_id_by_status CHECK (
        CASE
            WHEN status IN ('accepted', 'submitting', 'unconfirmed', 'expired') THEN provider_id IS NULL
            WHEN status = 'failed' THEN (provider_id IS NULL) = (refused_status IS NOT NULL)
            ELSE provider_id IS NOT NULL
        END),
    CONSTRAINT message_report_by_status CHECK (
        (report_fingerprint IS NOT NULL)
        = (status IN ('queued', 'sent', 'delivered', 'undelivered', 'rejected')
            OR (status = 'failed' AND refused_status IS NULL))),
    CONSTRAINT message_refusal_by_status CHECK (
        (refused_status IS NULL) = (refused_detail IS NULL) AND (refused_status IS NULL OR status = 'failed')),
    CONSTRAINT message_error_by_status CHECK (
        error_code = '' OR status IN ('undelivered', 'failed', 'rejected')),
    CONSTRAINT message_closed_with_outcome CHECK ((closed_at IS NULL) = (outcome IS NULL)),
    CONSTRAINT message_closed_at_end CHECK (
        status NOT IN ('delivered', 'undelivered', 'failed', 'rejected', 'expired')
        OR (closed_at IS NOT NULL AND outcome = status)),
    CONSTRAINT message_outcome_known CHECK (outcome IN (
        'delivered', 'undelivered', 'failed', 'rejected', 'expired', 'unconfirmed', 'no_carrier_report')),
    CONSTRAINT message_cost_whole CHECK (
        (cost_amount IS NULL) = (cost_currency IS NULL) AND (cost_amount IS NULL) = (cost_units IS NULL)),
    CONSTRAINT message_network_whole CHECK ((mcc IS NULL) = (mnc IS NULL)),
    -- Only what may still be submitted is due or leased.
    CONSTRAINT message_schedule_by_status CHECK (
        (due_at IS NULL AND leased_until IS NULL) OR status IN ('accepted', 'submitting', 'unconfirmed')),
    CONSTRAINT message_due_or_leased CHECK (due_at IS NULL OR leased_until IS NULL)
) PARTITION BY RANGE (id);

-- Messages whose time lies outside every partition made ahead: a clock gone wrong must not refuse a send.
CREATE TABLE message_default PARTITION OF message DEFAULT;

CREATE INDEX message_by_provider_id ON message (provider_id) WHERE provider_id IS NOT NULL;
CREATE INDEX message_due ON message (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX message_leased ON message (leased_until) WHERE leased_until IS NOT NULL;
CREATE INDEX message_by_status ON message (status, id);
CREATE INDEX message_by_recipient ON message (recipient, id);
CREATE INDEX message_by_sender ON message (sender, id);
CREATE INDEX message_by_error_code ON message (error_code, id) WHERE error_code <> '';
CREATE INDEX message_by_client_reference ON message (client_reference, id) WHERE client_reference IS NOT NULL;
--rollback DROP TABLE message;
