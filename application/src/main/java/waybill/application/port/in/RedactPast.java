package waybill.application.port.in;

/** Makes the texts and numbers unreadable of what is old enough, and leaves everything else. */
@FunctionalInterface
public interface RedactPast {
    /**
     * Goes through the past once, in small steps; other nodes may do so at the same time.
     *
     * @return how many messages and orphaned reports were redacted
     * @throws InterruptedException when it shall stop; what was redacted is
     * @throws waybill.application.port.out.StoreUnavailable when the store could not be read or written
     */
    int redact() throws InterruptedException;
}
