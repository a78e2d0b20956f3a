package waybill.bootstrap.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** The reports that Waybill keeps without a message, by the provider's ids. */
record Orphans(Set<String> providerIds) {
    static final Orphans NONE = new Orphans(Set.of());

    private static final String PATH = "/v1/orphan-reports?limit=500";

    Orphans {
        providerIds = Set.copyOf(providerIds);
    }

    /** All pages of them. */
    static Orphans read(Api api, int port) throws InterruptedException {
        var ids = new HashSet<String>();
        var page = page(api, port, PATH);
        while (true) {
            page.path("data")
                    .forEach(orphan -> ids.add(orphan.path("provider_id").asText()));
            if (!page.path("next_cursor").isTextual()) {
                return new Orphans(ids);
            }
            page = page(api, port, PATH + "&cursor=" + page.path("next_cursor").asText());
        }
    }

    private static JsonNode page(Api api, int port, String path) throws InterruptedException {
        return api.getPatiently(port, path)
                .orElseThrow(() -> new IllegalStateException("the orphans cannot be listed"));
    }
}
