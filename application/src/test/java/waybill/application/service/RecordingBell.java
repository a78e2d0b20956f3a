package waybill.application.service;

import waybill.application.port.out.DispatchBell;

/** Counts how often it was rung. */
final class RecordingBell implements DispatchBell {
    private int rings;

    @Override
    public void ring() {
        rings++;
    }

    int rings() {
        return rings;
    }
}
