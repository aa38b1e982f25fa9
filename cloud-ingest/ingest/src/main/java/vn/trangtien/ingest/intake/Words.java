package vn.trangtien.ingest.intake;

import java.util.Locale;
import org.springframework.context.MessageSource;
import vn.trangtien.ingest.decoding.Plausibility;
import vn.trangtien.ingest.decoding.Rejection;

/** Sentences for whoever programs a device: in both languages, since nobody knows who reads them. Thread-safe. */
final class Words {

    private static final int MOST = 200;
    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    private final MessageSource texts;

    Words(MessageSource texts) {
        this.texts = texts;
    }

    /** Text of a device, so that it can stand in an answer. */
    static String printable(String text) {
        return Plausibility.printable(text, MOST);
    }

    /** The reason in both languages; what the decoder says of the details follows in English, as in dead letters. */
    String of(Rejection why) {
        String key = "rejected." + why.reason().word();
        return "%s / %s: %s"
                .formatted(
                        texts.getMessage(key, null, VIETNAMESE),
                        texts.getMessage(key, null, Locale.ENGLISH),
                        why.detail());
    }
}
