package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.application.service.AcknowledgementWatch.FEWEST_REPEATS;
import static waybill.application.service.AcknowledgementWatch.SAMPLE;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcknowledgementWatchTest {
    private static final String ADVICE = "answer otherwise";

    private final AcknowledgementWatch watch = new AcknowledgementWatch(ADVICE);
    private final Logger logger = Logger.getLogger(AcknowledgementWatch.class.getName());
    private final List<LogRecord> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    @Test
    void a_few_repeats_are_nothing() {
        take(FEWEST_REPEATS - 1, true);

        assertThat(watch.readiness().problem()).isEmpty();
        assertThat(logged).isEmpty();
    }

    @Test
    void repeats_among_many_others_are_nothing() {
        take(SAMPLE / 2, false);
        take(SAMPLE / 2 - 1, true);

        assertThat(watch.readiness().problem()).isEmpty();
        assertThat(logged).isEmpty();
    }

    @Test
    void when_most_are_repeats_it_says_so_once_in_the_log_and_always_in_health() {
        for (int i = 0; i < SAMPLE; i++) {
            take(1, false);
            take(3, true);
        }

        assertThat(watch.readiness().problem()).hasValue(ADVICE);
        assertThat(logged).hasSize(1);
        assertThat(logged.getFirst().getParameters()).containsExactly(ADVICE);
    }

    @Test
    void one_message_whose_callbacks_were_all_sent_four_times_is_enough() {
        take(3, false);
        take(9, true);

        assertThat(watch.readiness().problem()).isPresent();
    }

    @Test
    void health_recovers_when_the_repeats_cease() {
        take(SAMPLE, true);

        take(SAMPLE, false);

        assertThat(watch.readiness().problem()).isEmpty();
    }

    @Test
    void it_does_not_make_the_service_unready() {
        assertThat(watch.readiness().isEssential()).isFalse();
    }

    private void take(int callbacks, boolean isRepeat) {
        for (int i = 0; i < callbacks; i++) {
            watch.taken(isRepeat);
        }
    }
}
