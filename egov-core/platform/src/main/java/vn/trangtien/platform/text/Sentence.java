package vn.trangtien.platform.text;

import java.text.MessageFormat;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/**
 * A sentence that pure code says and a person reads later, in either language: the key of a message and what goes into it. It explains a reckoning or
 * a refusal without the code knowing who reads.
 *
 * @param bundle base name of the message bundle, for instance {@code i18n.calendar}
 * @param arguments text, numbers, days ({@code dd/MM/yyyy}), moments, times of day, durations, {@link Words}, sentences, or lists of these
 */
public record Sentence(String bundle, String key, List<Object> arguments) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    public Sentence {
        arguments = List.copyOf(arguments);
    }

    public static Sentence of(String bundle, String key, Object... arguments) {
        return new Sentence(bundle, key, List.of(arguments));
    }

    /** English for English readers, Vietnamese for everybody else. */
    public String in(Locale locale) {
        Locale language = locale.getLanguage().equals("en") ? Locale.ENGLISH : VietnameseText.VIETNAMESE;
        ResourceBundle texts = ResourceBundle.getBundle(
                bundle,
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        Object[] shown = arguments.stream().map(one -> show(one, language)).toArray();
        return new MessageFormat(texts.getString(key), Locale.ROOT).format(shown);
    }

    private static Object show(Object argument, Locale language) {
        if (argument instanceof LocalDateTime moment) {
            return MOMENT.format(moment);
        }
        if (argument instanceof LocalDate day) {
            return DAY.format(day);
        }
        if (argument instanceof LocalTime time) {
            return TIME.format(time);
        }
        if (argument instanceof Duration duration) {
            return duration(duration, language);
        }
        if (argument instanceof Words words) {
            return words.in(language);
        }
        if (argument instanceof Sentence sentence) {
            return sentence.in(language);
        }
        if (argument instanceof List<?> many) {
            return many.stream().map(one -> show(one, language).toString()).collect(Collectors.joining(", "));
        }
        return argument instanceof Number ? argument.toString() : argument;
    }

    private static String duration(Duration duration, Locale language) {
        boolean english = language.equals(Locale.ENGLISH);
        long hours = duration.toHours();
        int minutes = duration.toMinutesPart();
        String hourWords = hours + (english ? " h" : " giờ");
        String minuteWords = minutes + (english ? " min" : " phút");
        if (minutes == 0) {
            return hourWords;
        }
        return hours == 0 ? minuteWords : hourWords + " " + minuteWords;
    }
}
