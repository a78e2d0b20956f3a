package waybill.bootstrap;

import java.io.PrintStream;
import java.util.Optional;
import waybill.adapter.plivo.PlivoAccount;
import waybill.bootstrap.WaybillConfig.Kind;

/** Prints every setting with the value in force for `serve`; of a secret only whether there is one. */
record ConfigReport(SettingValues values) {
    void print(PrintStream out) {
        for (var setting : Setting.values()) {
            out.printf("%-34s %-28s # %s%n", setting, shown(setting), setting.description());
        }
    }

    /** Also of those whose default depends on what is started. */
    private Optional<String> defaultValue(Setting setting) {
        return switch (setting) {
            case WAYBILL_HOST -> Optional.of(ConfigReader.host(Kind.LIVE, values));
            case WAYBILL_DATA ->
                Optional.of(ConfigReader.data(Kind.LIVE, values).toString());
            case PLIVO_API_URL -> Optional.of(PlivoAccount.PLIVO_API.toString());
            default -> setting.defaultValue();
        };
    }

    private static String shown(Setting setting, String value) {
        if (setting.isSecret()) {
            return "********";
        }
        return setting == Setting.WAYBILL_DATABASE_URL ? JdbcUrls.shown(value) : value;
    }

    private String shown(Setting setting) {
        var set = values.value(setting);
        if (set.isPresent()) {
            return shown(setting, set.get());
        }
        return defaultValue(setting).map(value -> value + " (default)").orElse("-");
    }
}
