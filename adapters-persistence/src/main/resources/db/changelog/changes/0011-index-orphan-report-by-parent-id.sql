--liquibase formatted sql

--changeset waybill:0011-index-orphan-report-by-parent-id
-- A report of a part is matched by the id of the whole. Few have one, so the index stays small.
CREATE INDEX orphan_report_by_parent_id ON orphan_report (parent_id) WHERE parent_id IS NOT NULL AND NOT unusable;
--rollback DROP INDEX orphan_report_by_parent_id;
