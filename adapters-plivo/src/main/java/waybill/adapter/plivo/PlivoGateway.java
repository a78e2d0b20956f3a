package waybill.adapter.plivo;

import com.plivo.api.exceptions.PlivoRestException;
import com.plivo.api.exceptions.PlivoValidationException;
import com.plivo.api.models.base.Creator;
import com.plivo.api.models.message.Message;
import com.plivo.api.models.message.MessageCreateResponse;
import com.plivo.api.models.message.MessageCreator;
import com.plivo.api.models.message.MessageType;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Optional;
import waybill.application.port.out.GatewayProbe;
import waybill.application.port.out.SmsGateway;
import waybill.domain.PhoneNumber;
import waybill.domain.Sender;
import waybill.domain.SubmissionOutcome;

/** Plivo's Message API: one message, one destination, one request. */
public final class PlivoGateway implements SmsGateway, GatewayProbe, AutoCloseable {
    private static final String CALLBACK_PATH = "/callbacks/delivery-status/";

    /** What Plivo takes as message_expiry, in seconds; its own 3 h (10,800) are refused. */
    private static final int MIN_EXPIRY_SECONDS = 5;

    private static final int MAX_EXPIRY_SECONDS = 10_799;

    private static final String NOBODYS_MESSAGE = "00000000-0000-0000-0000-000000000000";
    private static final int HTTP_SERVER_ERRORS = 500;
    private static final int HTTP_UNAVAILABLE = 503;

    private final LazyClient client;
    private final String callbackUrl;

    /** @param publicUrl under which Plivo reaches this service */
    public PlivoGateway(PlivoAccount account, URI publicUrl) {
        this.callbackUrl = PublicUrl.of(publicUrl).text() + CALLBACK_PATH;
        this.client = new LazyClient(account);
    }

    @Override
    public SubmissionOutcome submit(Submission submission) {
        final HardenedClient ready;
        try {
            ready = client.get();
        } catch (LazyClient.CannotBeMade e) {
            return new SubmissionOutcome.NotAccepted(String.valueOf(e.getMessage()), Optional.empty());
        }
        var request = request(submission).client(ready);
        var wire = new Wire();
        return wire.watch(() -> outcome(request, wire));
    }

    /** Asks for a message that nobody has: Plivo says 404, and that is an answer. */
    @Override
    public boolean answers() {
        var wire = new Wire();
        return wire.watch(() -> {
            try {
                Message.getter(NOBODYS_MESSAGE).client(client.get()).get();
            } catch (IOException | PlivoRestException | PlivoValidationException | RuntimeException _) {
                // What matters is whether a status came, and which.
            }
            return wire.status().orElse(HTTP_UNAVAILABLE) < HTTP_SERVER_ERRORS;
        });
    }

    private static SubmissionOutcome outcome(Creator<MessageCreateResponse> request, Wire wire) {
        try {
            return Classification.of(wire, ids(request.create()));
        } catch (PlivoRestException _) {
            return Classification.of(wire, List.of());
        } catch (IOException failure) {
            return Classification.of(wire, failure);
        } catch (RuntimeException failure) {
            // Past the first byte the outcome must not be lost to a fault of the SDK's; before it, it is our fault.
            if (!wire.requestStarted()) {
                throw failure;
            }
            return Classification.of(wire, new IOException(failure));
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private Creator<MessageCreateResponse> request(Submission submission) {
        return creator(submission)
                .type(MessageType.SMS)
                .url(callbackUrl(submission))
                .method("POST")
                .message_expiry(
                        (long) Math.clamp(submission.timeLeft().toSeconds(), MIN_EXPIRY_SECONDS, MAX_EXPIRY_SECONDS));
    }

    /** Only the creators that take a list: the others take a source of more than 14 characters for a powerpack. */
    private static MessageCreator creator(Submission submission) {
        var text = submission.text().value();
        var to = submission.to().digits();
        return switch (submission.from()) {
            case Sender.Powerpack(var uuid) -> Message.creator(List.of(to), text, uuid);
            case PhoneNumber from -> Message.creator(from.digits(), List.of(destination(from, submission.to())), text);
            case Sender.ShortCode(var code) -> Message.creator(code, List.of(to), text);
            case Sender.Alphanumeric(var name) -> Message.creator(name, List.of(to), text);
        };
    }

    /** The SDK throws when both are the same text; written with its plus, it is for Plivo to judge, as all else. */
    private static String destination(PhoneNumber from, PhoneNumber to) {
        return from.equals(to) ? to.text() : to.digits();
    }

    private URL callbackUrl(Submission submission) {
        try {
            return URI.create(callbackUrl + submission.id()).toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a URL of http or https is one", e);
        }
    }

    private static List<String> ids(MessageCreateResponse response) {
        return response == null || response.getMessageUuid() == null ? List.of() : response.getMessageUuid();
    }
}
