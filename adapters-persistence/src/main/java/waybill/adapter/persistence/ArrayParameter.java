package waybill.adapter.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Oid;
import org.postgresql.util.ByteConverter;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/**
 * An array in PostgreSQL's binary form ({@code array_recv}, and the {@code recv} function of what it holds). As text, each
 * number, time, id and body would be written out here and read there again: an eighth of PostgreSQL's work for a batch of
 * callbacks. What it holds may be rows ({@code record_recv}), whose columns are added as elements are. Filled first, then
 * bound; used by one thread.
 */
final class ArrayParameter extends PGobject implements PGBinaryObject {
    private static final long serialVersionUID = 1;

    private static final int HEADER = 20;
    private static final int NULL = -1;
    private static final int UUID_BYTES = 16;
    /** The type {@code unknown}: of a parameter that takes its type from where it stands. */
    private static final int UNKNOWN = 705;

    private static final long MICROS = 1_000_000;
    private static final int NANOS_OF_MICRO = 1_000;
    /** 2000-01-01, from which PostgreSQL counts; in seconds since 1970. */
    private static final long EPOCH = 946_684_800;

    private byte[] bytes;
    private int length = HEADER;

    /** What an array may hold. */
    enum Element {
        BOOL("_bool", Oid.BOOL, Oid.BOOL_ARRAY, 1),
        BYTEA("_bytea", Oid.BYTEA, Oid.BYTEA_ARRAY, 64),
        INT4("_int4", Oid.INT4, Oid.INT4_ARRAY, Integer.BYTES),
        INT8("_int8", Oid.INT8, Oid.INT8_ARRAY, Long.BYTES),
        NUMERIC("_numeric", Oid.NUMERIC, Oid.NUMERIC_ARRAY, 12),
        /**
         * A row of a type of the schema's: its number differs from database to database, so that the statement's cast says
         * which it is.
         */
        ROW("unknown", Oid.UNSPECIFIED, UNKNOWN, 512),
        TEXT("_text", Oid.TEXT, Oid.TEXT_ARRAY, 16),
        TIMESTAMPTZ("_timestamptz", Oid.TIMESTAMPTZ, Oid.TIMESTAMPTZ_ARRAY, Long.BYTES),
        UUID("_uuid", Oid.UUID, Oid.UUID_ARRAY, UUID_BYTES);

        private final String arrayType;
        private final int oid;
        private final int arrayOid;
        private final int usualLength;

        Element(String arrayType, int oid, int arrayOid, int usualLength) {
            this.arrayType = arrayType;
            this.oid = oid;
            this.arrayOid = arrayOid;
            this.usualLength = usualLength;
        }

        /** As the driver wants to be told that it may send these arrays in binary form. */
        static String oidsOfArrays() {
            return Stream.of(values())
                    .map(element -> String.valueOf(element.arrayOid))
                    .collect(Collectors.joining(","));
        }
    }

    /** @param size how many elements will be added */
    ArrayParameter(Element element, int size) {
        bytes = new byte[HEADER + size * (Integer.BYTES + element.usualLength)];
        setType(element.arrayType);
        ByteConverter.int4(bytes, 0, size == 0 ? 0 : 1);
        ByteConverter.int4(bytes, 8, element.oid);
        ByteConverter.int4(bytes, 12, size);
        ByteConverter.int4(bytes, 16, 1);
        if (size == 0) {
            length = HEADER - 2 * Integer.BYTES;
        }
    }

    void add(@Nullable String text) {
        add(text == null ? null : text.getBytes(UTF_8));
    }

    void add(@Nullable BigDecimal number) {
        add(number == null ? null : ByteConverter.numeric(number));
    }

    void add(byte @Nullable [] element) {
        if (element == null) {
            addNull();
        } else {
            int at = begin(element.length);
            System.arraycopy(element, 0, bytes, at, element.length);
        }
    }

    void add(@Nullable UUID id) {
        if (id == null) {
            addNull();
        } else {
            int at = begin(UUID_BYTES);
            ByteConverter.int8(bytes, at, id.getMostSignificantBits());
            ByteConverter.int8(bytes, at + Long.BYTES, id.getLeastSignificantBits());
        }
    }

    /** Cut to microseconds, which is as exact as the column is. */
    void add(@Nullable Instant time) {
        if (time == null) {
            addNull();
        } else {
            long micros = Math.multiplyExact(time.getEpochSecond() - EPOCH, MICROS);
            add((Long) Math.addExact(micros, time.getNano() / NANOS_OF_MICRO));
        }
    }

    void add(@Nullable Long number) {
        if (number == null) {
            addNull();
        } else {
            int at = begin(Long.BYTES);
            ByteConverter.int8(bytes, at, number);
        }
    }

    void add(@Nullable Integer number) {
        if (number == null) {
            addNull();
        } else {
            int at = begin(Integer.BYTES);
            ByteConverter.int4(bytes, at, number);
        }
    }

    void add(boolean flag) {
        int at = begin(1);
        bytes[at] = (byte) (flag ? 1 : 0);
    }

    /**
     * Begins a row; its columns follow, each announced by its type.
     *
     * @return what to end it with
     */
    int beginRow(int columns) {
        int at = begin(Integer.BYTES);
        ByteConverter.int4(bytes, at, columns);
        return at;
    }

    void beginColumn(Element type) {
        int at = room(Integer.BYTES);
        ByteConverter.int4(bytes, at, type.oid);
    }

    void endRow(int begun) {
        ByteConverter.int4(bytes, begun - Integer.BYTES, length - begun);
    }

    private void addNull() {
        int at = begin(0);
        ByteConverter.int4(bytes, at - Integer.BYTES, NULL);
        ByteConverter.int4(bytes, Integer.BYTES, 1);
    }

    /** Writes how long the element is, and returns where it belongs. */
    private int begin(int size) {
        int at = room(Integer.BYTES + size);
        ByteConverter.int4(bytes, at, size);
        return at + Integer.BYTES;
    }

    /** Returns where so many bytes more belong. */
    private int room(int size) {
        int at = length;
        length += size;
        if (length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length, bytes.length + (bytes.length >> 1)));
        }
        return at;
    }

    @Override
    public int lengthInBytes() {
        return length;
    }

    @Override
    public void toBytes(byte[] target, int offset) {
        System.arraycopy(bytes, 0, requireNonNull(target, "target"), offset, length);
    }

    @Override
    public void setByteValue(byte[] value, int offset) {
        throw new UnsupportedOperationException("arrays are only sent");
    }

    /** The driver asks for it only where it was not told that it may send the binary form. */
    @Override
    public String getValue() {
        throw new IllegalStateException("the driver was not told to send %s in binary form".formatted(getType()));
    }
}
