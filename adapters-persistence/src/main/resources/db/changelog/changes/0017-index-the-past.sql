--liquibase formatted sql

--changeset waybill:0017-index-the-past
-- Keys are written in the order of time, so this grows at its right edge only. A summary of ranges of pages would not do: the
-- pages of keys that were removed are filled with new ones, and a range never forgets how old it once was.
CREATE INDEX idempotency_key_by_age ON idempotency_key (created_at);

CREATE INDEX orphan_report_readable ON orphan_report (id) WHERE raw <> '';
--rollback DROP INDEX orphan_report_readable;
--rollback DROP INDEX idempotency_key_by_age;
