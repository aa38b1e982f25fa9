package vn.trangtien.sim.pki;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the issuing authority has done, one line for each deed, in a file that is only ever appended to:
 * {@code issued <serial> <instant>} and {@code revoked <serial> <instant> <reason>}, serials in hexadecimal digits. Thread-safe.
 */
final class Journal {

    /** The end of a certificate before its time. */
    record Revocation(Instant at, RevocationReason reason) {}

    private final Optional<Path> file;
    private final Map<BigInteger, Instant> issued = new HashMap<>();
    private final Map<BigInteger, Revocation> revoked = new LinkedHashMap<>();

    /** Of an authority that never revoked anything and keeps nothing: the root. */
    Journal() {
        file = Optional.empty();
    }

    Journal(Path file) throws IOException {
        this.file = Optional.of(file);
        if (Files.exists(file)) {
            int number = 0;
            for (String line : Files.readAllLines(file, UTF_8)) {
                number++;
                replay(file, line, number);
            }
        }
    }

    synchronized void issued(BigInteger serial, Instant at) throws IOException {
        append("issued %s %s".formatted(serial.toString(16), at));
        issued.put(serial, at);
    }

    /** The first revocation stands; a later one of the same certificate changes nothing. */
    synchronized void revoked(BigInteger serial, Instant at, RevocationReason reason) throws IOException {
        if (!issued.containsKey(serial)) {
            throw new IllegalArgumentException(
                    "certificate %s cannot be revoked: this authority never issued it".formatted(serial.toString(16)));
        }
        if (revoked.containsKey(serial)) {
            return;
        }
        append("revoked %s %s %s".formatted(serial.toString(16), at, reason));
        revoked.put(serial, new Revocation(at, reason));
    }

    synchronized boolean knows(BigInteger serial) {
        return issued.containsKey(serial);
    }

    synchronized Optional<Revocation> revocation(BigInteger serial) {
        return Optional.ofNullable(revoked.get(serial));
    }

    synchronized Map<BigInteger, Revocation> revocations() {
        return new LinkedHashMap<>(revoked);
    }

    private void append(String line) throws IOException {
        if (file.isPresent()) {
            Files.writeString(file.get(), line + "\n", UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private void replay(Path source, String line, int number) throws IOException {
        String[] words = line.split(" ");
        try {
            BigInteger serial = new BigInteger(words[1], 16);
            Instant at = Instant.parse(words[2]);
            switch (words[0]) {
                case "issued" -> issued.put(serial, at);
                case "revoked" -> revoked.put(serial, new Revocation(at, RevocationReason.valueOf(words[3])));
                default -> throw new IllegalArgumentException("'" + words[0] + "' is no deed");
            }
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw new IOException(
                    "%s, line %d cannot be read (%s); mend the line or begin with an empty folder"
                            .formatted(source, number, e.getMessage()),
                    e);
        }
    }
}
