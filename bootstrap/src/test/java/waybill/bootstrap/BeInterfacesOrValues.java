package waybill.bootstrap;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** What somebody else implements is an interface; all else is data: a record, an enum, an exception, or equal by content. */
final class BeInterfacesOrValues extends ArchCondition<JavaClass> {
    BeInterfacesOrValues() {
        super("be interfaces, or values");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        boolean kept = type.isInterface() || type.isRecord() || type.isEnum() || isException(type) || isValue(type);
        events.add(new SimpleConditionEvent(
                type, kept, "%s is %s".formatted(type.getName(), kept ? "one" : "neither an interface nor a value")));
    }

    private static boolean isException(JavaClass type) {
        return type.isAssignableTo(Throwable.class);
    }

    private static boolean isValue(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.FINAL)
                && type.getFields().stream()
                        .allMatch(field -> field.getModifiers().contains(JavaModifier.FINAL))
                && type.tryGetMethod("equals", Object.class).isPresent()
                && type.tryGetMethod("hashCode").isPresent();
    }
}
