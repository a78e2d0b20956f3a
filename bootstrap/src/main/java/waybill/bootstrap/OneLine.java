package waybill.bootstrap;

/** Keeps an event on its line, whatever it quotes. */
final class OneLine {
    private OneLine() {}

    static String of(String text) {
        var line = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> line.appendCodePoint(Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c));
        return line.toString();
    }
}
