package vn.trangtien.ingest.enrolment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What private keys are encrypted with on disk. It is in no log and in no exception. */
final class Passphrase {

    private static final int SHORTEST = 12;

    private final String text;

    private Passphrase(String text) {
        this.text = text;
    }

    static Passphrase of(String text) {
        if (text.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "trangtien.ingest.enrolment.ca.passphrase must have %d characters or more, but has %d; choose a longer one"
                            .formatted(SHORTEST, text.length()));
        }
        return new Passphrase(text);
    }

    /** From the setting itself or from the first line of the file it names; exactly one of the two must be given. */
    static Passphrase from(@Nullable String passphrase, @Nullable Path file) {
        boolean inline = passphrase != null && !passphrase.isBlank();
        if (passphrase != null && inline && file == null) {
            return of(passphrase);
        }
        if (file == null || inline) {
            throw new IllegalArgumentException(
                    "trangtien.ingest.enrolment.ca: set either passphrase or passphrase-file, but %s set; private keys on disk"
                                    .formatted(inline ? "both are" : "neither is")
                            + " are encrypted with it, and without it they cannot be read again");
        }
        try {
            return of(Files.readAllLines(file).stream().findFirst().orElse("").strip());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "trangtien.ingest.enrolment.ca.passphrase-file: %s cannot be read; let the service's user read it"
                            .formatted(file),
                    e);
        }
    }

    char[] characters() {
        return text.toCharArray();
    }

    @Override
    public String toString() {
        return "Passphrase";
    }
}
