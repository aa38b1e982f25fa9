package vn.trangtien.ingest.deadletters;

import java.util.Locale;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What the words of refusals mean to people, and what to do about each. Thread-safe. */
@Component
class Remedies {

    /** A reason in both languages. */
    record Remedy(String reason, String vi, String en, String remedyVi, String remedyEn) {}

    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    private final MessageSource messages;

    Remedies(MessageSource messages) {
        this.messages = messages;
    }

    boolean isKnown(String reason) {
        return !text("rejected." + reason, VIETNAMESE, "").isEmpty();
    }

    Remedy of(String reason) {
        return new Remedy(
                reason,
                text("rejected." + reason, VIETNAMESE, reason),
                text("rejected." + reason, Locale.ENGLISH, reason),
                text("remedy." + reason, VIETNAMESE, ""),
                text("remedy." + reason, Locale.ENGLISH, ""));
    }

    private String text(String key, Locale language, String otherwise) {
        return Objects.requireNonNullElse(messages.getMessage(key, null, otherwise, language), otherwise);
    }
}
