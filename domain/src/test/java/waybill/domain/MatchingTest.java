package waybill.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.domain.Examples.ID_A;
import static waybill.domain.Examples.ID_B;
import static waybill.domain.Examples.RECIPIENT;
import static waybill.domain.Examples.SENDER;
import static waybill.domain.Examples.after;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.domain.Matching.Finding;
import waybill.domain.Matching.Finding.Absent;
import waybill.domain.Matching.Finding.Found;
import waybill.domain.Matching.Finding.Undecided;
import waybill.domain.Matching.Owner;

class MatchingTest {
    private static final String POWERPACK = "d3b07384-d113-4ec5-a5d9-1c1b1f4a3d3e";
    private static final MessageId ONE = MessageId.of(Examples.NOW, 1, 1);
    private static final MessageId OTHER = MessageId.of(Examples.NOW, 1, 2);
    private static final Span LEFT = new Span(after(0), after(60));

    @Test
    void the_only_record_of_the_only_message_is_it() {
        assertThat(finding(owner(ONE), record(ID_A))).isEqualTo(new Found(ID_A));
    }

    @Test
    void a_message_without_a_record_is_absent() {
        assertThat(finding(owner(ONE))).isEqualTo(new Absent());
    }

    @Test
    void two_records_of_one_message_decide_nothing() {
        assertThat(finding(owner(ONE), record(ID_A), record(ID_B))).isEqualTo(new Undecided());
    }

    @Test
    void one_record_that_fits_two_messages_is_neither_s() {
        var findings = Matching.of(List.of(owner(ONE), owner(OTHER)), List.of(record(ID_A)), Set.of());

        assertThat(findings).containsEntry(ONE, new Undecided()).containsEntry(OTHER, new Undecided());
    }

    @Test
    void a_record_whose_id_some_message_has_is_nobody_else_s() {
        var findings = Matching.of(List.of(owner(ONE)), List.of(record(ID_A), record(ID_B)), Set.of(ID_A));

        assertThat(findings).containsEntry(ONE, new Found(ID_B));
    }

    @Test
    void a_record_that_two_pages_show_is_one() {
        assertThat(finding(owner(ONE), record(ID_A), record(ID_A))).isEqualTo(new Found(ID_A));
    }

    @Test
    void a_record_of_another_recipient_is_none_of_it() {
        assertThat(finding(owner(ONE), record(ID_A, SENDER.digits(), "15555550001", "", after(1))))
                .isEqualTo(new Absent());
    }

    @ParameterizedTest
    @CsvSource({"0, true", "60, true", "-1, false", "61, false"})
    void a_record_of_another_time_is_none_of_it(long seconds, boolean fits) {
        var found = finding(owner(ONE), record(ID_A, SENDER.digits(), RECIPIENT.digits(), "", after(seconds)));

        assertThat(found).isEqualTo(fits ? new Found(ID_A) : new Absent());
    }

    @Test
    void a_record_that_tells_no_time_may_be_of_any() {
        var timeless = record(ID_A, SENDER.digits(), RECIPIENT.digits(), "", Optional.empty());

        assertThat(finding(owner(ONE), timeless)).isEqualTo(new Found(ID_A));
    }

    @ParameterizedTest
    @ValueSource(strings = {"14155550100", "+14155550100", ""})
    void a_number_is_the_sender_with_or_without_its_plus_or_untold(String from) {
        assertThat(finding(owner(ONE), record(ID_A, from, "+" + RECIPIENT.digits(), "", after(1))))
                .isEqualTo(new Found(ID_A));
    }

    /** Providers replace senders that a country does not let through: to call it absent could send it twice. */
    @ParameterizedTest
    @CsvSource({"14155550100, 14155550101", "12345, 12346", "Acme, Acne"})
    void a_record_of_another_sender_is_not_found_to_be_it_but_may_be(String ours, String theirs) {
        var owner = new Owner(ONE, Sender.parse(ours), RECIPIENT, LEFT);

        assertThat(finding(owner, record(ID_A, ours, RECIPIENT.digits(), "", after(1))))
                .isEqualTo(new Found(ID_A));
        assertThat(finding(owner, record(ID_A, theirs, RECIPIENT.digits(), "", after(1))))
                .isEqualTo(new Undecided());
    }

    @Test
    void a_record_of_another_sender_that_sent_a_message_to_the_same_recipient_is_that_message_s() {
        var other = new Owner(OTHER, new PhoneNumber("+14155550101"), RECIPIENT, LEFT);
        var record = record(ID_A, "14155550101", RECIPIENT.digits(), "", after(1));

        var findings = Matching.of(List.of(owner(ONE), other), List.of(record), Set.of());

        assertThat(findings).containsEntry(ONE, new Absent()).containsEntry(OTHER, new Found(ID_A));
    }

    @Test
    void a_record_of_another_sender_does_not_keep_its_own_from_being_found() {
        var elsewhere = record(ID_B, "14155550101", RECIPIENT.digits(), "", after(1));

        assertThat(finding(owner(ONE), record(ID_A), elsewhere)).isEqualTo(new Found(ID_A));
    }

