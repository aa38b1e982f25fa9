package vn.trangtien.city.screen;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers, units and times as people read them; templates see it as {@code ${show}}. */
public final class Display {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd/MM HH:mm:ss");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("Cel", "°C"),
            Map.entry("ug/m3", "µg/m³"),
            Map.entry("kW.h", "kWh"),
            Map.entry("{count}", ""),
            Map.entry("1", ""));

    private final ZoneId zone;
    private final DecimalFormatSymbols symbols;

    Display(ZoneId zone, Locale locale) {
        this.zone = zone;
        this.symbols = DecimalFormatSymbols.getInstance(
                locale.getLanguage().equals("en") ? Locale.UK : Locale.forLanguageTag("vi-VN"));
    }

    /** {@code 22/11 21:03:11}, local. */
    public String moment(@Nullable Instant at) {
        return at == null ? "" : MOMENT.format(at.atZone(zone));
    }

    /** {@code 25/11/2026}. */
    public String day(@Nullable LocalDate day) {
        return day == null ? "" : DAY.format(day);
    }

    /** For {@code <time datetime>}. */
    public String iso(@Nullable Instant at) {
        return at == null ? "" : at.toString();
    }

    /** At most two decimals, decimal comma in Vietnamese. */
    public String number(double value) {
        return new DecimalFormat("#,##0.##", symbols).format(value);
    }

    /** Two decimals, always: values that stand below each other. */
    public String figure(double value) {
        return new DecimalFormat(Math.abs(value) >= 1000 ? "#,##0" : "#,##0.00", symbols).format(value);
    }

    /** Units as people write them. */
    public String unit(String ucum) {
        return UNITS.getOrDefault(ucum, ucum);
    }

    /** {@code 3:05}, {@code 2:03:05}: minutes and seconds, or hours too. */
    public String span(double seconds) {
        Duration span = Duration.ofSeconds(Math.round(seconds));
        return span.toHours() > 0
                ? "%d:%02d:%02d".formatted(span.toHours(), span.toMinutesPart(), span.toSecondsPart())
                : "%d:%02d".formatted(span.toMinutes(), span.toSecondsPart());
    }
}
