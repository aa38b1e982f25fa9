package vn.trangtien.gateway.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import vn.trangtien.gateway.spool.SpoolException.Reason;

/** Keeps a second owner, of this process or another, out of a spool; technicians may still read its file. */
final class OwnerLock implements AutoCloseable {

    private final FileChannel channel;

    private OwnerLock(FileChannel channel) {
        this.channel = channel;
    }

    static OwnerLock take(Path spool) throws SpoolException {
        Path file = spool.resolveSibling(spool.getFileName() + ".lock");
        try {
            Files.createDirectories(spool.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel)) {
                return new OwnerLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw new SpoolException(
                    Reason.FAILED, "cannot write beside the spool %s: %s".formatted(spool, e.getMessage()), e);
        }
        throw new SpoolException(
                Reason.IN_USE, "the spool %s is in use by another gateway; stop it first".formatted(spool));
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release the lock of the spool", e);
        }
    }
}
