package waybill.simulator;

import java.util.List;

/**
 * A send request that passed validation; numbers are digits without a plus.
 *
 * @param invalid destinations that are no phone numbers, as given
 * @param powerpackUuid empty when a source number was given
 */
record SendRequest(
        String from,
        List<String> to,
        List<String> invalid,
        String text,
        Segments segments,
        String type,
        String powerpackUuid,
        CallbackAddress callback) {

    SendRequest {
        to = List.copyOf(to);
        invalid = List.copyOf(invalid);
    }
}
