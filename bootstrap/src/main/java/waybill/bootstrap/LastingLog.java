package waybill.bootstrap;

import java.util.logging.LogManager;

/**
 * Keeps the log open to the end of the process. Otherwise a shutdown hook of java.util.logging's closes it at once, while
 * ours is still stopping what runs; what has been logged is written already.
 */
public final class LastingLog extends LogManager {
    @Override
    public void reset() {
        // There is nothing to be closed.
    }
}
