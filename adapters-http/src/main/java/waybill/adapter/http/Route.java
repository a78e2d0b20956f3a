package waybill.adapter.http;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What is done for a method and a path. Paths are compared undecoded, segment by segment: what is not written as the route
 * is written is not the route, so that no two readings of one path can differ about the key it needs.
 *
 * @param template a path, one of whose segments may be a variable in braces
 * @param onFault what the caller is told when it fails through a fault of ours
 */
record Route(String method, String template, Access access, Action action, ProblemCode onFault) {
    /** Who may call. */
    enum Access {
        OPEN,
        API_KEY
    }

    /** Answers a request. */
    @FunctionalInterface
    interface Action {
        Reply act(Call call);
    }

    Route {
        requireNonNull(method, "method");
        requireNonNull(template, "template");
        requireNonNull(access, "access");
        requireNonNull(action, "action");
        requireNonNull(onFault, "onFault");
    }

    static Route get(String template, Access access, Action action) {
        return new Route("GET", template, access, action, ProblemCode.INTERNAL_ERROR);
    }

    static Route post(String template, Access access, Action action) {
        return new Route("POST", template, access, action, ProblemCode.INTERNAL_ERROR);
    }

    /** A fault of ours is never the sender's end of it: it shall try again. */
    Route unavailableOnFault() {
        return new Route(method, template, access, action, ProblemCode.UNAVAILABLE);
    }

    /** The variable of a path that is this route's; empty when it is another's. */
    Optional<Optional<String>> match(String path) {
        var expected = template.split("/", -1);
        var actual = path.split("/", -1);
        if (expected.length != actual.length) {
            return Optional.empty();
        }
        Optional<String> variable = Optional.empty();
        for (int i = 0; i < expected.length; i++) {
            if (expected[i].startsWith("{") && !actual[i].isEmpty()) {
                variable = Optional.of(actual[i]);
            } else if (!expected[i].equals(actual[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(variable);
    }

    /** Whether it answers a method; what can be got can be asked for its head. */
    boolean answers(String asked) {
        return methods().contains(asked);
    }

    List<String> methods() {
        return method.equals("GET") ? List.of("GET", "HEAD") : List.of(method);
    }
}
