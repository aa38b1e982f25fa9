package vn.trangtien.box.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Lengths of time as people type them: {@code 500ms}, {@code 60s}, {@code 5m}, {@code 1h}. */
final class Spans implements ITypeConverter<Duration> {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})(ms|s|m|h)");

    @Override
    public Duration convert(String typed) {
        return parse(typed);
    }

    static Duration parse(String typed) {
        Matcher form = FORM.matcher(typed);
        if (!form.matches()) {
            throw new TypeConversionException(
                    "'%s' is not a length of time; write for example 60s, 5m or 1h / hãy viết ví dụ 60s, 5m hoặc 1h"
                            .formatted(typed));
        }
        long amount = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }
}
