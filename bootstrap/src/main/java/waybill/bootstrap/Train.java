package waybill.bootstrap;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import waybill.bootstrap.training.TrainingRun;

/** Makes the AOT cache that lets this jar start faster on this machine. */
final class Train {
    private Train() {}

    static int run(List<String> arguments, SettingValues values, PrintStream out, PrintStream err) {
        var jar = Version.jar();
        if (arguments.size() > 1
                || (!arguments.isEmpty() && arguments.getFirst().startsWith("-"))) {
            err.println("waybill: `waybill train` takes one argument, the file to write.");
            return 2;
        }
        if (jar.isEmpty()) {
            err.println("waybill: only the finished jar can be trained.");
            return 2;
        }
        var cache = arguments.isEmpty()
                ? Path.of(jar.get().toString().replaceFirst("\\.jar$", "") + ".aot")
                : Path.of(arguments.getFirst()).toAbsolutePath();
        Logging.start(values, err);
        Logger.getLogger("").setLevel(Level.WARNING);
        return train(jar.get(), cache, out, err);
    }

    private static int train(Path jar, Path cache, PrintStream out, PrintStream err) {
        try {
            var directory = Files.createTempDirectory("waybill-train-");
            try (var _ = StoppableRun.begin()) {
                try {
                    new TrainingRun(jar, directory).writeTo(cache);
                } finally {
                    Directories.delete(directory);
                }
            }
            out.printf("%s: %,d KiB; use it with -XX:AOTCache=%1$s%n", cache, Files.size(cache) / 1024);
            return 0;
        } catch (IOException e) {
            return failed(err, e.getMessage());
        } catch (RuntimeException e) {
            return failed(err, Causes.of(e));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static int failed(PrintStream err, @Nullable String why) {
        err.println("waybill: no AOT cache was made, so that starts take longer: " + why);
        return 1;
    }
}
