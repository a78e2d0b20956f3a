package waybill.adapter.http;

import java.util.List;
import java.util.Locale;

/** What a body says it is. */
final class MediaType {
    private MediaType() {}

    static void requireJson(List<String> contentTypes) {
        if (contentTypes.size() != 1 || !isJson(contentTypes.getFirst())) {
            throw Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "the body is to be application/json, in UTF-8");
        }
    }

    private static boolean isJson(String contentType) {
        var parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        if (!parts[0].strip().equals("application/json")) {
            return false;
        }
        for (int i = 1; i < parts.length; i++) {
            var parameter = parts[i].strip().replace("\"", "");
            if (!parameter.isEmpty() && !parameter.equals("charset=utf-8")) {
                return false;
            }
        }
        return true;
    }
}
