package waybill.benchmarks;

/** CPU in nanoseconds of everything that takes part in the full loop: what two cores have to do for a message. */
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

    long total() {
        return cpu.server() + cpu.postgres() + cpu.generator() + simulator;
    }
}
