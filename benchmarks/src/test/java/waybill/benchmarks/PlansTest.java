package waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import waybill.benchmarks.Plans.Work;

class PlansTest {
    @Test
    void rows_returned_and_rows_thrown_away_were_both_visited() {
        var log = """
                2026-11-24 12:00:00 LOG:  duration: 0.1 ms  plan:
                \tQuery Text: SELECT m.id FROM message m WHERE true
                \tLimit  (cost=0.8..9.1 rows=51 width=300) (actual rows=51.00 loops=1)
                \t  ->  Append  (cost=0.8..9.1 rows=51 width=300) (actual rows=51.00 loops=1)
                \t        ->  Index Scan Backward using message_2026_11_pkey on message_2026_11 m_2  (cost=0.4..9.9 rows=9 width=3) (actual rows=50.00 loops=1)
                \t              Rows Removed by Filter: 7
                \t        ->  Index Scan using message_2026_10_status_id_idx on message_2026_10 m_1  (cost=0.4..9.9 rows=9 width=3) (actual rows=1.00 loops=2)
                \t        ->  Seq Scan on message_2026_12 m_3  (cost=0.0..1.0 rows=1 width=3) (actual rows=0.00 loops=1)
                \t        ->  Seq Scan on message_2027_01 m_4  (cost=0.0..1.0 rows=1 width=3) (never executed)
                """;

        assertThat(Plans.worst(log)).isEqualTo(new Work(59, false));
    }

    @Test
    void reading_a_filled_table_from_end_to_end_is_told() {
        var log = """
                Query Text: SELECT 1
                Seq Scan on message_2026_11 m  (cost=0.0..1.0 rows=1 width=3) (actual rows=3.00 loops=1)
                  Rows Removed by Filter: 997
                """;

        assertThat(Plans.worst(log)).isEqualTo(new Work(1000, true));
    }

    @Test
    void the_worst_of_several_statements_counts() {
        var line =
                "Index Scan using i on message_2026_11 m  (cost=0.0..1.0 rows=1 width=3) (actual rows=%d.00 loops=1)\n";
        var log = "Query Text: A\n" + line.formatted(4) + "Query Text: B\n" + line.formatted(9);

        assertThat(Plans.worst(log)).isEqualTo(new Work(9, false));
    }
}
