package vn.trangtien.ingest.objects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings objects from files into the bucket. A file goes when the store has said that it has the object, so dying in between
 * leaves it in both, and it is brought again. Not thread-safe.
 */
final class ObjectMover {

    /**
     * What became of one round.
     *
     * @param moved files that are in the bucket now
     * @param left files that are damaged and stay where they are
     */
    record Round(int moved, int left) {}

    private static final Logger LOG = LoggerFactory.getLogger(ObjectMover.class);

    private final FileObjects files;
    private final ObjectStore bucket;
    private final ObjectBooks books;
    private int damaged;

    ObjectMover(FileObjects files, ObjectStore bucket, ObjectBooks books) {
        this.files = files;
        this.bucket = bucket;
        this.books = books;
    }

    /**
     * Brings everything over that is there.
     *
     * @throws IOException if the bucket does not take it; the rest stays in files
     */
    Round move() throws IOException {
        int[] moved = {0};
        int[] left = {0};
        files.names(name -> {
            try {
                moved[0] += books.whileHeld(name, () -> move(name)) ? 1 : 0;
            } catch (NoSuchFileException deletedMeanwhile) {
                LOG.trace("object={} event=deleted-meanwhile", name);
            } catch (Damaged stays) {
                LOG.debug("event=object-not-moved object={}", name, stays);
                left[0]++;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new UncheckedIOException(new IOException("interrupted"));
            }
        });
        tell(left[0]);
        return new Round(moved[0], left[0]);
    }

    private void move(String name) throws IOException {
        bucket.put(read(name));
        files.delete(name);
    }

    private byte[] read(String name) throws IOException {
        byte[] bytes;
        try {
            bytes = files.read(name);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw new Damaged(e.toString());
        }
        if (!ObjectName.of(bytes).equals(name)) {
            throw new Damaged("its bytes are not those of its name");
        }
        return bytes;
    }

    /** Once, and not every few seconds. */
    private void tell(int left) {
        if (left != damaged && left > 0) {
            LOG.warn(
                    "event=objects-damaged count={} reason=\"they cannot be read, or their bytes are not those of their name\""
                            + " remedy=\"restore them from a copy, or leave them until their time is over\"",
                    left);
        }
        damaged = left;
    }

    private static final class Damaged extends IOException {

        private static final long serialVersionUID = 1;

        Damaged(String message) {
            super(message);
        }
    }
}
