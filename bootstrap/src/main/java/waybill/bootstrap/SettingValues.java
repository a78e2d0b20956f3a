package waybill.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** What is set, and where: the environment wins over {@code .env}, which wins over the YAML file. */
final class SettingValues {
    static final String DEFAULT_CONFIG_FILE = "waybill.yaml";
    private static final List<String> OUR_PREFIXES = List.of("WAYBILL_", "PLIVO_");

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);
    private final List<String> problems = new ArrayList<>();

    private SettingValues() {}

    /**
     * Reads everything that is set.
     *
     * @param directories where a {@code .env} is looked for, the first that has one wins
     */
    static SettingValues read(Map<String, String> environment, List<Path> directories) {
        var read = new SettingValues();
        var dotenv = directories.stream()
                .map(directory -> directory.resolve(Dotenv.FILE))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(read::dotenv)
                .orElse(Map.of());
        var configFile = given(environment, Setting.CONFIG_FILE).or(() -> given(dotenv, Setting.CONFIG_FILE));
        read.yaml(configFile);
        read.variables(dotenv, Dotenv.FILE);
        read.variables(environment, "the environment");
        return read;
    }

    /** What is set to nothing is not set. */
    private static Optional<String> given(Map<String, String> variables, String variable) {
        return Optional.ofNullable(variables.get(variable)).filter(value -> !value.isBlank());
    }

    Optional<String> value(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    /** Gives a setting a value that nobody gave it. */
    void complete(Setting setting, String value) {
        values.putIfAbsent(setting, value);
    }

    void replace(Setting setting, String value) {
        values.put(setting, value);
    }

    List<String> problems() {
        return problems;
    }

    private void variables(Map<String, String> variables, String place) {
        var ours = variables.entrySet().stream()
                .filter(entry -> OUR_PREFIXES.stream().anyMatch(entry.getKey()::startsWith))
                .filter(entry -> !entry.getKey().equals(Setting.CONFIG_FILE))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        ours.forEach((variable, value) -> Setting.ofVariable(variable)
                .ifPresentOrElse(
                        setting -> set(setting, variable, value, ours),
                        () -> problems.add("%s in %s is not known: did you mean %s?"
                                .formatted(variable, place, Setting.nearestTo(variable)))));
    }

    private void set(Setting setting, String variable, String value, Map<String, String> ours) {
        if (value.isBlank()) {
            return;
        }
        if (variable.equals(setting.name())) {
            if (setting.isSecret() && given(ours, setting.fileVariable()).isPresent()) {
                problems.add("%s and %s are both set: remove one".formatted(variable, setting.fileVariable()));
            }
            put(setting, value);
            return;
        }
        try {
            put(setting, Files.readString(Path.of(value)).strip());
        } catch (IOException | RuntimeException _) {
            problems.add("%s names the file %s, which cannot be read".formatted(variable, value));
        }
    }

    private void put(Setting setting, String value) {
        if (!value.isBlank()) {
            values.put(setting, value.strip());
        }
    }

    private Map<String, String> dotenv(Path file) {
        try {
            var dotenv = new Dotenv(Files.readString(file));
            problems.addAll(dotenv.problems());
            return dotenv.variables();
        } catch (IOException _) {
            problems.add("%s cannot be read".formatted(file));
            return Map.of();
        }
    }

    private void yaml(Optional<String> named) {
        try {
            var file = Path.of(named.orElse(DEFAULT_CONFIG_FILE));
            if (named.isPresent() || Files.exists(file)) {
                yaml(file);
            }
        } catch (InvalidPathException _) {
            problems.add("%s is '%s', which this system does not take for a path (check LC_ALL)"
                    .formatted(Setting.CONFIG_FILE, named.orElse(DEFAULT_CONFIG_FILE)));
        }
    }

    private void yaml(Path file) {
        try {
            var options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            var dump = new DumperOptions();
            Object root = new Yaml(new SafeConstructor(options), new Representer(dump), dump, options, new AsWritten())
                    .load(Files.readString(file));
            if (root != null) {
                yaml("", root, file);
            }
        } catch (IOException _) {
            problems.add("the configuration file %s cannot be read".formatted(file));
        } catch (YAMLException e) {
            problems.add("the configuration file %s is no valid YAML: %s"
                    .formatted(
                            file,
                            String.valueOf(e.getMessage()).lines().findFirst().orElse("no details")));
        }
    }

    /** Every value is text, as it stands there: a token of digits is no number, and loses no zero. */
    private static final class AsWritten extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            // None: what a value is, its setting says.
        }
    }

    private void yaml(String key, Object node, Path file) {
        switch (node) {
            case Map<?, ?> map ->
                map.forEach((name, value) -> {
                    if (value != null) {
                        yaml(key.isEmpty() ? String.valueOf(name) : key + "." + name, value, file);
                    }
                });
            case List<?> list ->
                yamlValue(key, list.stream().map(String::valueOf).collect(Collectors.joining(",")), file);
            default -> yamlValue(key, String.valueOf(node), file);
        }
    }

    private void yamlValue(String key, String value, Path file) {
        for (var setting : Setting.values()) {
            if (setting.yamlKey()
                    .equals(key.replaceFirst("\\.", "\0").replace('.', '-').replace('\0', '.'))) {
                put(setting, value);
                return;
            }
        }
        var variable = key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        problems.add("%s in %s is not known: did you mean %s?"
                .formatted(
                        key, file, Setting.valueOf(Setting.nearestTo(variable)).yamlKey()));
    }
}
