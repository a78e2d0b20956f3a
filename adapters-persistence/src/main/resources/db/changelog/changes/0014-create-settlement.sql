--liquibase formatted sql

--changeset waybill:0014-create-settlement
-- Messages with an attempt that may or may not have happened: the queue, not the evidence. Few rows, and none of them is
-- touched by a delivery report: whoever takes one looks whether it is still needed.
CREATE TABLE settlement (
    message_id uuid NOT NULL,
    attempt integer NOT NULL,
    -- When the lease of that attempt runs out; how long it is, whoever asks knows.
    lease_end timestamptz NOT NULL,
    -- When it ended: then, or sooner because its holder gave it back.
    ended_at timestamptz NOT NULL,
    next_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT settlement_pkey PRIMARY KEY (message_id)
) PARTITION BY RANGE (message_id);

CREATE TABLE settlement_default PARTITION OF settlement DEFAULT;

CREATE INDEX settlement_by_next ON settlement (next_at);

-- The ledger of listings that did not tell whether an attempt happened. Never changed.
CREATE TABLE message_listing (
    message_id uuid NOT NULL,
    attempt integer NOT NULL,
    begun_at timestamptz NOT NULL,
    number bigint NOT NULL DEFAULT nextval('ledger_number'),
    finding text NOT NULL,
    window_from timestamptz NOT NULL,
    window_until timestamptz NOT NULL,
    records integer NOT NULL,
    ended_at timestamptz NOT NULL,
    CONSTRAINT message_listing_pkey PRIMARY KEY (message_id, attempt, begun_at),
    CONSTRAINT message_listing_finding_known CHECK (finding IN ('absent', 'undecided')),
    CONSTRAINT message_listing_window_whole CHECK (window_from <= window_until),
    CONSTRAINT message_listing_records_counted CHECK (records >= 0)
) PARTITION BY RANGE (message_id);

CREATE TABLE message_listing_default PARTITION OF message_listing DEFAULT;

-- How many pages of the provider's list may be asked for, beside what all requests may.
ALTER TABLE sending_budget
    ADD COLUMN lists double precision NOT NULL DEFAULT 0,
    ADD COLUMN lists_refilled_at timestamptz NOT NULL DEFAULT now();
--rollback ALTER TABLE sending_budget DROP COLUMN lists, DROP COLUMN lists_refilled_at;
--rollback DROP TABLE message_listing;
--rollback DROP TABLE settlement;
