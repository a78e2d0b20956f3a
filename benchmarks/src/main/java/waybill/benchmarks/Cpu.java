package waybill.benchmarks;

import java.time.Duration;

/** CPU in nanoseconds: of the server measured, of all of PostgreSQL, and of the generator's thread. */
record Cpu(long server, long postgres, long generator) {
    static final Cpu NONE = new Cpu(0, 0, 0);

    /** What the processes have used so far. Of PostgreSQL's, those that live: a pool's backends do. */
    static Cpu soFar(long serverPid, long postgresPid) {
        return new Cpu(of(serverPid), tree(postgresPid), 0);
    }

    Cpu since(Cpu before) {
        return new Cpu(server - before.server, postgres - before.postgres, generator - before.generator);
    }

    Cpu withGenerator(long nanos) {
        return new Cpu(server, postgres, nanos);
    }

    static long of(long pid) {
        return ProcessHandle.of(pid).map(Cpu::of).orElse(0L);
    }

    private static long tree(long pid) {
        return ProcessHandle.of(pid)
                .map(root -> of(root) + root.descendants().mapToLong(Cpu::of).sum())
                .orElse(0L);
    }

    private static long of(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }
}
