package waybill.application.port.out;

import static java.util.Objects.requireNonNull;

import java.util.List;
import waybill.domain.DeliveryReport;
import waybill.domain.ProviderId;
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
         * The records that come after the offset. How many there are on all pages, the provider does not tell.
         *
         * @param records without those of messages that came in
         * @param ids of all its records in their order, those that came in included
         * @param isLast whether no record comes after it
         */
        record Page(List<Listed> records, List<ProviderId> ids, boolean isLast) implements Answer {
            public Page {
                records = List.copyOf(records);
                ids = List.copyOf(ids);
                if (ids.size() < records.size()) {
                    throw new IllegalArgumentException("a page has at least the records it holds");
                }
                if (!isLast && ids.size() < 2) {
                    throw new IllegalArgumentException("pages that overlap by a record get on only with two or more");
                }
            }

            public int size() {
                return ids.size();
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
