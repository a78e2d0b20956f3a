package waybill.application.service;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import waybill.application.service.GroupCommit.Result;

/** One value in a {@link GroupCommit}, and who of its caller and the writer was first. */
final class CommitItem<I, O> {
    /** How many whole ticks make up a caller's patience. */
    static final int TICKS = 50;

    private static final int YOUNG = 2;

    private enum State {
        WAITING,
        BEGUN,
        GIVEN_UP
    }

    private final I value;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final CompletableFuture<Result<O>> result = new CompletableFuture<>();
    private int ticks;

    CommitItem(I value) {
        this.value = value;
    }

    I value() {
        return value;
    }

    boolean begin() {
        return state.compareAndSet(State.WAITING, State.BEGUN);
    }

    /** Without a limit: for a virtual thread that would be a task made and withdrawn. The ticks end it. */
    Result<O> await() throws InterruptedException, ExecutionException {
        return result.get();
    }

    void complete(O outcome) {
        result.complete(new Result.Committed<>(outcome));
    }

    void fail(Throwable failure) {
        result.completeExceptionally(failure);
    }

    /** Called by one thread only. The first may come at once, so it does not count. */
    void tick() {
        if (ticks++ == TICKS) {
            result.complete(leave());
        }
    }

    /** Whether it has waited for no more than a few ticks; asked where they are counted. */
    boolean isYoung() {
        return ticks <= YOUNG;
    }

    boolean hasGivenUp() {
        return state.get() == State.GIVEN_UP;
    }

    Result<O> leave() {
        return state.compareAndSet(State.WAITING, State.GIVEN_UP)
                ? new Result.NotBegun<>("its turn did not come in time")
                : new Result.Undecided<>();
    }
}
