package waybill.application.simulation;

/** Goes through an activity whose process has crashed, from its next step on. No code of ours catches it. */
final class Crashed extends Error {
    private static final long serialVersionUID = 1L;

    Crashed() {
        super(null, null, false, false);
    }
}
