package waybill.bootstrap;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaConstructor;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;

/** How time is read: calls and references alike. */
final class Clocks {
    private static final String SIMULATOR_CONFIG = "waybill.simulator.SimulatorConfig";

    private Clocks() {}

    static DescribedPredicate<JavaAccess<?>> isWallClock() {
        return describe("the wall clock is read", access -> {
            var owner = access.getTargetOwner();
            var name = access.getName();
            return (owner.getPackageName().startsWith("java.time") && name.equals("now"))
                    || (owner.isEquivalentTo(Clock.class) && (name.startsWith("system") || name.startsWith("tick")))
                    || (owner.isEquivalentTo(InstantSource.class) && name.equals("system"))
                    || (owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis"))
                    || (owner.isAssignableTo(Calendar.class) && name.equals("getInstance"))
                    || isMadeNow(access);
        });
    }

    static DescribedPredicate<JavaAccess<?>> isMonotonicClock() {
        return describe(
                "the monotonic clock is read",
                access -> access.getTargetOwner().isEquivalentTo(System.class)
                        && access.getName().equals("nanoTime"));
    }

    /**
     * The simulator stands in for Plivo, a program of its own that no composition root of ours sets up: whoever starts
     * it without a clock gets the system's, in this one place.
     */
    static DescribedPredicate<JavaAccess<?>> isDefaultOfTheSimulator() {
        return describe(
                "it is the simulator's default",
                access -> access.getOriginOwner().getName().equals(SIMULATOR_CONFIG)
                        && access.getTargetOwner().isEquivalentTo(InstantSource.class));
    }

    /** Made without a time, both are now. */
    private static boolean isMadeNow(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        return access.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)
                && (owner.isEquivalentTo(Date.class) || owner.isEquivalentTo(GregorianCalendar.class))
                && access.getTarget() instanceof CodeUnitAccessTarget made
                && made.getRawParameterTypes().isEmpty();
    }
}
