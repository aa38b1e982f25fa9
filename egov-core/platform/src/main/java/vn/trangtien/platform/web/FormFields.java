package vn.trangtien.platform.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.util.MultiValueMap;
import vn.trangtien.platform.text.Sentence;
import vn.trangtien.platform.text.VietnameseText;

/**
 * The fields of one submitted form: reads them, collects what is wrong in the reader's language, and keeps what was typed so that the page can show it again.
 * Belongs to one request.
 */
public final class FormFields {

    private static final int LONGEST = 300;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private final MultiValueMap<String, String> sent;
    private final MessageSource messages;
    private final Locale locale;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, String> wrong = new LinkedHashMap<>();

    public FormFields(MultiValueMap<String, String> sent, MessageSource messages, Locale locale) {
        this.sent = sent;
        this.messages = messages;
        this.locale = locale;
    }

    /** A text of 1 to 300 characters; a problem if it is not. */
    public String text(String name) {
        return text(name, LONGEST);
    }

    /** A text of 1 to so many characters; a problem if it is not. */
    public String text(String name, int longest) {
        String value = optional(name);
        if (value.isEmpty() || value.length() > longest) {
            wrong(name, "form.problem.text", longest);
        }
        return value;
    }

    /** A text that may be missing. */
    public String optional(String name) {
        return VietnameseText.nfc(
                Optional.ofNullable(sent.getFirst(name)).orElse("").strip());
    }

    /** All values of one name, for instance of check boxes. */
    public List<String> all(String name) {
        return sent.getOrDefault(name, List.of()).stream()
                .map(value -> VietnameseText.nfc(value.strip()))
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** A day; {@code otherwise} and a problem if it is none. */
    public LocalDate day(String name, LocalDate otherwise) {
        Optional<LocalDate> day = optionalDay(name);
        if (optional(name).isEmpty()) {
            wrong(name, "form.problem.day");
        }
        return day.orElse(otherwise);
    }

    /** A day that may be missing; a problem if something else stands there. */
    public Optional<LocalDate> optionalDay(String name) {
        String value = optional(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(value));
        } catch (DateTimeException e) {
            wrong(name, "form.problem.day");
            return Optional.empty();
        }
    }

    /** One of the names of an enumeration; {@code otherwise} and a problem if it is none. */
    public <E extends Enum<E>> E oneOf(String name, Class<E> type, E otherwise) {
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(optional(name))) {
                return value;
            }
        }
        wrong(name, "form.problem.choice");
        return otherwise;
    }

    /** A whole number of a row; 0 and a problem if it is none. */
    public long number(String name) {
        try {
            return Long.parseLong(optional(name));
        } catch (NumberFormatException e) {
            wrong(name, "form.problem.choice");
            return 0;
        }
    }

    /** Adds what the domain says. */
    public void refuse(Iterable<Sentence> sentences) {
        sentences.forEach(sentence -> problems.add(sentence.in(locale)));
    }

    /** A problem if a last day lies before its first one. */
    public void inOrder(LocalDate from, String name, Optional<LocalDate> to) {
        if (to.filter(last -> last.isBefore(from)).isPresent()) {
            wrong(name, "form.problem.order", from.format(DAY));
        }
    }

    /** Adds a rule of the page's own that a field broke; the message gets the field's label as first argument. */
    public void refuseField(String name, String key) {
        wrong(name, key);
    }

    public boolean hasProblems() {
        return !problems.isEmpty();
    }

    /** Every problem in words. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** Names of the fields that are wrong, for {@code aria-invalid}. */
    public boolean isWrong(String name) {
        return wrong.containsKey(name);
    }

    /** What was typed. */
    public Map<String, String> values() {
        return sent.toSingleValueMap();
    }

    private void wrong(String name, String key, Object... arguments) {
        if (wrong.putIfAbsent(name, key) == null) {
            String label = messages.getMessage("field." + name, null, name, locale);
            var all = new ArrayList<Object>(List.of(String.valueOf(label)));
            all.addAll(List.of(arguments));
            problems.add(messages.getMessage(key, all.toArray(), locale));
        }
    }
}
