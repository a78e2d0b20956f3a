package waybill.bootstrap;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What is running, and where it came from. */
final class Version {
    private Version() {}

    /** As written in the jar's manifest. */
    static String current() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(unpackaged)");
    }

    /** Empty when the classes do not come from a jar. */
    static Optional<Path> directoryOfJar() {
        return jar().flatMap(jar -> Optional.ofNullable(jar.getParent()));
    }

    /** Empty when the classes do not come from a jar. */
    static Optional<Path> jar() {
        try {
            var source = Version.class.getProtectionDomain().getCodeSource();
            var place = Path.of(source.getLocation().toURI());
            return Files.isRegularFile(place) ? Optional.of(place.toAbsolutePath()) : Optional.empty();
        } catch (URISyntaxException | RuntimeException _) {
            return Optional.empty();
        }
    }
}
