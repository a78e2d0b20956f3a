package waybill.adapter.plivo;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.adapter.plivo.TestCallback.RECEIVED_AT;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.adapter.plivo.Signer.Pair;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.ReceivedReport.Content;
import waybill.domain.Cost;
import waybill.domain.DeliveryReport;
import waybill.domain.ErrorCode;
import waybill.domain.Network;
import waybill.domain.ProviderId;
import waybill.domain.ProviderTimes;
import waybill.domain.ReportedStatus;

/** What an authentic report says. Whatever a value is, the report is taken in. */
class ReportDecoderTest {
    private static final String ID = "5b40a428-bfc7-4daf-9d06-726c558bf3b8";

    @Test
    void a_full_report_is_understood() {
        var received = decode(
                new Pair("MessageUUID", ID),
                new Pair("ParentMessageUUID", "p"),
                new Pair("To", "14157778888"),
                new Pair("From", "14156667777"),
                new Pair("Status", "undelivered"),
                new Pair("Type", "sms"),
                new Pair("Units", "2"),
                new Pair("TotalRate", "0.00350"),
                new Pair("TotalAmount", "0.00700"),
                new Pair("MCC", "310"),
                new Pair("MNC", "260"),
                new Pair("ErrorCode", "050"),
                new Pair("PartInfo", "1 of 2"),
                new Pair("Sequence", "3"),
                new Pair("MessageTime", "2026-11-20 10:11:12.123456"),
                new Pair("QueuedTime", "2026-11-20 10:11:12.2"),
                new Pair("SentTime", "2026-11-20 10:11:12"),
                new Pair("DeliveryReportTime", "2026-11-20 15:41:14+05:30"),
                new Pair("PowerpackUUID", "pp"),
                new Pair("requester_ip", "203.0.113.7"),
                new Pair("New", "1"));

        var report = report(received);
        assertThat(report)
                .isEqualTo(new DeliveryReport(
                        received.fingerprint(),
                        new ProviderId(ID),
                        Optional.of(new ProviderId("p")),
                        ReportedStatus.UNDELIVERED,
                        "undelivered",
                        Optional.of(3),
                        new ErrorCode("50"),
                        Optional.of(new Cost(new BigDecimal("0.00700"), "USD", 2)),
                        Optional.of(new Network("310", "260")),
                        new ProviderTimes(
                                Optional.of(Instant.parse("2026-11-20T10:11:12.123456Z")),
                                Optional.of(Instant.parse("2026-11-20T10:11:12.2Z")),
                                Optional.of(Instant.parse("2026-11-20T10:11:12Z")),
                                Optional.of(Instant.parse("2026-11-20T10:11:14Z"))),
                        "14156667777",
                        "14157778888",
                        "pp",
                        RECEIVED_AT));
    }

    @Test
    void id_and_status_are_all_that_a_report_needs() {
        var report = report(decode(new Pair("MessageUUID", ID), new Pair("Status", "sent")));

        assertThat(report)
                .isEqualTo(new DeliveryReport(
                        report.fingerprint(),
                        new ProviderId(ID),
                        Optional.empty(),
                        ReportedStatus.SENT,
                        "sent",
                        Optional.empty(),
                        ErrorCode.NONE,
                        Optional.empty(),
                        Optional.empty(),
                        ProviderTimes.NONE,
                        "",
                        "",
                        "",
                        RECEIVED_AT));
    }

    @ParameterizedTest
    @CsvSource({
        "queued, QUEUED", "SENT, SENT", "Delivered, DELIVERED", "undelivered, UNDELIVERED", "failed, FAILED",
        "rejected, REJECTED", "read, UNKNOWN", "delivered!, UNKNOWN", "\u017Fent, UNKNOWN", "' sent ', SENT"
    })
    void a_status_is_known_in_any_case_or_kept(String text, ReportedStatus status) {
        var report = report(decode(new Pair("MessageUUID", ID), new Pair("Status", text)));

        assertThat(report.status()).isEqualTo(status);
        assertThat(report.statusText()).isEqualTo(text);
    }

