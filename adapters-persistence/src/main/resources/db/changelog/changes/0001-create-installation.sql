--liquibase formatted sql

--changeset waybill:0001-create-installation
-- What this database belongs to. One row: demo and live never mix, nor do two accounts.
CREATE TABLE installation (
    singleton boolean PRIMARY KEY DEFAULT true,
    kind text NOT NULL,
    account text NOT NULL,
    -- Rises when a dump is restored into another cluster, whose transaction ids begin anew.
    epoch integer NOT NULL DEFAULT 1,
    system_identifier bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT installation_is_single CHECK (singleton),
    CONSTRAINT installation_kind_known CHECK (kind IN ('demo', 'live'))
);
--rollback DROP TABLE installation;
