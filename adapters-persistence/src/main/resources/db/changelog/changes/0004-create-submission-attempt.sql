--liquibase formatted sql

--changeset waybill:0004-create-submission-attempt
-- The ledger of what came of our attempts to submit. Never changed.
CREATE TABLE submission_attempt (
    message_id uuid NOT NULL,
    attempt integer NOT NULL,
    outcome text NOT NULL,
    number bigint NOT NULL DEFAULT nextval('ledger_number'),
    provider_id text,
    reason text,
    http_status integer,
    retry_after_ms bigint,
    ended_at timestamptz NOT NULL,
    -- One attempt may have two outcomes: unknown when its lease ran out, and later what really happened.
    CONSTRAINT submission_attempt_pkey PRIMARY KEY (message_id, attempt, outcome),
    CONSTRAINT submission_attempt_outcome_known CHECK (outcome IN (
        'accepted', 'not_accepted', 'unauthorized', 'refused', 'unknown')),
    CONSTRAINT submission_attempt_provider_id_when_accepted CHECK ((provider_id IS NOT NULL) = (outcome = 'accepted')),
    CONSTRAINT submission_attempt_http_status_when_refused CHECK ((http_status IS NOT NULL) = (outcome = 'refused')),
    CONSTRAINT submission_attempt_reason_by_outcome CHECK (
        (reason IS NOT NULL) = (outcome IN ('not_accepted', 'refused', 'unknown')))
) PARTITION BY RANGE (message_id);

CREATE TABLE submission_attempt_default PARTITION OF submission_attempt DEFAULT;
--rollback DROP TABLE submission_attempt;
