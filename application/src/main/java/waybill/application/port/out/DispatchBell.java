package waybill.application.port.out;

/** Wakes the dispatcher. */
@FunctionalInterface
public interface DispatchBell {
    /** There may be something due. Never blocks. */
    void ring();
}
