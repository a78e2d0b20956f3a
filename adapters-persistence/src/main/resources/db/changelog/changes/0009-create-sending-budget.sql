--liquibase formatted sql

--changeset waybill:0009-create-sending-budget
-- What the account may still send, shared by all nodes; refilled as time passes by the database's clock.
CREATE TABLE sending_budget (
    singleton boolean PRIMARY KEY DEFAULT true,
    messages double precision NOT NULL,
    requests double precision NOT NULL,
    refilled_at timestamptz NOT NULL,
    CONSTRAINT sending_budget_is_single CHECK (singleton)
);

INSERT INTO sending_budget (messages, requests, refilled_at) VALUES (0, 0, now());
--rollback DROP TABLE sending_budget;
