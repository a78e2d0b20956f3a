--liquibase formatted sql

--changeset waybill:0021-create-row-types
-- What the statements of the hot path are given: rows, in one array. Spread over an array a column, each column is a function
-- call of its own. A column more is a new type and a new name: nodes of the version before go on sending what they know.
CREATE TYPE message_row AS (
    id uuid,
    sender text,
    recipient text,
    body text,
    client_reference text,
    created_at timestamptz,
    expires_at timestamptz,
    scope bytea,
    key text,
    payload bytea
);

CREATE TYPE change_row AS (
    id uuid,
    revision bigint,
    before text,
    status text,
    status_since timestamptz,
    provider_id text,
    error_code text,
    refused_status integer,
    refused_detail text,
    report_fingerprint bytea,
    report_sequence integer,
    cost_amount numeric,
    cost_currency text,
    cost_units integer,
    mcc text,
    mnc text,
    further_ids integer,
    closed_at timestamptz,
    outcome text,
    awaits_report boolean,
    events integer,
    schedule text,
    delay_ms bigint
);

CREATE TYPE report_row AS (
    message_id uuid,
    verdict text,
    receipts bigint,
    authenticated_by text,
    raw bytea,
    source text,
    fingerprint bytea,
    provider_id text,
    parent_id text,
    status text,
    status_text text,
    sequence integer,
    error_code text,
    cost_amount numeric,
    cost_currency text,
    cost_units integer,
    mcc text,
    mnc text,
    message_time timestamptz,
    queued_time timestamptz,
    sent_time timestamptz,
    report_time timestamptz,
    sender text,
    recipient text,
    powerpack_id text,
    received_at timestamptz
);

CREATE TYPE attempt_row AS (
    message_id uuid,
    attempt integer,
    outcome text,
    provider_id text,
    reason text,
    http_status integer,
    retry_after_ms bigint,
    ended_at timestamptz
);

CREATE TYPE event_row AS (
    message_id uuid,
    version bigint,
    status text,
    at timestamptz
);
--rollback DROP TYPE message_row, change_row, report_row, attempt_row, event_row;
