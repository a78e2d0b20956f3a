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

    /** Whether a path, in segments, is this route's. */
    boolean matches(List<String> path) {
        var expected = segments(template);
        if (expected.size() != path.size()) {
            return false;
        }
        for (int i = 0; i < expected.size(); i++) {
            boolean same = isVariable(expected.get(i))
                    ? !path.get(i).isEmpty()
                    : expected.get(i).equals(path.get(i));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /** What stands in a path of this route's where it has a variable. */
    Optional<String> variable(List<String> path) {
        var expected = segments(template);
        for (int i = 0; i < expected.size(); i++) {
            if (isVariable(expected.get(i))) {
                return Optional.of(path.get(i));
            }
        }
        return Optional.empty();
    }

    static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    /** Whether it answers a method; what can be got can be asked for its head. */
    boolean answers(String asked) {
        return methods().contains(asked);
    }

    List<String> methods() {
        return method.equals("GET") ? List.of("GET", "HEAD") : List.of(method);
    }
}
