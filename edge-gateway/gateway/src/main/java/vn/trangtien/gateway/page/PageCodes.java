package vn.trangtien.gateway.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Codes that let one browser in once. The command line makes them and the running gateway takes them; both meet in a folder that
 * only the gateway's user may read, where each code is a file with its salted hash and its end. Whoever deletes the file first has
 * used the code. Safe to use from several threads and processes.
 */
public final class PageCodes {

    /** How long a code can be used. */
    public static final Duration LIFE = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(PageCodes.class);

    /** Without 0 and O, 1, I and L, U and V: nothing that is mistaken for another when it is read aloud. */
    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTWXYZ";

    /** 29 to the 10th are 4·10^14; the 300 guesses that {@link PageSessions} lets in while a code lives hit it with 7·10^-13. */
    private static final int LENGTH = 10;

    private static final int MOST_FILES = 50;
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNERS_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final String PREFIX = "code-";

    private final Path folder;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** @param folder {@code <data>/page}; made when the first code is */
    public PageCodes(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Makes a code.
     *
     * @return for the screen of the one who asked, {@code ABCDE-FGHJK}; kept nowhere
     * @throws IOException if the folder cannot be written
     */
    public String issue() throws IOException {
        makeFolder(folder);
        removeOld();
        var code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        String text = "%s %s %d%n"
                .formatted(
                        HexFormat.of().formatHex(salt),
                        hash(salt, code.toString()),
                        clock.instant().plus(LIFE).toEpochMilli());
        byte[] name = new byte[8];
        random.nextBytes(name);
        Path file = folder.resolve(PREFIX + HexFormat.of().formatHex(name));
        Path fresh = folder.resolve("new-" + HexFormat.of().formatHex(name));
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER));
        Files.writeString(fresh, text, StandardOpenOption.TRUNCATE_EXISTING);
        giveToOwnerOf(folder, fresh);
        Files.move(fresh, file);
        return code.insert(LENGTH / 2, '-').toString();
    }

    /** Uses a code up; small letters, blanks and dashes do not matter. Whether it was good. */
    public boolean redeem(String given) {
        String code = given.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
        if (code.length() != LENGTH || !Files.isDirectory(folder)) {
            return false;
        }
        Instant now = clock.instant();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path file : files) {
                Optional<Stored> stored = read(file);
                if (stored.isPresent()
                        && stored.get().isValid(now)
                        && stored.get().fits(code)
                        && Files.deleteIfExists(file)) {
                    return true;
                }
            }
        } catch (IOException e) {
            LOG.warn("page codes=unreadable reason=\"{}\"", e.toString());
        }
        return false;
    }

    /** A code that cannot be used any more, or was never meant to be this long ahead, is removed. */
    private void removeOld() throws IOException {
        Instant now = clock.instant();
        int kept = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path file : files) {
                boolean valid = read(file).filter(stored -> stored.isValid(now)).isPresent();
                if (!valid || ++kept >= MOST_FILES) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private record Stored(byte[] salt, String hash, Instant until) {

        boolean isValid(Instant now) {
            return now.isBefore(until) && !now.isBefore(until.minus(LIFE));
        }

        boolean fits(String code) {
            return MessageDigest.isEqual(
                    hash.getBytes(StandardCharsets.US_ASCII),
                    PageCodes.hash(salt, code).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static Optional<Stored> read(Path file) {
        try {
            String[] parts = Files.readString(file).trim().split(" ");
            return parts.length == 3
                    ? Optional.of(new Stored(
                            HexFormat.of().parseHex(parts[0]),
                            parts[1],
                            Instant.ofEpochMilli(Long.parseLong(parts[2]))))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            LOG.debug("page code={} unreadable", file, e);
            return Optional.empty();
        }
    }

    private static String hash(byte[] salt, String code) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return HexFormat.of().formatHex(digest.digest(code.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Made for its owner alone, who is that of the data directory even when root makes it. */
    static void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNERS_FOLDER));
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            giveToOwnerOf(parent, folder);
        }
    }

    private static void giveToOwnerOf(Path model, Path file) throws IOException {
        UserPrincipal owner = Files.getOwner(model);
        if (!Files.getOwner(file).equals(owner)) {
            Files.setOwner(file, owner);
        }
    }
}
