package waybill.bootstrap.proof;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A signal of POSIX, sent by the command that every such system has. */
enum Signal {
    KILL,
    TERM,
    STOP,
    CONT;

    /** A process that is gone already is none to care about. */
    void send(long pid) {
        try {
            new ProcessBuilder("kill", "-" + name(), String.valueOf(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
