--liquibase formatted sql

--changeset waybill:0005-create-message-event
CREATE SEQUENCE event_number AS bigint CACHE 1;

-- One row for each change of status. Readers go below the oldest running transaction: commit order is not number order.
CREATE TABLE message_event (
    message_id uuid NOT NULL,
    version bigint NOT NULL,
    status text NOT NULL,
    at timestamptz NOT NULL,
    epoch integer NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    number bigint NOT NULL DEFAULT nextval('event_number'),
    CONSTRAINT message_event_pkey PRIMARY KEY (message_id, version),
    CONSTRAINT message_event_status_known CHECK (status IN (
        'accepted', 'submitting', 'unconfirmed', 'submitted', 'queued', 'sent',
        'delivered', 'undelivered', 'failed', 'rejected', 'expired'))
) PARTITION BY RANGE (message_id);

CREATE TABLE message_event_default PARTITION OF message_event DEFAULT;

CREATE INDEX message_event_by_cursor ON message_event (epoch, xid, number);
--rollback DROP TABLE message_event;
--rollback DROP SEQUENCE event_number;
