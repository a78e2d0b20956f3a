package waybill.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import waybill.adapter.persistence.embedded.EmbeddedPostgresException;

/** What is said of a failure: its own message where that is meant to be read, else with what kind of failure it is. */
final class Sentence {
    private Sentence() {}

    static String of(Exception failure) {
        return switch (failure) {
            case Lost lost -> "LOST: " + lost.getMessage();
            case DatabaseFailed database -> "the database failed: " + database.getMessage();
            case EmbeddedPostgresException postgres -> String.valueOf(postgres.getMessage());
            case IllegalStateException state -> String.valueOf(state.getMessage());
            case UncheckedIOException unchecked -> "input or output failed: " + unchecked.getMessage();
            case IOException io -> "input or output failed: " + io;
            default -> "this failed, and should not: " + failure;
        };
    }
}
