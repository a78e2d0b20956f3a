package waybill.bootstrap;

import java.util.List;

/** What is configured cannot be used; every problem is named at once. */
final class ConfigurationRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConfigurationRefused(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
