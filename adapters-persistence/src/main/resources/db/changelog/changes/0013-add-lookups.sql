--liquibase formatted sql

--changeset waybill:0013-add-lookups
-- When the provider is asked about an open message next, and how often it was since the last change.
ALTER TABLE message
    ADD COLUMN next_lookup_at timestamptz,
    ADD COLUMN lookups integer NOT NULL DEFAULT 0;

CREATE INDEX message_lookup ON message (next_lookup_at) WHERE next_lookup_at IS NOT NULL;

UPDATE message SET next_lookup_at = now()
WHERE closed_at IS NULL AND status IN ('unconfirmed', 'submitted', 'queued', 'sent');

-- What look-ups may still take of the account's requests, beside what all requests may.
ALTER TABLE sending_budget
    ADD COLUMN lookups double precision NOT NULL DEFAULT 0,
    ADD COLUMN lookups_refilled_at timestamptz NOT NULL DEFAULT now();
--rollback ALTER TABLE sending_budget DROP COLUMN lookups, DROP COLUMN lookups_refilled_at;
--rollback DROP INDEX message_lookup;
--rollback ALTER TABLE message DROP COLUMN next_lookup_at, DROP COLUMN lookups;
