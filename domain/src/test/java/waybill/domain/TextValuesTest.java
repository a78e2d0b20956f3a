package waybill.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Provider ids, client references and refusals: texts with a limit. */
class TextValuesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "a389 é", "😀"})
    void printable_text_is_taken(String text) {
        assertThat(new ClientReference(text).value()).isEqualTo(text);
        assertThat(new ProviderId(text)).hasToString(text);
        assertThat(ProviderId.parse(text)).contains(new ProviderId(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\u0000", "a\tb", "a\u007Fb", "\uD800", "\uDFFF"})
    void unprintable_text_is_refused(String text) {
        assertInvalid("invalid_client_reference", () -> new ClientReference(text));
        assertInvalid("invalid_provider_id", () -> new ProviderId(text));
        assertThat(ProviderId.parse(text)).isEmpty();
    }

    @Test
    void the_longest_texts_are_taken_and_one_character_more_is_not() {
        var longestReference = "x".repeat(255);
        var longestId = "x".repeat(100);

        assertThat(new ClientReference(longestReference).value()).isEqualTo(longestReference);
        assertThat(new ClientReference("😀".repeat(255)).value()).hasSize(510);
        assertInvalid("invalid_client_reference", () -> new ClientReference("😀".repeat(256)));
        assertThat(ProviderId.parse(longestId)).contains(new ProviderId(longestId));
        assertInvalid("invalid_client_reference", () -> new ClientReference(longestReference + "x"));
        assertInvalid("invalid_provider_id", () -> new ProviderId(longestId + "x"));
        assertThat(ProviderId.parse(longestId + "x")).isEmpty();
    }

    @Test
    void a_provider_id_is_read_without_the_space_around_it() {
        assertThat(ProviderId.parse(" a389 ")).contains(new ProviderId("a389"));
        assertThat(ProviderId.parse("  ")).isEmpty();
    }

    @Test
    void provider_ids_are_ordered_by_their_text() {
        assertThat(new ProviderId("a")).isLessThan(new ProviderId("b")).isEqualByComparingTo(new ProviderId("a"));
        assertThat(new ProviderId("b")).isGreaterThan(new ProviderId("a"));
    }

    @Test
    void a_refusal_keeps_500_characters_of_detail() {
        var longest = "x".repeat(500);

        assertThat(new Refusal(400, longest).detail()).isEqualTo(longest);
        assertThatThrownBy(() -> new Refusal(400, longest + "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_refused_submission_is_logged_without_what_the_provider_said() {
        var outcome = new SubmissionOutcome.Refused(new Refusal(400, "15555550100 is no valid dst"));

        assertThat(outcome.toString()).contains("HTTP 400").doesNotContain("15555550100");
    }

    @Test
    void an_invalid_value_says_what_is_wrong_to_machines_and_to_people() {
        var fault = new InvalidValue("invalid_thing", "a thing is not like this");

        assertThat(fault.code()).isEqualTo("invalid_thing");
        assertThat(fault.detail()).isEqualTo("a thing is not like this");
    }

    private static void assertInvalid(String code, Runnable making) {
        assertThatThrownBy(making::run)
                .isInstanceOfSatisfying(
                        InvalidValue.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }
}
