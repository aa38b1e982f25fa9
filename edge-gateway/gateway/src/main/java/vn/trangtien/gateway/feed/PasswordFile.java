package vn.trangtien.gateway.feed;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import vn.trangtien.drivers.ConfigException;

/** A password in the first line of a file that only its owner and group may read. Never shown. */
final class PasswordFile {

    private static final long LARGEST = 4_096;
    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    private PasswordFile() {}

    /** @throws ConfigException naming the file and the remedy, if it is missing, empty or open to everybody */
    static char[] read(String bus, String name) {
        String where = "buses.%s.passwordFile '%s'".formatted(bus, name);
        try {
            Path file = Path.of(name);
            if (!Files.isRegularFile(file)) {
                throw new ConfigException(where + " is not a file; write the password in its first line");
            }
            if (isOpen(file)) {
                throw new ConfigException("%s can be read or changed by every user of this machine; run: chmod o-rwx %s"
                        .formatted(where, name));
            }
            if (Files.size(file) > LARGEST) {
                throw new ConfigException("%s must hold one line, but has %d bytes".formatted(where, Files.size(file)));
            }
            return firstLine(file, where);
        } catch (InvalidPathException e) {
            throw new ConfigException(where + " is no path: " + e.getReason());
        } catch (IOException e) {
            throw new ConfigException("%s cannot be read by this program (%s); give it to the program's user or group"
                    .formatted(where, e.getClass().getSimpleName()));
        }
    }

    private static char[] firstLine(Path file, String where) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            String line = reader.readLine();
            if (line == null || line.isEmpty()) {
                throw new ConfigException(where + " has an empty first line; write the password there");
            }
            return line.toCharArray();
        }
    }

    private static boolean isOpen(Path file) throws IOException {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                && Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains);
    }
}
