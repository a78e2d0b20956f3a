package waybill.adapter.http;

/** Problem details as JSON. */
final class ProblemJson {
    private ProblemJson() {}

    static void write(Json json, Problem problem) {
        json.object(() -> {
            json.string("type", problem.code().type());
            json.string("title", problem.code().title());
            json.number("status", problem.code().status());
            json.string("code", problem.code().text());
            json.string("detail", problem.detail());
            json.array(
                    "errors",
                    problem.errors(),
                    error -> json.object(() -> {
                        json.string("field", error.field());
                        json.string("code", error.code());
                        json.string("detail", error.detail());
                    }));
            problem.messageId().ifPresent(id -> json.string("id", id.toString()));
        });
    }
}
