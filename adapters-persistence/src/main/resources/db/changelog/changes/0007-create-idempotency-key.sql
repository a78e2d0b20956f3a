--liquibase formatted sql

--changeset waybill:0007-create-idempotency-key
CREATE TABLE idempotency_key (
    scope bytea NOT NULL,
    key text NOT NULL,
    payload bytea NOT NULL,
    message_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT idempotency_key_pkey PRIMARY KEY (scope, key)
);
--rollback DROP TABLE idempotency_key;
