package waybill.benchmarks;

import java.time.Duration;

/**
 * A server under load, and what its CPU and PostgreSQL's are meanwhile.
 *
 * @param tally counts what fails
 */
record Server(Child process, int port, long postgresPid, Tally tally) implements AutoCloseable {
    static Server of(Child process, int port, Stage stage) {
        return new Server(process, port, stage.postgresPid(), stage.tally());
    }

    Measured load(int connections, Duration duration, Pace pace, Requests requests) {
        var before = Cpu.soFar(process.pid(), postgresPid);
        var measured = LoadGenerator.run(port, connections, duration, pace, requests);
        var used = Cpu.soFar(process.pid(), postgresPid).since(before);
        tally.addFailed(measured.failed());
        return measured.with(used.withGenerator(measured.cpu().generator()));
    }

    @Override
    public void close() {
        process.close();
    }
}
