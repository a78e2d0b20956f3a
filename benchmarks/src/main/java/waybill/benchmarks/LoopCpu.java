package waybill.benchmarks;

/** CPU in nanoseconds of everything that takes part in the full loop. */
record LoopCpu(Cpu cpu, long simulator) {

    static LoopCpu soFar(Server server, Child simulator) {
        return new LoopCpu(Cpu.soFar(server.process().pid(), server.postgresPid()), Cpu.of(simulator.pid()));
    }

    LoopCpu since(LoopCpu before) {
        return new LoopCpu(cpu.since(before.cpu), simulator - before.simulator);
    }

    LoopCpu with(long generator) {
        return new LoopCpu(cpu.withGenerator(generator), simulator);
    }

    /** What a message takes of the machine; of whoever sends it, nothing. */
    long total() {
        return cpu.server() + cpu.postgres() + simulator;
    }
}
