package waybill.application.port.in;

import static java.util.Objects.requireNonNull;

import waybill.application.port.out.CallbackAuthenticator.CallbackRequest;

/** Takes in one callback of the provider's: authenticates it, then stores what it says. */
@FunctionalInterface
public interface ReceiveDeliveryCallback {
    /**
     * Returns {@link Result.Stored} only after the commit.
     *
     * @throws waybill.application.port.out.StoreUnavailable when it could not be stored; the provider shall try again
     */
    Result receive(CallbackRequest request);

    /** What the provider is to be told. */
    sealed interface Result {
        /** It is on disk. */
        record Stored() implements Result {}

        /** It is not the provider's, or cannot be told from a forgery. */
        record Refused() implements Result {}

        /** It cannot be read. */
        record Malformed(String detail) implements Result {
            public Malformed {
                requireNonNull(detail, "detail");
            }
        }

        /** Its body is neither a form nor JSON. */
        record UnsupportedMediaType() implements Result {}
    }
}
