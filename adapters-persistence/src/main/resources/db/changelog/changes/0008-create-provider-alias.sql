--liquibase formatted sql

--changeset waybill:0008-create-provider-alias
-- Every id of a message that the provider knows under more than one: such a message was sent more than once.
CREATE TABLE provider_alias (
    provider_id text NOT NULL,
    message_id uuid NOT NULL,
    CONSTRAINT provider_alias_pkey PRIMARY KEY (provider_id, message_id)
);
--rollback DROP TABLE provider_alias;
