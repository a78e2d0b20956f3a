package waybill.application.port.in;

import java.util.UUID;
import waybill.application.port.out.OrphanReport;
import waybill.application.port.out.OrphanReports.OrphanQuery;
import waybill.application.port.out.Page;

/** Lists the reports that belong to no message we know, newest first. */
@FunctionalInterface
public interface ListOrphanReports {
    Page<OrphanReport, UUID> list(OrphanQuery query);
}
