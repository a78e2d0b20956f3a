package waybill.adapter.plivo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Decoded parameters, as UTF-8 bytes in one array: signatures and fingerprints are made of those bytes, so that nothing
 * is encoded again. Name and value of each lie side by side.
 */
final class Parameters {
    static final int MAX_COUNT = 200;

    /** Plivo sends some twenty. */
    private static final int USUAL_COUNT = 32;

    static final Parameters NONE = new Parameters(new byte[0], new int[] {0}, new int[0]);

    private final byte[] bytes;

    /** Where each begins, and where the last one ends. */
    private final int[] starts;

    /** Where the value of each begins. */
    private final int[] values;

    private final Integer[] sorted;

    private Parameters(byte[] bytes, int[] starts, int[] values) {
        this.bytes = bytes;
        this.starts = starts;
        this.values = values;
        this.sorted = new Integer[values.length];
        Arrays.setAll(sorted, at -> at);
        // Byte order is the order of code points; that of String is not, beyond U+FFFF.
        Arrays.sort(sorted, this::compare);
    }

    int count() {
        return values.length;
    }

    /** Of all names and values together, in bytes. */
    int length() {
        return starts[values.length];
    }

    /** The value of the first parameter of this name, in the order in which they came. */
    Optional<String> first(byte[] name) {
        for (int at = 0; at < values.length; at++) {
            // Most differ in length: asking that first spares the comparison of some three hundred ranges a callback.
            if (values[at] - starts[at] == name.length
                    && Arrays.equals(bytes, starts[at], values[at], name, 0, name.length)) {
                return Optional.of(new String(bytes, values[at], starts[at + 1] - values[at], UTF_8));
            }
        }
        return Optional.empty();
    }

    /** Hands each over, sorted by name and, under one name, by value: both by their bytes. */
    void forEachSorted(Visitor visitor) {
        for (int at : sorted) {
            visitor.visit(bytes, starts[at], values[at], starts[at + 1]);
        }
    }

    private int compare(int left, int right) {
        int byName = Arrays.compareUnsigned(bytes, starts[left], values[left], bytes, starts[right], values[right]);
        return byName != 0
                ? byName
                : Arrays.compareUnsigned(
                        bytes, values[left], starts[left + 1], bytes, values[right], starts[right + 1]);
    }

    /** Takes one parameter: its name from {@code start} to {@code value}, its value from there to {@code end}. */
    @FunctionalInterface
    interface Visitor {
        void visit(byte[] bytes, int start, int value, int end);
    }

    /** Collects decoded bytes. Each parameter is a name, {@link #endName}, a value, {@link #endValue}. */
    static final class Builder {
        private byte[] bytes;
        private int[] starts = new int[USUAL_COUNT + 1];
        private int[] values = new int[USUAL_COUNT];
        private int length;
        private int count;

        Builder(int expectedLength) {
            this.bytes = new byte[expectedLength];
        }

        void add(byte decoded) {
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(16, 2 * length));
            }
            bytes[length++] = decoded;
        }

        void add(byte[] decoded) {
            add(decoded, 0, decoded.length);
        }

        void add(byte[] decoded, int start, int end) {
            int more = end - start;
            if (more > bytes.length - length) {
                bytes = Arrays.copyOf(bytes, 2 * length + more);
            }
            System.arraycopy(decoded, start, bytes, length, more);
            length += more;
        }

        void endName() throws Unreadable {
            if (count == MAX_COUNT) {
                throw new Unreadable("there are more than %d parameters".formatted(MAX_COUNT));
            }
            if (count == values.length) {
                starts = Arrays.copyOf(starts, MAX_COUNT + 1);
                values = Arrays.copyOf(values, MAX_COUNT);
            }
            checkUtf8(starts[count]);
            values[count] = length;
        }

        void endValue() throws Unreadable {
            checkUtf8(values[count]);
            starts[++count] = length;
        }

        Parameters build() {
            return count == 0
                    ? NONE
                    : new Parameters(bytes, Arrays.copyOf(starts, count + 1), Arrays.copyOf(values, count));
        }

        private void checkUtf8(int from) throws Unreadable {
            int at = from;
            while (at < length && bytes[at] >= 0) {
                at++;
            }
            if (at < length) {
                try {
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length - at));
                } catch (CharacterCodingException _) {
                    throw new Unreadable("a parameter is not UTF-8");
                }
            }
        }
    }
}
