package waybill.bootstrap;

import java.io.PrintStream;

/** Prints every setting with the value in force; of a secret only whether there is one. */
record ConfigReport(SettingValues values) {
    void print(PrintStream out) {
        for (var setting : Setting.values()) {
            out.printf("%-34s %-28s # %s%n", setting, shown(setting), setting.description());
        }
    }

    private String shown(Setting setting) {
        var set = values.value(setting);
        if (set.isPresent()) {
            return setting.isSecret() ? "********" : set.get();
        }
        return setting.defaultValue().map(value -> value + " (default)").orElse("-");
    }
}
