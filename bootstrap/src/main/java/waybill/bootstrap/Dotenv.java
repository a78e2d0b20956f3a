package waybill.bootstrap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A file of lines {@code NAME=value}, read as other programs read it. */
final class Dotenv {
    static final String FILE = ".env";

    /** Which editors on Windows put before the first line. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final Pattern ASSIGNMENT = Pattern.compile("(?:export\\s+)?([^=]+?)\\s*=(.*)");

    /** In quotes a {@code #} is one; elsewhere it begins a comment when white space stands before it. */
    private static final Pattern QUOTED = Pattern.compile("\\s*([\"'])(.*?)\\1(?:\\s+#.*|\\s*)");

    private static final Pattern COMMENT = Pattern.compile("\\s#.*");

    private final Map<String, String> variables = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    Dotenv(String text) {
        var lines = text.replaceFirst("^" + BYTE_ORDER_MARK, "").lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            read(lines.get(i).strip(), i + 1);
        }
    }

    Map<String, String> variables() {
        return variables;
    }

    List<String> problems() {
        return problems;
    }

    private void read(String line, int number) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        var assignment = ASSIGNMENT.matcher(line);
        if (assignment.matches()) {
            variables.put(assignment.group(1), value(assignment.group(2)));
        } else {
            problems.add("line %d of %s is not NAME=value".formatted(number, FILE));
        }
    }

    private static String value(String written) {
        var quoted = QUOTED.matcher(written);
        return quoted.matches()
                ? quoted.group(2)
                : COMMENT.matcher(written).replaceFirst("").strip();
    }
}
