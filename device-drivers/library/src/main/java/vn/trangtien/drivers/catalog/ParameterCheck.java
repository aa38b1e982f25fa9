package vn.trangtien.drivers.catalog;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.DriverDescriptor.Parameter;
import vn.trangtien.drivers.Suggestion;

/** Compares the parameters of one device with its driver's descriptor. */
final class ParameterCheck {

    private final DriverDescriptor descriptor;
    private final DeviceConfig config;
    private final List<String> problems = new ArrayList<>();

    ParameterCheck(DriverDescriptor descriptor, DeviceConfig config) {
        this.descriptor = descriptor;
        this.config = config;
    }

    List<String> problems() {
        unknownNames();
        for (Parameter parameter : descriptor.parameters()) {
            Object value = config.params().get(parameter.name());
            if (value != null) {
                rule(parameter, value).ifPresent(rule -> report(parameter.name(), rule, value));
            } else if (parameter.required()) {
                problems.add("%s is missing: %s%s"
                        .formatted(
                                path(parameter.name()),
                                parameter.description().en(),
                                parameter.unit().map(unit -> ", in " + unit).orElse("")));
            }
        }
        return List.copyOf(problems);
    }

    private void unknownNames() {
        List<String> known =
                descriptor.parameters().stream().map(Parameter::name).toList();
        for (String name : config.params().keySet()) {
            if (!known.contains(name)) {
                problems.add("%s is not a parameter of driver %s%s"
                        .formatted(path(name), descriptor.type(), Suggestion.sentence(name, known)));
            }
        }
    }

    /** The rule that the value breaks, if any. */
    private static Optional<String> rule(Parameter parameter, Object value) {
        return switch (parameter.kind()) {
            case INTEGER ->
                value instanceof Long || value instanceof Integer
                        ? range(parameter, ((Number) value).doubleValue())
                        : Optional.of("must be a whole number");
            case NUMBER ->
                value instanceof Number number
                        ? range(parameter, number.doubleValue())
                        : Optional.of("must be a number");
            case TEXT -> value instanceof String ? Optional.empty() : Optional.of("must be a text");
            case CHOICE ->
                value instanceof String text && parameter.choices().contains(text)
                        ? Optional.empty()
                        : Optional.of("must be one of " + parameter.choices());
            case DURATION ->
                value instanceof String text && isDuration(text)
                        ? Optional.empty()
                        : Optional.of("must be a duration such as 30s");
            case NUMBER_PAIR ->
                isPair(value) ? Optional.empty() : Optional.of("must be two numbers such as [0.6, 2.6]");
            case BOOLEAN -> value instanceof Boolean ? Optional.empty() : Optional.of("must be true or false");
            case REGISTER_MAP, FIELD_MAP ->
                value instanceof Map ? Optional.empty() : Optional.of("must be a map of names");
        };
    }

    private static Optional<String> range(Parameter parameter, double value) {
        boolean tooSmall = parameter.min().filter(min -> !(value >= min)).isPresent();
        boolean tooLarge = parameter.max().filter(max -> !(value <= max)).isPresent();
        if (!tooSmall && !tooLarge) {
            return Optional.empty();
        }
        String rule = "must be %s to %s"
                .formatted(
                        parameter.min().map(ParameterCheck::plain).orElse("any"),
                        parameter.max().map(ParameterCheck::plain).orElse("any"));
        return Optional.of(isAddress(parameter) ? rule + inHex(parameter) : rule);
    }

    /** Addresses are written in hexadecimal, in datasheets and by technicians. */
    private static boolean isAddress(Parameter parameter) {
        return parameter.name().equals("address")
                && parameter.min().isPresent()
                && parameter.max().isPresent();
    }

    private static String inHex(Parameter parameter) {
        return " (0x%02X to 0x%02X)"
                .formatted(
                        parameter.min().orElseThrow().intValue(),
                        parameter.max().orElseThrow().intValue());
    }

    private static boolean isDuration(String text) {
        try {
            return !Duration.parse(text).isNegative();
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isPair(Object value) {
        return value instanceof List<?> list
                && list.size() == 2
                && list.stream().allMatch(Number.class::isInstance);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private void report(String name, String rule, Object value) {
        problems.add("%s %s, but was '%s'".formatted(path(name), rule, value));
    }

    private String path(String name) {
        return "devices.%s.params.%s".formatted(config.id(), name);
    }
}
