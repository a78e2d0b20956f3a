--liquibase formatted sql

--changeset waybill:0006-create-orphan-report
-- Verified reports without a message, and those that cannot be understood. Not partitioned: no message gives them a time.
CREATE TABLE orphan_report (
    id uuid NOT NULL,
    fingerprint bytea NOT NULL,
    own_id text,
    unusable boolean NOT NULL,
    provider_id text NOT NULL,
    parent_id text,
    status text NOT NULL,
    status_text text NOT NULL,
    sequence integer,
    error_code text NOT NULL,
    cost_amount numeric,
    cost_currency text,
    cost_units integer,
    mcc text,
    mnc text,
    message_time timestamptz,
    queued_time timestamptz,
    sent_time timestamptz,
    report_time timestamptz,
    sender text NOT NULL,
    recipient text NOT NULL,
    powerpack_id text NOT NULL,
    authenticated_by text NOT NULL,
    raw bytea,
    received_at timestamptz NOT NULL,
    receipts bigint NOT NULL,
    last_received_at timestamptz NOT NULL,
    CONSTRAINT orphan_report_pkey PRIMARY KEY (id),
    CONSTRAINT orphan_report_fingerprint_unique UNIQUE (fingerprint),
    CONSTRAINT orphan_report_fingerprint_is_sha256 CHECK (octet_length(fingerprint) = 32),
    CONSTRAINT orphan_report_receipts_positive CHECK (receipts > 0)
);

CREATE INDEX orphan_report_by_provider_id ON orphan_report (provider_id) WHERE NOT unusable;
--rollback DROP TABLE orphan_report;
