package waybill.benchmarks;

import java.util.Arrays;

/** In which order the reports of many messages are sent; those of one message always in that of their {@link Step}s. */
interface ReportOrder {
    int STEPS = Step.values().length;

    /** The report that this connection sends next, as the number of its message times {@link #STEPS} plus its place. */
    int next(int connection);

    /** Each connection takes a message and sends its reports one after the other, then takes the next. */
    static ReportOrder backToBack(int messages, int connections) {
        return new BackToBack(messages, connections);
    }

    /**
     * Between two reports of a message comes one of each of so many others. A message whose next report is so far ahead that
     * the messages end before it keeps what it got.
     */
    static ReportOrder interleaved(int messages, int apart) {
        return new Interleaved(messages, apart);
    }

    /** After how many interleaved reports each place comes as often as the others. */
    static int untilEven(int apart) {
        return STEPS * apart;
    }

    /** Keeps for each connection what it sent last. */
    final class BackToBack implements ReportOrder {
        private final int messages;
        private final int[] current;
        private int taken;

        private BackToBack(int messages, int connections) {
            this.messages = messages;
            this.current = new int[connections];
            Arrays.fill(current, Requests.NONE);
        }

        @Override
        public int next(int connection) {
            int last = current[connection];
            if (last != Requests.NONE && (last + 1) % STEPS != 0) {
                current[connection] = last + 1;
            } else {
                current[connection] = taken < messages ? taken++ * STEPS : Requests.NONE;
            }
            return current[connection];
        }
    }

    /** In turns the first report of a message, the second of one that is behind by the distance, the third of one twice as far. */
    final class Interleaved implements ReportOrder {
        private final int messages;
        private final int apart;
        private int first;
        private int place;

        private Interleaved(int messages, int apart) {
            this.messages = messages;
            this.apart = apart;
        }

        @Override
        public int next(int connection) {
            while (first < messages) {
                int message = first - place * apart;
                int report = message * STEPS + place;
                place = (place + 1) % STEPS;
                first += place == 0 ? 1 : 0;
                if (message >= 0) {
                    return report;
                }
            }
            return Requests.NONE;
        }
    }
}
