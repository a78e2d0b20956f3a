package waybill.benchmarks;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be done when this process has ended without doing it, be it by SIGKILL: a shell waits for that, reading from
 * a pipe whose other end closes with us.
 */
final class LastWill implements AutoCloseable {
    /** Deaf to what a terminal sends to all of us at once; a line instead of the pipe's end revokes the will. */
    private static final String WAIT = "trap '' HUP INT TERM; read -r revoked && exit\n";

    private final Process shell;

    private LastWill(Process shell) {
        this.shell = shell;
    }

    /** @param arguments of the script, as {@code $1} and so on */
    static LastWill of(String script, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("sh", "-c", WAIT + script, "last-will"));
        command.addAll(List.of(arguments));
        var shell = new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        return new LastWill(shell);
    }

    /** Revokes it, as often as one likes. */
    @Override
    public void close() {
        try (var pipe = shell.getOutputStream()) {
            pipe.write('\n');
        } catch (IOException _) {
            // It is revoked already.
        }
    }
}
