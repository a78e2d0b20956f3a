package waybill.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.application.port.in.ReceiveDeliveryCallback.Result;
import waybill.application.port.in.RecordDeliveryReports.Outcome;
import waybill.application.port.out.CallbackAuthenticator;
import waybill.application.port.out.CallbackAuthenticator.Authentication;
import waybill.application.port.out.CallbackAuthenticator.CallbackRequest;
import waybill.application.port.out.Examples;
import waybill.application.port.out.RawBody;
import waybill.application.port.out.ReceivedReport;
import waybill.application.port.out.StoreUnavailable;
import waybill.domain.ReportedStatus;
import waybill.domain.Verdict;

class ReceiveDeliveryCallbackServiceTest {
    private static final CallbackRequest REQUEST = new CallbackRequest(
            "POST",
            "/callbacks/delivery-status",
            "",
            Optional.empty(),
            Map.of(),
            new RawBody(new byte[0]),
            Examples.NOW);
    private static final ReceivedReport REPORT =
            Examples.toSharedUrl(Examples.report(Examples.providerId(), ReportedStatus.SENT));

    private final RecordingTelemetry telemetry = new RecordingTelemetry();
    private final AcknowledgementWatch acknowledgements = new AcknowledgementWatch("answer otherwise");
    private final List<ReceivedReport> stored = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    static Stream<Authentication> whatIsNotAuthentic() {
        return Stream.of(
                new Authentication.Refused(),
                new Authentication.Malformed("a percent sign too many"),
                new Authentication.UnsupportedMediaType());
    }

    @ParameterizedTest
    @MethodSource("whatIsNotAuthentic")
    void nothing_that_is_not_authenticated_reaches_the_store(Authentication found) {
        receive(found, new Outcome.Orphaned());

        assertThat(stored).isEmpty();
    }

    @Test
    void an_authentic_report_reaches_the_store_as_it_is() {
        receive(new Authentication.Authentic(REPORT), new Outcome.Orphaned());

        assertThat(stored).containsExactly(REPORT);
    }

    @Test
    void what_is_found_wanting_is_told_apart() {
        var outcome = new Outcome.Orphaned();

        assertThat(receive(new Authentication.Refused(), outcome)).isEqualTo(new Result.Refused());
        assertThat(receive(new Authentication.Malformed("why"), outcome)).isEqualTo(new Result.Malformed("why"));
        assertThat(receive(new Authentication.UnsupportedMediaType(), outcome))
                .isEqualTo(new Result.UnsupportedMediaType());
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void a_recorded_report_is_acknowledged_whatever_became_of_it(Verdict verdict) {
        var outcome = new Outcome.Recorded(Examples.nextId(Examples.NOW), verdict);

        assertThat(receive(new Authentication.Authentic(REPORT), outcome)).isEqualTo(new Result.Stored());
    }

    @Test
    void orphans_and_unusable_reports_are_acknowledged_since_they_are_kept() {
        var authentic = new Authentication.Authentic(REPORT);

        assertThat(receive(authentic, new Outcome.Orphaned())).isEqualTo(new Result.Stored());
        assertThat(receive(authentic, new Outcome.Unusable())).isEqualTo(new Result.Stored());
    }

    @Test
    void a_report_that_belongs_nowhere_is_refused_like_one_without_a_signature() {
        var result = receive(new Authentication.Authentic(REPORT), new Outcome.Refused());

        assertThat(result).isEqualTo(receive(new Authentication.Refused(), new Outcome.Refused()));
        assertThat(telemetry.counted()).containsExactly("refused", "refused");
    }

    static Stream<Arguments> whatBelongsNowhere() {
        var report = Examples.report(Examples.providerId(), ReportedStatus.SENT);
        return Stream.of(
                Arguments.of(Examples.toOwnUrl(Examples.nextId(Examples.NOW), report), "there is no such message"),
                Arguments.of(Examples.unusable("Status=sent"), "cannot be understood"));
    }

    @ParameterizedTest
    @MethodSource("whatBelongsNowhere")
    void why_a_report_belongs_nowhere_is_told_in_the_log(ReceivedReport report, String why) {
        receive(new Authentication.Authentic(report), new Outcome.Refused());

        assertThat(told).singleElement(InstanceOfAssertFactories.STRING).contains(why);
    }

    @Test
    void nothing_but_refusals_is_counted_here() {
        receive(new Authentication.Authentic(REPORT), new Outcome.Orphaned());
        receive(new Authentication.Malformed("why"), new Outcome.Orphaned());

        assertThat(telemetry.counted()).isEmpty();
    }

    @Test
    void a_store_that_is_away_is_never_acknowledged() {
        var service = new ReceiveDeliveryCallbackService(
                _ -> new Authentication.Authentic(REPORT),
                _ -> {
                    throw new StoreUnavailable("the store is away");
                },
                acknowledgements,
                telemetry);

        assertThatThrownBy(() -> service.receive(REQUEST)).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void it_notices_that_what_was_acknowledged_keeps_coming() {
        var again = new Outcome.Recorded(Examples.nextId(Examples.NOW), Verdict.DUPLICATE);
        for (int i = 0; i < AcknowledgementWatch.FEWEST_REPEATS; i++) {
            assertThat(acknowledgements.readiness().problem()).isEmpty();
            receive(new Authentication.Authentic(REPORT), again);
        }

        assertThat(acknowledgements.readiness().problem()).isPresent();
    }

    private Result receive(Authentication found, Outcome outcome) {
        var authenticator = new CallbackAuthenticator() {
            @Override
            public Authentication authenticate(CallbackRequest request) {
                return found;
            }

            @Override
            public void refused(CallbackRequest request, String reason) {
                told.add(reason);
            }
        };
        var service = new ReceiveDeliveryCallbackService(
                authenticator,
                reports -> {
                    stored.addAll(reports);
                    return List.of(outcome);
                },
                acknowledgements,
                telemetry);
        return service.receive(REQUEST);
    }
}
