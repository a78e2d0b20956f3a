package waybill.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows under headings, as Markdown that also reads well on a terminal: the first column is text, the others numbers. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        rows.add(List.of(headings));
    }

    Table row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException("%d cells under %d headings"
                    .formatted(cells.length, rows.getFirst().size()));
        }
        rows.add(List.of(cells));
        return this;
    }

    @Override
    public String toString() {
        int columns = rows.getFirst().size();
        var widths = IntStream.range(0, columns).map(this::width).toArray();
        var rule = IntStream.range(0, columns)
                .mapToObj(column -> column == 0 ? "-".repeat(widths[0]) : "-".repeat(widths[column] - 1) + ":")
                .toList();
        var lines = new ArrayList<>(rows);
        lines.add(1, rule);
        return lines.stream().map(cells -> line(cells, widths)).collect(Collectors.joining("\n"));
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String line(List<String> cells, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> {
                    var space = " ".repeat(widths[column] - cells.get(column).length());
                    return column == 0 ? cells.get(column) + space : space + cells.get(column);
                })
                .collect(Collectors.joining(" | ", "| ", " |"));
    }
}
