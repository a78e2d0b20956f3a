--liquibase formatted sql

--changeset waybill:0017-index-the-past
-- Keys are written in the order of time, so that a summary of each range of pages finds the old ones at no cost to a send.
CREATE INDEX idempotency_key_by_age ON idempotency_key USING brin (created_at) WITH (pages_per_range = 16);

CREATE INDEX orphan_report_readable ON orphan_report (id) WHERE raw <> '';
--rollback DROP INDEX orphan_report_readable;
--rollback DROP INDEX idempotency_key_by_age;
