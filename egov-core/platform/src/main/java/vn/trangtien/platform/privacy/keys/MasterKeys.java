package vn.trangtien.platform.privacy.keys;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The master keys of a file outside of the database: {@code active=ID} and one {@code key.ID=BASE64} of 32 bytes for each. The
 * active one seals; the others only open what was sealed earlier. Immutable.
 *
 * <p>The file must belong to the service alone: no symbolic link, readable and writable by nobody else, in a folder in which nobody
 * else can put another one in its place. Otherwise nothing starts.
 */
public final class MasterKeys {

    private static final String PREFIX = "key.";
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9.-]{0,39}");
    private static final Set<PosixFilePermission> FOR_OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);
    private static final Set<PosixFilePermission> WRITE_FOR_OTHERS =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final String active;
    private final Map<String, SecretKey> keys;

    private MasterKeys(String active, Map<String, SecretKey> keys) {
        this.active = active;
        this.keys = Map.copyOf(keys);
    }

    /** @throws IOException if the file cannot be read, is open to others, or holds no usable keys; the message says what to do */
    public static MasterKeys load(Path file) throws IOException {
        checkGuard(file);
        var lines = new Properties();
        lines.load(new StringReader(Files.readString(file)));
        var keys = new HashMap<String, SecretKey>();
        for (String name : lines.stringPropertyNames()) {
            if (name.startsWith(PREFIX)) {
                keys.put(id(name.substring(PREFIX.length()), file), key(name, lines.getProperty(name), file));
            }
        }
        String active = lines.getProperty("active", "").strip();
        if (!keys.containsKey(active)) {
            throw new IOException("key file %s: active must name one of its keys %s, but was '%s'"
                    .formatted(file, new TreeMap<>(keys).keySet(), active));
        }
        return new MasterKeys(active, keys);
    }

    /**
     * Writes a new file with one new key, for the service's user alone.
     *
     * @param id 1 to 40 characters of a-z 0-9 . -, for instance {@code 2026-11}
     * @throws IOException if there is a file already
     */
    public static void create(Path file, String id) throws IOException {
        write(file, id, Map.of(id(id, file), newKey()), StandardOpenOption.CREATE_NEW);
        checkGuard(file);
    }

    /**
     * Adds a new key and makes it the active one; the others stay, for what they sealed. Afterwards restart the services, and let
     * {@link DataKeys#rewrap()} seal the data keys anew.
     */
    public static void rotate(Path file, String id) throws IOException {
        MasterKeys old = load(file);
        if (old.keys.containsKey(id(id, file))) {
            throw new IOException("key file %s: a new key needs a new id, but '%s' is there".formatted(file, id));
        }
        var encoded = new TreeMap<String, String>();
        old.keys.forEach((name, key) -> encoded.put(name, Base64.getEncoder().encodeToString(key.getEncoded())));
        encoded.put(id, newKey());
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        write(next, id, encoded, StandardOpenOption.CREATE_NEW);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    String active() {
        return active;
    }

    byte[] wrap(byte[] dataKey, byte[] bound) {
        SecretKey key = keys.get(active);
        if (key == null) {
            throw new IllegalStateException("the active master key is missing, although it was there");
        }
        return Gcm.seal(key, dataKey, bound);
    }

    /** @throws GeneralSecurityException if the key is not in the file, or the wrapped key was changed */
    byte[] unwrap(String id, byte[] wrapped, byte[] bound) throws GeneralSecurityException {
        SecretKey key = keys.get(id);
        if (key == null) {
            throw new GeneralSecurityException(
                    "master key '%s' must be in the key file, but only %s are; bring it back from its backup"
                            .formatted(id, new TreeMap<>(keys).keySet()));
        }
        return Gcm.open(key, wrapped, bound);
    }

    private static void checkGuard(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("key file must be a regular file and no link, but '%s' is not".formatted(file));
        }
        Set<PosixFilePermission> own = permissions(file);
        if (own.stream().anyMatch(FOR_OTHERS::contains)) {
            throw new IOException("key file %s must be open to its owner only, but has %s; chmod 600 it"
                    .formatted(file, PosixFilePermissions.toString(own)));
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && permissions(folder).stream().anyMatch(WRITE_FOR_OTHERS::contains)) {
            throw new IOException(
                    "folder %s of the key file must be writable by its owner only, but has %s; chmod go-w it"
                            .formatted(folder, PosixFilePermissions.toString(permissions(folder))));
        }
    }

    private static Set<PosixFilePermission> permissions(Path path) throws IOException {
        try {
            return Files.getPosixFilePermissions(path);
        } catch (UnsupportedOperationException e) {
            throw new IOException(
                    "key file %s must lie on a file system with owners and permissions, but does not".formatted(path),
                    e);
        }
    }

    private static SecretKey key(String name, String base64, Path file) throws IOException {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.strip());
            if (bytes.length == Gcm.KEY_BYTES) {
                return new SecretKeySpec(bytes, "AES");
            }
            throw new IOException("key file %s: %s must have 32 bytes, but has %d".formatted(file, name, bytes.length));
        } catch (IllegalArgumentException e) {
            throw new IOException("key file %s: %s must be Base64, but is not".formatted(file, name), e);
        }
    }

    private static String id(String id, Path file) throws IOException {
        if (!ID.matcher(id).matches()) {
            throw new IOException(
                    "key file %s: the id of a key must have 1 to 40 characters of a-z 0-9 . -, but was '%s'"
                            .formatted(file, id));
        }
        return id;
    }

    private static String newKey() {
        return Base64.getEncoder().encodeToString(Gcm.random(Gcm.KEY_BYTES));
    }

    private static void write(Path file, String active, Map<String, String> keys, StandardOpenOption option)
            throws IOException {
        var text = new StringBuilder("# Master keys of personal data. Keep a copy apart from the database's backups.\n")
                .append("active=")
                .append(active)
                .append('\n');
        new TreeMap<>(keys)
                .forEach((id, key) ->
                        text.append(PREFIX).append(id).append('=').append(key).append('\n'));
        try (var channel = Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.WRITE, option),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(java.nio.ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
        }
    }
}
