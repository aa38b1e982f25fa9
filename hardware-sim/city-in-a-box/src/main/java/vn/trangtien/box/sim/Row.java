package vn.trangtien.box.sim;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import vn.trangtien.drivers.Quality;

/**
 * One value as it leaves the gateway.
 *
 * @param at by the clock of the gateway, which may be wrong
 * @param felt what the instrument felt when it last measured, if it measures this channel at all
 */
public record Row(
        Instant at,
        String gateway,
        String device,
        String channel,
        OptionalDouble value,
        String unit,
        Quality quality,
        Optional<String> error,
        OptionalDouble felt) {

    /** Head of a file of rows. */
    public static final String HEAD = "instant,gateway,device,channel,value,unit,quality,error,felt";

    /** One line of RFC 4180, without its end. */
    public String toCsv() {
        return String.join(
                ",",
                at.toString(),
                gateway,
                device,
                channel,
                number(value),
                quoted(unit),
                quality.name(),
                quoted(error.orElse("")),
                number(felt));
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
