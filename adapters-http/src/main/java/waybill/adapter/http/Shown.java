package waybill.adapter.http;

/** Names that came from outside, made fit to be shown again. */
final class Shown {
    private static final int MAX_LENGTH = 64;

    private Shown() {}

    static String name(String name) {
        var shown = new StringBuilder();
        name.codePoints()
                .limit(MAX_LENGTH)
                .map(c -> c < ' ' || c > '~' || "<>&\"'".indexOf(c) >= 0 ? '?' : c)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }
}
