package waybill.adapter.plivo;

import static org.assertj.core.api.Assertions.assertThat;

import com.plivo.api.exceptions.PlivoRestException;
import com.plivo.api.exceptions.PlivoValidationException;
import com.plivo.api.models.message.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressesTest {
    private static final InetAddress ONE = address(1);
    private static final InetAddress OTHER = address(2);
    private static final InetAddress THIRD = address(3);

    private List<InetAddress> known = List.of(ONE, OTHER, THIRD);
    private final Addresses addresses = new Addresses(_ -> known);

    @Test
    void they_are_tried_as_they_are_told() throws UnknownHostException {
        assertThat(addresses.lookup("api")).containsExactly(ONE, OTHER, THIRD);
    }

    @Test
    void one_out_of_reach_is_tried_last_until_it_is_reached() throws UnknownHostException {
        addresses.notReached(ONE);
        assertThat(addresses.lookup("api")).containsExactly(OTHER, THIRD, ONE);

        addresses.reached(ONE);

        assertThat(addresses.lookup("api")).containsExactly(ONE, OTHER, THIRD);
    }

    @Test
    void of_those_out_of_reach_each_has_its_turn() throws UnknownHostException {
        var tried = new ArrayList<InetAddress>();
        for (int i = 0; i < 6; i++) {
            var next = addresses.lookup("api").getFirst();
            tried.add(next);
            addresses.notReached(next);
        }

        assertThat(tried).containsExactly(ONE, OTHER, THIRD, ONE, OTHER, THIRD);
    }

    @Test
    void what_a_name_no_longer_stands_for_is_forgotten() throws UnknownHostException {
        addresses.notReached(ONE);
        known = List.of(OTHER);
        assertThat(addresses.lookup("api")).containsExactly(OTHER);

        known = List.of(ONE, OTHER);

        assertThat(addresses.lookup("api")).containsExactly(ONE, OTHER);
    }

    @Test
    void behind_an_address_where_nobody_listens_the_next_one_answers() throws IOException {
        try (var server = HostileServer.answering(HostileServer.accepted("one"))) {
            int port = server.url().getPort();
            var account = TestAccounts.at(URI.create("http://api.example.com:" + port), Duration.ofSeconds(20));
            var listening = InetAddress.getByName(server.url().getHost());
            try (var client = HardenedClient.of(account, _ -> List.of(OTHER, listening))) {
                assertThat(status(client)).isZero();
                assertThat(status(client)).isEqualTo(202);
                assertThat(status(client)).isEqualTo(202);
            }
        }
    }

    /** Of the answer; 0 when none came. */
    private static int status(HardenedClient client) {
        var wire = new Wire();
        return wire.watch(() -> {
            try {
                Message.getter("one").client(client).get();
            } catch (IOException | PlivoRestException | PlivoValidationException _) {
                // The wire tells.
            }
            return wire.status().orElse(0);
        });
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) last});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
