--liquibase formatted sql

--changeset waybill:0003-create-delivery-report
-- One order for all evidence: within a message it is the order in which it was written.
CREATE SEQUENCE ledger_number AS bigint CACHE 1;

-- The ledger of reports. Of its columns only receipts and last_received_at ever change; redaction nulls raw.
CREATE TABLE delivery_report (
    message_id uuid NOT NULL,
    fingerprint bytea NOT NULL,
    number bigint NOT NULL DEFAULT nextval('ledger_number'),
    provider_id text NOT NULL,
    parent_id text,
    status text NOT NULL,
    status_text text NOT NULL,
    verdict text NOT NULL,
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
    CONSTRAINT delivery_report_pkey PRIMARY KEY (message_id, fingerprint),
    CONSTRAINT delivery_report_status_known CHECK (status IN (
        'queued', 'sent', 'delivered', 'undelivered', 'failed', 'rejected', 'unknown')),
    CONSTRAINT delivery_report_verdict_known CHECK (verdict IN ('applied', 'stale', 'contradictory')),
    CONSTRAINT delivery_report_fingerprint_is_sha256 CHECK (octet_length(fingerprint) = 32),
    CONSTRAINT delivery_report_receipts_positive CHECK (receipts > 0)
) PARTITION BY RANGE (message_id);

CREATE TABLE delivery_report_default PARTITION OF delivery_report DEFAULT;
--rollback DROP TABLE delivery_report;
--rollback DROP SEQUENCE ledger_number;
