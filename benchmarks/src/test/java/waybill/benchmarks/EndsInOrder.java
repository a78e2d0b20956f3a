package waybill.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A program that takes a while to end, and tells when it has done what it does then. */
final class EndsInOrder {
    static final String BEGUN = "begun";
    static final String ENDED = "ended in order";

    private EndsInOrder() {}

    public static void main(String[] arguments) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                TimeUnit.MILLISECONDS.sleep(300);
            } catch (InterruptedException _) {
                return;
            }
            System.out.println(ENDED);
        }));
        System.out.println(BEGUN);
        new CountDownLatch(1).await();
    }
}
