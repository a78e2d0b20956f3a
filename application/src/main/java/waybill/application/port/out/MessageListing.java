package waybill.application.port.out;

import static java.util.Objects.requireNonNull;

import java.util.List;
import waybill.domain.DeliveryReport;
import waybill.domain.Span;

/** The provider's own records of the messages of a stretch of time. */
@FunctionalInterface
public interface MessageListing {
    /**
     * Asks for one page, newest first, with at most one request, which changes nothing. Never throws for what the
     * provider or the network does: that is the answer. Thread-safe.
     *
     * @param window by the provider's clock
     * @param offset how many records come before the page
     */
    Answer page(Span window, int offset);

    /** What came of it. */
    sealed interface Answer {
        /**
         * The records that come after the offset, without those of messages that came in.
         *
         * @param size how many records the page has, those that came in included
         * @param total how many records there are on all pages
         */
        record Page(List<Listed> records, int size, int total) implements Answer {
            public Page {
                records = List.copyOf(records);
                if (size < records.size() || total < 0) {
                    throw new IllegalArgumentException("a page has at least the records it holds");
                }
            }
        }

        /** No answer that could be understood to its last record: it says nothing about any message. */
        record Unavailable(String reason) implements Answer {
            public Unavailable {
                requireNonNull(reason, "reason");
            }
        }
    }

    /** @param raw the record as it came */
    record Listed(DeliveryReport report, RawBody raw) {
        public Listed {
            requireNonNull(report, "report");
            requireNonNull(raw, "raw");
        }
    }
}
