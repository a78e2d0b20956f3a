package waybill.simulator;

import java.util.Set;

/** The recipients that script a message; every other number is delivered. */
final class MagicNumbers {

    private static final String PREFIX = "1555555";
    private static final int SCRIPT_DIGITS = 4;
    private static final int DIGITS = PREFIX.length() + SCRIPT_DIGITS;
    private static final int LOWEST_ERROR_STATUS = 400;
    private static final int HIGHEST_ERROR_STATUS = 599;

    /**
     * Codes that Plivo itself decides before a carrier sees the message: malformed, source or size refused, blocked by
     * an opt-out or a rule, not dispatched, expired in Plivo's queue, country barred, no credit, account disabled.
     * Source: Plivo's list of error codes, where these come with the status failed or before routing.
     */
    static final Set<String> NEVER_SENT =
            Set.of("10", "40", "110", "120", "200", "201", "300", "420", "450", "900", "910");

    private MagicNumbers() {}

    /** @param recipient digits only */
    static Script script(String recipient) {
        if (!recipient.startsWith(PREFIX) || recipient.length() != DIGITS) {
            return Script.DELIVERED;
        }
        var number = Integer.parseInt(recipient.substring(PREFIX.length()));
        return switch (number) {
            case 0 -> Script.DELIVERED;
            case 1000 -> Script.ending(new Outcome.Undelivered("1000"));
            case 3000 -> Script.replying(new Script.Reply.Drop());
            case 3001 -> Script.replying(new Script.Reply.AfterFirstCallback());
            case 3002 -> Script.callingBack(Script.Callbacks.REVERSED);
            case 3003 -> Script.callingBack(Script.Callbacks.TRIPLED);
            case 3004 -> Script.ending(new Outcome.StaysSent());
            case 3005 -> Script.callingBack(Script.Callbacks.NONE);
            case 3006 -> new Script(new Script.Reply.Drop(), new Outcome.Delivered(), Script.Callbacks.NONE);
            default -> ranges(number / 1000, number % 1000);
        };
    }

    private static Script ranges(int thousand, int rest) {
        if (thousand == 0) {
            var code = Integer.toString(rest);
            return Script.ending(NEVER_SENT.contains(code) ? new Outcome.Failed(code) : new Outcome.Undelivered(code));
        }
        if (thousand == 2 && rest >= LOWEST_ERROR_STATUS && rest <= HIGHEST_ERROR_STATUS) {
            return Script.replying(new Script.Reply.RefuseOnce(rest));
        }
        return Script.DELIVERED;
    }
}
