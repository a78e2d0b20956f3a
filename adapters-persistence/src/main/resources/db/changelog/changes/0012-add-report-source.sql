--liquibase formatted sql

--changeset waybill:0012-add-report-source
-- Whether the provider told a report or was asked for it. The default keeps writers right that do not know of it.
ALTER TABLE delivery_report
    ADD COLUMN source text NOT NULL DEFAULT 'callback',
    ADD CONSTRAINT delivery_report_source_known CHECK (source IN ('callback', 'lookup'));
--rollback ALTER TABLE delivery_report DROP COLUMN source;
