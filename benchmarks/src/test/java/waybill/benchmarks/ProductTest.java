package waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProductTest {
    private final Product product =
            new Product(Path.of("waybill.jar"), List.of("-Xmx256m"), Optional.of(Path.of("server.jfr")));

    @Test
    void only_what_serves_is_recorded() {
        assertThat(product.serveCommand())
                .anyMatch(word ->
                        word.endsWith("filename=" + Path.of("server.jfr").toAbsolutePath()));
        assertThat(product.simulateCommand(1, 2)).noneMatch(word -> word.contains("FlightRecording"));
    }

    @Test
    void what_it_is_held_against_has_the_same_options_but_for_a_cache_of_other_classes() {
        var optimised = new Product(product.jar(), List.of("-XX:AOTCache=waybill.aot", "-Xmx256m"), product.profile());

        assertThat(optimised.optionsForOthers()).containsExactly("-Xmx256m");
    }

    @Test
    void what_comes_later_in_a_run_does_not_overwrite_the_recording() {
        assertThat(product.unprofiled().serveCommand())
                .contains("-Xmx256m", "serve")
                .noneMatch(word -> word.contains("FlightRecording"));
    }
}
