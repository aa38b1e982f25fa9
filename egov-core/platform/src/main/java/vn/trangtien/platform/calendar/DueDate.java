package vn.trangtien.platform.calendar;

import java.text.MessageFormat;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/**
 * A due date and how it came about.
 *
 * @param received the day that counts as day of receipt, which is not counted itself
 * @param date the last day
 * @param special holidays, exchanged and made-up days between receipt and due date
 * @param provisional whether the list of days off still lacks a year or an announcement that matters here
 */
public record DueDate(
        LocalDateTime accepted,
        LocalDate received,
        LocalTime cutOff,
        int workingDays,
        LocalDate date,
        List<CalendarDay> special,
        boolean provisional) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    public DueDate {
        special = List.copyOf(special);
    }

    /** The reckoning in words; English for English readers, Vietnamese for everybody else. */
    public String explain(Locale locale) {
        Locale language = locale.getLanguage().equals("en") ? Locale.ENGLISH : Locale.forLanguageTag("vi");
        ResourceBundle texts = ResourceBundle.getBundle(
                "i18n.calendar",
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        var sentences = new ArrayList<String>();
        sentences.add(receipt(texts));
        sentences.add(say(texts, "due.count", workingDays));
        listed(texts, "due.off", language, false).ifPresent(sentences::add);
        listed(texts, "due.worked", language, true).ifPresent(sentences::add);
        sentences.add(say(texts, "due.date", DAY.format(date)));
        if (provisional) {
            sentences.add(say(texts, "due.provisional"));
        }
        return String.join(" ", sentences);
    }

    private String receipt(ResourceBundle texts) {
        if (received.equals(accepted.toLocalDate())) {
            return say(texts, "due.received", MOMENT.format(accepted));
        }
        String key = accepted.toLocalTime().isAfter(cutOff) ? "due.received.late" : "due.received.off";
        return say(texts, key, MOMENT.format(accepted), TIME.format(cutOff), DAY.format(received));
    }

    private Optional<String> listed(ResourceBundle texts, String key, Locale language, boolean worked) {
        String days = special.stream()
                .filter(day -> (day.kind() == CalendarDay.Kind.MAKEUP_WORKDAY) == worked)
                .map(day -> DAY.format(day.date()) + " (" + day.name(language) + ")")
                .collect(Collectors.joining(", "));
        return days.isEmpty() ? Optional.empty() : Optional.of(say(texts, key, days));
    }

    private static String say(ResourceBundle texts, String key, Object... values) {
        return new MessageFormat(texts.getString(key), Locale.ROOT).format(values);
    }
}
