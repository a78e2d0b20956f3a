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
 * @param watched whether its connection sees to it that its act does not take too long; else the act does so itself
 */
record Route(String method, String template, Access access, Action action, ProblemCode onFault, boolean watched) {
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
        return new Route("GET", template, access, action, ProblemCode.INTERNAL_ERROR, false);
    }

    static Route post(String template, Access access, Action action) {
        return new Route("POST", template, access, action, ProblemCode.INTERNAL_ERROR, false);
    }

    /** Neither a fault of ours nor an act that takes too long is the sender's end of it: it shall try again. */
    Route unavailableOnFault() {
        return new Route(method, template, access, action, ProblemCode.UNAVAILABLE, true);
    }

    /** Whether a path is this route's. */
    boolean matches(String path) {
        int begin = template.indexOf('{');
        if (begin < 0) {
            return path.equals(template);
        }
        int rest = template.length() - template.indexOf('}') - 1;
        int end = path.length() - rest;
        return end > begin
                && path.regionMatches(0, template, 0, begin)
                && path.regionMatches(end, template, template.length() - rest, rest)
                && path.indexOf('/', begin) == (rest == 0 ? -1 : end);
    }

    /** What stands in a path of this route's where it has a variable. */
    Optional<String> variable(String path) {
        int begin = template.indexOf('{');
        int rest = template.length() - template.indexOf('}') - 1;
        return begin < 0 ? Optional.empty() : Optional.of(path.substring(begin, path.length() - rest));
    }

    /** Whether it answers a method; what can be got can be asked for its head. */
    boolean answers(String asked) {
        return asked.equals(method) || (asked.equals("HEAD") && method.equals("GET"));
    }

    List<String> methods() {
        return method.equals("GET") ? List.of("GET", "HEAD") : List.of(method);
    }
}