    @Test
    void without_id_or_status_it_is_unusable_and_still_taken_in() {
        assertThat(decode().content()).isEqualTo(new Content.Unusable("", "", "", ""));
        assertThat(decode(new Pair("MessageUUID", ID), new Pair("From", "1"), new Pair("To", "2"))
                        .content())
                .isEqualTo(new Content.Unusable(ID, "", "1", "2"));
        assertThat(decode(new Pair("MessageUUID", " "), new Pair("Status", "sent"))
                        .content())
                .isEqualTo(new Content.Unusable(" ", "sent", "", ""));
        assertThat(decode(new Pair("MessageUUID", ID), new Pair("Status", " \t"))
                        .content())
                .isEqualTo(new Content.Unusable(ID, " \uFFFD", "", ""));
        assertThat(decode(new Pair("MessageUUID", "a\0b"), new Pair("Status", "sent"))
                        .content())
                .isEqualTo(new Content.Unusable("a\uFFFDb", "sent", "", ""));
        assertThat(decode(new Pair("MessageUUID", "x".repeat(101)), new Pair("Status", "sent"))
                        .content())
                .isEqualTo(new Content.Unusable("x".repeat(100), "sent", "", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "1e5",
                "0x10",
                "1,5",
                ".5",
                "5.",
                "NaN",
                "1E1000000000",
                "12345678901",
                "0.12345678901",
                "\u0661",
                "+1"
            })
    void an_amount_that_cannot_be_read_is_no_cost(String amount) {
        assertThat(report(usable(new Pair("TotalAmount", amount), new Pair("Units", "1")))
                        .cost())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "0, 0", "'', 1", "-1, 1", "x, 1", "99999, 1", "999999999999, 1"})
    void units_that_cannot_be_read_are_one(String units, int understood) {
        assertThat(report(usable(new Pair("TotalAmount", "0.00350"), new Pair("Units", units)))
                        .cost())
                .contains(new Cost(new BigDecimal("0.00350"), "USD", understood));
    }

    @ParameterizedTest
    @CsvSource({"310, ''", "'', 260", "' ', 260", "310, x", "3100, 260", "310, -1"})
    void half_a_network_is_none(String mcc, String mnc) {
        assertThat(report(usable(new Pair("MCC", mcc), new Pair("MNC", mnc))).network())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "x", "1.0", "9999999999", "+1"})
    void a_sequence_that_cannot_be_read_is_none(String sequence) {
        assertThat(report(usable(new Pair("Sequence", sequence))).sequence()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-02-30 10:11:12",
                "2026-11-20",
                "2026-11-20T10:11:12Z",
                "2026-11-20 25:00:00",
                "0000-01-01 00:00:00",
                "-999999999-01-01 00:00:00",
                "99999-01-01 00:00:00",
                "+99999-01-01 00:00:00",
                "2026-11-20 10:11:12+99:00",
                "2026-11-20 10:11:12 x"
            })
    void a_time_that_cannot_be_read_is_none(String time) {
        assertThat(report(usable(new Pair("SentTime", time))).times().sent()).isEmpty();
    }

    @Test
    void of_a_repeated_parameter_the_first_counts() {
        var report = report(decode(
                new Pair("Status", "sent"),
                new Pair("MessageUUID", ID),
                new Pair("Status", "delivered"),
                new Pair("MessageUUID", "a")));

        assertThat(report.providerId()).isEqualTo(new ProviderId(ID));
        assertThat(report.status()).isEqualTo(ReportedStatus.SENT);
    }

    @Test
    void text_is_made_fit_for_a_column() {
        var report = report(usable(
                new Pair("From", "a\0b\n\u0085"),
                new Pair("To", "x".repeat(99) + "😀"),
                new Pair("PowerpackUUID", "x".repeat(98) + "😀x"),
                new Pair("ErrorCode", "\0")));

        assertThat(report.from()).isEqualTo("a\uFFFDb\uFFFD\uFFFD");
        assertThat(report.to()).isEqualTo("x".repeat(99));
        assertThat(report.powerpackId()).isEqualTo("x".repeat(98) + "😀");
        assertThat(report.errorCode().isNone()).isFalse();
    }

    @Test
    void a_fingerprint_tells_apart_what_reads_alike_run_together() {
        assertThat(List.of(
                        decode(new Pair("ab", "c")).fingerprint(),
                        decode(new Pair("a", "bc")).fingerprint(),
                        decode(new Pair("abc", "")).fingerprint(),
                        // Nor what reads alike with NULs in between.
                        decode(new Pair("a\0\0", "b")).fingerprint(),
                        decode(new Pair("a", "\0\0b")).fingerprint(),
                        decode(new Pair("a", "b"), new Pair("c", "")).fingerprint(),
                        decode(new Pair("ab", "c"), new Pair("", "")).fingerprint(),
                        decode(new Pair("ab", "c"), new Pair("ab", "c")).fingerprint(),
                        decode().fingerprint()))
                .doesNotHaveDuplicates();
    }

    private static ReceivedReport usable(Pair... pairs) {
        var all = new ArrayList<>(List.of(new Pair("MessageUUID", ID), new Pair("Status", "sent")));
        all.addAll(List.of(pairs));
        return decode(all.toArray(Pair[]::new));
    }

    private static ReceivedReport decode(Pair... pairs) {
        try {
            var callback = Callback.read(new TestCallback().form(List.of(pairs)).request());
            return ReportDecoder.decode(callback.orElseThrow(), "V3", false);
        } catch (Unreadable e) {
            throw new AssertionError(e);
        }
    }

    private static DeliveryReport report(ReceivedReport received) {
        assertThat(received.content()).isInstanceOf(Content.Usable.class);
        return ((Content.Usable) received.content()).report();
    }
}