    @ParameterizedTest
    @CsvSource({
        "d3b07384-d113-4ec5-a5d9-1c1b1f4a3d3e, true",
        "D3B07384-D113-4EC5-A5D9-1C1B1F4A3D3E, true",
        "'', true",
        "00000000-d113-4ec5-a5d9-1c1b1f4a3d3e, false"
    })
    void of_a_powerpack_s_message_the_number_is_not_known_and_the_powerpack_may_be_untold(
            String powerpack, boolean fits) {
        var owner = new Owner(ONE, new Sender.Powerpack(POWERPACK), RECIPIENT, LEFT);

        assertThat(finding(owner, record(ID_A, "19995550000", RECIPIENT.digits(), powerpack, after(1))))
                .isEqualTo(fits ? new Found(ID_A) : new Undecided());
    }

    /** Whatever is listed: no record goes to two, and none where it or its message has another choice. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void no_record_is_ever_assigned_where_there_is_a_choice(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            var owners = IntStream.rangeClosed(1, random.nextInt(1, 6))
                    .mapToObj(number -> anyOwner(number, random))
                    .toList();
            var records = IntStream.range(0, random.nextInt(0, 7))
                    .mapToObj(_ -> anyRecord(random))
                    .toList();
            var known = Set.of(id(random.nextInt(9)));

            var findings = Matching.of(owners, records, known);

            assertSound(owners, records, known, findings);
        }
    }

    private static void assertSound(
            List<Owner> owners, List<DeliveryReport> records, Set<ProviderId> known, Map<MessageId, Finding> findings) {
        assertThat(findings).hasSize(owners.size());
        for (var owner : owners) {
            var mine = candidates(owner, records, known);
            var rivals = owners.stream()
                    .filter(other -> !other.id().equals(owner.id()))
                    .filter(other -> candidates(other, records, known).stream().anyMatch(mine::contains))
                    .toList();
            var unexplained = alike(owner, records, known);
            owners.forEach(other -> unexplained.removeAll(candidates(other, records, known)));
            Finding expected = mine.isEmpty() && unexplained.isEmpty()
                    ? new Absent()
                    : mine.size() == 1 && rivals.isEmpty()
                            ? new Found(mine.iterator().next())
                            : new Undecided();
            assertThat(findings).containsEntry(owner.id(), expected);
        }
    }

    /** Said again in other words: the records that this owner alone would have to choose from. */
    private static Set<ProviderId> candidates(Owner owner, List<DeliveryReport> records, Set<ProviderId> known) {
        return records(owner, records, known, Set.of(((PhoneNumber) owner.from()).digits()));
    }

    /** The same, whoever sent them. */
    private static Set<ProviderId> alike(Owner owner, List<DeliveryReport> records, Set<ProviderId> known) {
        var senders = records.stream().map(DeliveryReport::from).collect(Collectors.toSet());
        return records(owner, records, known, senders);
    }

    private static Set<ProviderId> records(
            Owner owner, List<DeliveryReport> records, Set<ProviderId> known, Set<String> senders) {
        var candidates = new HashSet<ProviderId>();
        for (int i = 0; i < records.size(); i++) {
            var record = records.get(i);
            var latest = records.reversed().stream()
                    .filter(same -> same.providerId().equals(record.providerId()))
                    .findFirst()
                    .orElseThrow();
            var time = latest.times().message().orElseThrow();
            if (!known.contains(latest.providerId())
                    && owner.to().digits().equals(latest.to())
                    && senders.contains(latest.from())
                    && !time.isBefore(owner.left().from())
                    && !time.isAfter(owner.left().until())) {
                candidates.add(latest.providerId());
            }
        }
        return candidates;
    }

    private static Owner anyOwner(int number, Random random) {
        var begin = random.nextInt(100);
        var left = new Span(after(begin), after(begin + random.nextInt(60)));
        return new Owner(MessageId.of(Examples.NOW, 1, number), number(random, "1415555010"), to(random), left);
    }

    private static DeliveryReport anyRecord(Random random) {
        return record(
                id(random.nextInt(9)),
                number(random, "1415555010").digits(),
                to(random).digits(),
                "",
                after(random.nextInt(160)));
    }

    private static PhoneNumber to(Random random) {
        return number(random, "1555555000");
    }

    private static PhoneNumber number(Random random, String prefix) {
        return new PhoneNumber("+" + prefix + random.nextInt(2));
    }

    private static ProviderId id(int number) {
        return new ProviderId("plivo-" + number);
    }

    private static Owner owner(MessageId id) {
        return new Owner(id, SENDER, RECIPIENT, LEFT);
    }

    private static Finding finding(Owner owner, DeliveryReport... records) {
        return Optional.ofNullable(
                        Matching.of(List.of(owner), List.of(records), Set.of()).get(owner.id()))
                .orElseThrow();
    }

    private static DeliveryReport record(ProviderId id) {
        return record(id, SENDER.digits(), RECIPIENT.digits(), "", after(30));
    }

    private static DeliveryReport record(ProviderId id, String from, String to, String powerpack, Instant at) {
        return record(id, from, to, powerpack, Optional.of(at));
    }

    private static DeliveryReport record(
            ProviderId id, String from, String to, String powerpack, Optional<Instant> at) {
        return new DeliveryReport(
                Examples.fingerprint(1),
                id,
                Optional.empty(),
                ReportedStatus.SENT,
                "sent",
                Optional.empty(),
                ErrorCode.NONE,
                Optional.empty(),
                Optional.empty(),
                new ProviderTimes(at, Optional.empty(), Optional.empty(), Optional.empty()),
                from,
                to,
                powerpack,
                after(90));
    }
}
