package vn.trangtien.box.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/**
 * Passwords and tokens between the parts of one city: random, made when first asked for, kept in a file that only its owner
 * may read. Nobody ever types one.
 */
public final class Secrets {

    private static final int BYTES = 24;

    private final Path file;
    private final Properties values = new Properties();

    private Secrets(Path file) {
        this.file = file;
    }

    public static Secrets in(Path home) throws IOException {
        var secrets = new Secrets(home.resolve("secrets.properties"));
        if (Files.exists(secrets.file)) {
            try (var reader = Files.newBufferedReader(secrets.file)) {
                secrets.values.load(reader);
            }
        }
        return secrets;
    }

    /** The secret of that name, the same at every start; 48 hexadecimal digits. */
    public synchronized String get(String name) throws IOException {
        String known = values.getProperty(name);
        if (known != null) {
            return known;
        }
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String made = HexFormat.of().formatHex(random);
        values.setProperty(name, made);
        save();
        return made;
    }

    private void save() throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, ownerOnly());
        try (var writer = Files.newBufferedWriter(fresh)) {
            values.store(writer, "Made by the city; owner only. Without this file the database cannot be opened.");
        }
        Files.move(
                fresh,
                file,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private FileAttribute<?>[] ownerOnly() {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }
}
