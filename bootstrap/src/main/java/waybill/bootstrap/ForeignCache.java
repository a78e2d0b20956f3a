package waybill.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import waybill.bootstrap.training.JarFingerprint;

/** An AOT cache that was made from another jar: the JVM would run that one's classes. */
final class ForeignCache {
    private static final String OPTION = "-XX:AOTCache=";

    private ForeignCache() {}

    /** What to do, in a sentence; empty when there is no cache, or it fits. */
    static Optional<String> problem(Map<String, String> environment) {
        return Version.jar()
                .flatMap(jar -> caches(environment)
                        .filter(cache -> !fits(cache, jar))
                        .findFirst()
                        .map(cache ->
                                ("the AOT cache %1$s was not made from %2$s, and with it the JVM would run something else:"
                                                + " make it anew with `java -XX:+UseCompactObjectHeaders -jar %2$s train %1$s`, or leave out"
                                                + " %3$s%1$s.")
                                        .formatted(cache, jar, OPTION)));
    }

    /** Wherever the JVM takes options from. One that is not there is none. */
    private static Stream<Path> caches(Map<String, String> environment) {
        var line = Stream.of(ProcessHandle.current().info().arguments().orElse(new String[0]));
        var variables = Stream.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS")
                .flatMap(name -> Stream.of(environment.getOrDefault(name, "").split("\\s+")));
        return Stream.concat(line, variables)
                .filter(option -> option.startsWith(OPTION))
                .map(option -> Path.of(option.substring(OPTION.length())))
                .filter(cache -> cache.toFile().isFile());
    }

    private static boolean fits(Path cache, Path jar) {
        try {
            return JarFingerprint.fits(cache, jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
