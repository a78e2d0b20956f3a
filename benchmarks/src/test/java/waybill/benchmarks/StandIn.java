package waybill.benchmarks;

import java.util.concurrent.CountDownLatch;

/** In the place of the finished jar: begins as the simulator does, never serves, and never ends by itself. */
final class StandIn {
    private StandIn() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.out.println("Plivo is simulated");
        new CountDownLatch(1).await();
    }
}
