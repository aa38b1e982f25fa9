package vn.trangtien.box.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.DriverDescriptor.BusKind;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.DriverDescriptor.Parameter;
import vn.trangtien.drivers.schema.FormField;
import vn.trangtien.drivers.schema.ParameterSchema;

/** What descriptors say, for people and for programs. */
final class DriverPages {

    /** Head of the page that the repository keeps; the command that makes it is in it. */
    private static final String MARKDOWN_HEAD = """
            # Drivers / Trình điều khiển

            Made by `./city drivers list --markdown > docs/drivers.md` from the drivers themselves; do not edit.

            | `driver:` | Bus | Measures / đo |
            | --- | --- | --- |
            """;

    private DriverPages() {}

    static String markdown(List<DriverDescriptor> drivers) {
        var page = new StringBuilder(MARKDOWN_HEAD);
        for (DriverDescriptor driver : drivers) {
            page.append("| [`%s`](#%s) | %s | %s / %s |\n"
                    .formatted(
                            driver.type(),
                            driver.type(),
                            buses(driver),
                            driver.title().en(),
                            driver.title().vi()));
        }
        drivers.forEach(driver -> page.append('\n').append(section(driver)));
        return page.toString();
    }

    private static String section(DriverDescriptor driver) {
        var page = new StringBuilder("## %s\n\n".formatted(driver.type()));
        page.append(
                "%s.  \n%s.\n\n".formatted(driver.title().vi(), driver.title().en()));
        page.append("Bus: %s. Warm-up: %s. Shortest interval: %s. Source: %s.\n"
                .formatted(buses(driver), shown(driver.warmUp()), shown(driver.minInterval()), driver.source()));
        if (!driver.parameters().isEmpty()) {
            page.append("\n| Parameter | Value | Usual | Meaning / ý nghĩa |\n| --- | --- | --- | --- |\n");
            for (FormField field : FormField.of(driver)) {
                page.append("| `%s` | %s | %s | %s / %s |\n"
                        .formatted(
                                field.name(),
                                cell(value(field)),
                                field.required()
                                        ? "**required**"
                                        : field.initial()
                                                .map(text -> "`" + text + "`")
                                                .orElse("–"),
                                cell(field.label().en()),
                                cell(field.label().vi())));
            }
        }
        if (driver.channels().isEmpty()) {
            page.append("\nChannels: as the parameters name them.\n");
        } else {
            page.append("\n| Channel | Unit | Range | Accuracy | Kind | Meaning / ý nghĩa |\n"
                    + "| --- | --- | --- | --- | --- | --- |\n");
            for (Channel channel : driver.channels()) {
                page.append("| `%s` | %s | %s … %s | %s | %s | %s / %s |\n"
                        .formatted(
                                channel.name(),
                                channel.unit(),
                                plain(channel.min()),
                                plain(channel.max()),
                                channel.accuracy().isBlank() ? "–" : cell(channel.accuracy()),
                                kind(channel),
                                cell(channel.title().en()),
                                cell(channel.title().vi())));
            }
        }
        return page.append("\n```yaml\n")
                .append(DriverExample.yaml(driver))
                .append("```\n")
                .toString();
    }

    private static String kind(Channel channel) {
        return channel.kind().name().toLowerCase(Locale.ROOT) + (channel.writable() ? ", takes commands" : "");
    }

    private static String value(FormField field) {
        String range = field.min().isPresent() || field.max().isPresent()
                ? "%s … %s".formatted(show(field.min()), show(field.max()))
                : field.input().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String base = field.choices().isEmpty() ? range : String.join(", ", field.choices());
        return base + field.unit().map(unit -> " " + unit).orElse("");
    }

    private static String show(Optional<Number> number) {
        return number.map(Object::toString).orElse("");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    static String buses(DriverDescriptor driver) {
        return driver.busKinds().stream().map(BusKind::code).collect(Collectors.joining(", "));
    }

    static String shown(Duration duration) {
        if (duration.isZero()) {
            return "0";
        }
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    static Object plain(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return (long) number;
        }
        return number;
    }

    /** Everything, as a tree for JSON. */
    static Map<String, Object> tree(DriverDescriptor driver) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("driver", driver.type());
        tree.put("title", Map.of("vi", driver.title().vi(), "en", driver.title().en()));
        tree.put("source", driver.source());
        tree.put("buses", driver.busKinds().stream().map(BusKind::code).toList());
        tree.put("warmUp", driver.warmUp().toString());
        tree.put("minInterval", driver.minInterval().toString());
        tree.put("channels", channels(driver.channels()));
        tree.put(
                "parameters",
                driver.parameters().stream().map(DriverPages::parameter).toList());
        tree.put("schema", ParameterSchema.of(driver));
        tree.put("example", DriverExample.yaml(driver));
        return tree;
    }

    private static List<Map<String, Object>> channels(List<Channel> channels) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Channel channel : channels) {
            var tree = new LinkedHashMap<String, Object>();
            tree.put("channel", channel.name());
            tree.put(
                    "title",
                    Map.of("vi", channel.title().vi(), "en", channel.title().en()));
            tree.put("unit", channel.unit());
            tree.put("kind", channel.kind().name());
            tree.put("min", plain(channel.min()));
            tree.put("max", plain(channel.max()));
            tree.put("accuracy", channel.accuracy());
            tree.put("writable", channel.writable());
            all.add(tree);
        }
        return all;
    }

    private static Map<String, Object> parameter(Parameter parameter) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("parameter", parameter.name());
        tree.put("kind", parameter.kind().name());
        tree.put(
                "meaning",
                Map.of(
                        "vi",
                        parameter.description().vi(),
                        "en",
                        parameter.description().en()));
        parameter.unit().ifPresent(unit -> tree.put("unit", unit));
        parameter.min().ifPresent(min -> tree.put("min", plain(min)));
        parameter.max().ifPresent(max -> tree.put("max", plain(max)));
        if (!parameter.choices().isEmpty()) {
            tree.put("choices", parameter.choices());
        }
        parameter.defaultValue().ifPresent(usual -> tree.put("default", usual));
        tree.put("required", parameter.required());
        return tree;
    }

    /** For a terminal. */
    static String text(DriverDescriptor driver) {
        return section(driver)
                .replaceAll("(?m)^## ", "")
                .replaceAll("(?m)^\\| (?:--- ?\\|? ?)+\n", "")
                .replace("**", "")
                .replaceAll("(?m)^```.*\n", "");
    }
}
