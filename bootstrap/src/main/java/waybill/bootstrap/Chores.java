package waybill.bootstrap;

import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import waybill.adapter.persistence.Database;
import waybill.application.port.in.ForgetPast.Forgotten;
import waybill.application.port.out.Telemetry;
import waybill.application.service.ForgetPastService;
import waybill.application.service.RedactPastService;

/** What is done once an hour. */
final class Chores {
    private static final System.Logger LOG = System.getLogger(Chores.class.getName());

    private Chores() {}

    /** Partitions are made ahead; what is personal, and the past itself, goes when it is as old as the configuration says. */
    static List<Upkeep.Chore> of(WaybillConfig config, Database database, InstantSource clock, Telemetry telemetry) {
        var chores = new ArrayList<Upkeep.Chore>(List.of(database::ensurePartitions));
        var past = database.past();
        config.keeping().redactAfter().ifPresent(age -> {
            var redact = new RedactPastService(past, age, clock, Thread::sleep, telemetry);
            chores.add(() -> {
                int redacted = redact.redact();
                if (redacted > 0) {
                    LOG.log(Level.INFO, "{0} messages and orphaned reports were redacted", redacted);
                }
            });
        });
        config.keeping().retention().ifPresent(age -> {
            var forget = new ForgetPastService(past, age, clock, Thread::sleep, telemetry);
            chores.add(() -> {
                var forgotten = forget.forget();
                if (!forgotten.equals(Forgotten.NOTHING)) {
                    LOG.log(Level.INFO, "{0} months and {1} rows were removed", forgotten.months(), forgotten.rows());
                }
            });
        });
        return chores;
    }
}
