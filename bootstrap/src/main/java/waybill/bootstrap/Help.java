package waybill.bootstrap;

/** What `waybill help` says. */
final class Help {
    static final String TEXT = """
            Waybill sends SMS through Plivo and knows what became of each.

              waybill demo       Waybill, an embedded PostgreSQL and a simulated Plivo, in one process
              waybill serve      Waybill with a real Plivo account
              waybill simulate   the simulated Plivo alone, for `serve` to be pointed at with PLIVO_API_URL
                --port N             where it listens on 127.0.0.1 (default 8090; 0 takes a free port)
                --time-scale X       how many times faster than Plivo (default 1)
                --deliver-to URL     where callbacks are sent, whatever URL they are signed for; a path prefix of
                                     WAYBILL_PUBLIC_URL is stripped, as a proxy would
                --lists-per-minute N how many pages of its list it gives (default 0: as many as asked for)
                --faults S,L,D,R     with which seed, and how probably each callback is lost, doubled or out of order
              waybill prove      sends and kills with real processes, and looks whether the promises held
                --minutes N          for how long it sends and kills (default 1)
                --nodes N            how many nodes share the database, 2 to 4 (default 2)
                --seed S             what chance begins with; the last line names it
                --jar FILE           another jar than this one
              waybill train [FILE]   makes the AOT cache with which this jar starts faster on this machine;
                                 ./waybill does so by itself
              waybill config     what is in force for `serve`, and where it is wrong; secrets masked
              waybill version    what is running
              waybill help       this

            Everything else is set in the environment, in .env, or in waybill.yaml: see `waybill config`.""";

    private Help() {}
}
