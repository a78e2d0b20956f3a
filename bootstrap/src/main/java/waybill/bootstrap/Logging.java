package waybill.bootstrap;

import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import java.util.stream.Stream;

/** Sends the log to one stream, one line per event: for people on a terminal, as JSON otherwise. */
final class Logging {
    /** Libraries that tell more than an operator wants to read; kept here, since loggers are held weakly. */
    private static final List<Logger> QUIET = List.of(
            Logger.getLogger("io.helidon"),
            Logger.getLogger("liquibase"),
            Logger.getLogger("io.zonky"),
            Logger.getLogger("org.postgresql"));

    /** Warns of every single connection when the database goes away, which our own log says once. */
    private static final Logger POOL = Logger.getLogger("com.zaxxer.hikari");

    private Logging() {}

    static void start(SettingValues values, PrintStream stream) {
        QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
        POOL.setLevel(Level.SEVERE);
        var root = Logger.getLogger("");
        root.setLevel(Level.INFO);
        Stream.of(root.getHandlers()).forEach(root::removeHandler);
        root.addHandler(new FlushingHandler(stream, formatter(values)));
    }

    private static Formatter formatter(SettingValues values) {
        return switch (values.value(Setting.WAYBILL_LOG).orElse("auto")) {
            case "human" -> new HumanLogFormat();
            case "json" -> new JsonLogFormat();
            default -> isTerminal() ? new HumanLogFormat() : new JsonLogFormat();
        };
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    /** {@link StreamHandler} keeps lines back until its buffer is full. */
    private static final class FlushingHandler extends StreamHandler {
        FlushingHandler(PrintStream stream, Formatter formatter) {
            super(stream, formatter);
            setLevel(Level.ALL);
        }

        @Override
        public synchronized void publish(LogRecord record) {
            super.publish(record);
            flush();
        }
    }
}
