package vn.trangtien.sim.camera.film;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The directory where finished films are kept for the next time. Thread-safe, also between processes. */
public final class FilmShelf {

    /** Makes a film that is not there yet. */
    @FunctionalInterface
    public interface Maker {

        void make(Path file) throws IOException;
    }

    private final Path directory;

    /** @param directory created with the first film */
    public FilmShelf(Path directory) {
        this.directory = directory;
    }

    /**
     * The file of that name; made if it is not there.
     *
     * @param name with everything in it that makes this film different from others, and the ending
     * @throws IOException if it can neither be found nor made
     */
    public Path file(String name, Maker maker) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(name);
        if (!Files.exists(file)) {
            Path unfinished = Files.createTempFile(directory, "film-", ".part");
            try {
                maker.make(unfinished);
                publish(unfinished, file);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        }
        return file;
    }

    /** A film that was kept under that name; made if it is not there. */
    public Film film(String name, Maker maker) throws IOException {
        Path file = file(name, maker);
        return FilmReader.read(file)
                .orElseThrow(() -> new IOException("%s is not what was kept there; delete it".formatted(file)));
    }

    /**
     * A person's own file, in the format that is wanted; converted once if it has to be.
     *
     * @throws IOException if the file has no video, or H.265 is wanted from a file that is not H.265
     */
    public Film fromFile(Path file, Codec wanted) throws IOException {
        var asItIs = FilmReader.read(file);
        if (asItIs.isPresent() && asItIs.get().codec() == wanted) {
            return asItIs.get();
        }
        if (wanted == Codec.H265) {
            throw new IOException(
                    "%s is not H.265, and there is no H.265 encoder in this FFmpeg; convert it with: ffmpeg -i FILE -an -c:v libx265 -bf 0 OUT.mp4"
                            .formatted(file));
        }
        String name = "file-%08x-%d-%d.%s"
                .formatted(
                        file.toAbsolutePath().toString().hashCode(),
                        Files.size(file),
                        Files.getLastModifiedTime(file).toMillis(),
                        ending(wanted));
        return film(name, target -> FilmEncoder.convert(file, wanted, target));
    }

    /** How the file of a film ends that {@link FilmEncoder} makes. */
    public static String ending(Codec codec) {
        return codec == Codec.MJPEG ? "avi" : "mp4";
    }

    /** The format of the video in a file, if it is one that cameras send. */
    public static Optional<Codec> codecOf(Path file) throws IOException {
        return FilmReader.read(file).map(Film::codec);
    }

    /** Whoever finds the file finds all of it, also when two cameras start at once. */
    private static void publish(Path unfinished, Path file) throws IOException {
        try {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
