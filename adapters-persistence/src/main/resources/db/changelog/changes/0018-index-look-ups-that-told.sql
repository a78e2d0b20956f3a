--liquibase formatted sql

--changeset waybill:0018-index-look-ups-that-told
-- What only look-ups told is counted by hour. Callbacks, which are nearly all reports, are not in it and never pay for it.
CREATE INDEX delivery_report_told_by_look_up ON delivery_report (received_at)
WHERE source = 'lookup' AND verdict = 'applied';
--rollback DROP INDEX delivery_report_told_by_look_up;
