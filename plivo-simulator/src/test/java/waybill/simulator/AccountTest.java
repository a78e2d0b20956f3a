package waybill.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccountTest {

    private static final CallbackTarget TARGET = new CallbackTarget.Through(URI.create("http://127.0.0.1:8080"));
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123456Z");

    /** By which 200,000 messages fit a heap of 256 MB with room to spare; compact headers take a sixth less. */
    private static final long MAX_BYTES_A_MESSAGE = 800;

    /** On a machine with so much memory that a reference takes eight bytes; not with a heap of 256 MB. */
    private static final long MAX_BYTES_WITH_WIDE_REFERENCES = 1_000;

    @Test
    void a_message_that_has_ended_takes_less_than_a_kilobyte() {
        int messages = 40_000;
        var account = new Account(() -> NOW, messages);
        delivered(account, messages);
        account = new Account(() -> NOW, messages);
        long before = usedBytes();

        delivered(account, messages);

        assertThat((usedBytes() - before) / messages).isBetween(100L, maxBytesAMessage());
        assertThat(account.truths()).hasSize(messages);
    }

    @Test
    void only_the_newest_are_remembered() {
        var account = new Account(() -> NOW, 3);

        for (int i = 1; i <= 5; i++) {
            accepted(account, i, "https://example.com/" + i);
        }

        assertThat(account.truths())
                .extracting(MessageTruth::to)
                .containsExactly("14160000005", "14160000004", "14160000003");
        assertThat(account.newestFirst())
                .extracting(SimulatedMessage::to)
                .containsExactly("14160000005", "14160000004", "14160000003");
        assertThat(account.acceptedTotal()).isEqualTo(5);
    }

    @Test
    void of_a_send_that_is_accepted_again_and_again_the_newest_are_remembered() {
        var account = new Account(() -> NOW, 3);
        for (int i = 1; i <= 4; i++) {
            accepted(account, 7, "");
        }
        var newest = accepted(account, 7, "");

        var truth = account.truths().findFirst().orElseThrow();

        assertThat(account.truths()).hasSize(1);
        assertThat(truth.accepted()).isEqualTo(5);
        assertThat(truth.messageUuids()).hasSize(3).endsWith(newest.uuid().toString());
    }

    @Test
    void a_send_is_forgotten_with_its_last_message() {
        var account = new Account(() -> NOW, 3);
        accepted(account, 1, "");

        for (int i = 1; i <= 3; i++) {
            accepted(account, 2, "");
        }

        assertThat(account.truths()).extracting(MessageTruth::to).containsExactly("14160000002");
    }

    /** Each with strings of its own, as they come from the wire. */
    private static SimulatedMessage accepted(Account account, int number, String url) {
        var body = """
                {"src": "14155550100", "dst": "+1416%07d", "text": "Your code is %06d", "url": "%s", "method": "POST"}
                """.formatted(number, number, url);
        var request = SendRequestReader.read("application/json", body.getBytes(UTF_8), TARGET);
        return account.accept(request, String.join(".", "127", "0", "0", "1")).getFirst();
    }

    private static void delivered(Account account, int messages) {
        for (int i = 0; i < messages; i++) {
            var url = "https://sms.example.com/v1/callbacks/plivo/" + UUID.randomUUID();
            var message = accepted(account, i, url);
            for (var progress : new Progress[] {
                message.progress(),
                new Progress.Sent(NOW.plusMillis(1)),
                new Progress.Delivered(NOW.plusMillis(1), NOW.plusMillis(2))
            }) {
                int sequence = message.tally().reports().size() + 1;
                message.advance(progress, () -> message.tally().generatedOne(sequence, progress.status()));
                message.tally().triedOne();
                message.tally().acknowledgedOne(sequence);
            }
        }
    }

    private static long maxBytesAMessage() {
        var compressed = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("UseCompressedOops")
                .getValue();
        return compressed.equals("true") ? MAX_BYTES_A_MESSAGE : MAX_BYTES_WITH_WIDE_REFERENCES;
    }

    private static long usedBytes() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
