package vn.trangtien.platform.audit.proof;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import vn.trangtien.platform.audit.AuditEntry;

/** A log out of a ZIP that {@link Export} wrote. What is in it is not believed; that is what the check is for. Not thread-safe. */
public final class ExportFile implements LogSource {

    private final ZipFile zip;
    private final Optional<Export.Manifest> manifest;

    /** @throws IOException if the file is no such ZIP */
    public ExportFile(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new FileNotFoundException("export must be a readable file, but was '" + file + "'");
        }
        zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        try {
            manifest = readManifest();
            if (zip.getEntry(Export.ENTRIES) == null) {
                throw new IOException("export %s must hold %s, but does not; it is no export of an audit log"
                        .formatted(file, Export.ENTRIES));
            }
        } catch (IOException e) {
            zip.close();
            throw e;
        }
    }

    /**
     * Anchors that were kept apart from a log, one JSON object a line.
     *
     * @throws IOException if a line is no anchor
     */
    public static List<Anchor> anchors(Path file) throws IOException {
        var anchors = new ArrayList<Anchor>();
        try {
            new Anchors(new LineReader(Files.newInputStream(file))).forEachRemaining(anchors::add);
        } catch (UncheckedIOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        return List.copyOf(anchors);
    }

    @Override
    public Optional<Head> head() {
        return manifest.map(told -> new Head(told.lastSeq(), told.lastHash()));
    }

    @Override
    public long firstSeq() {
        return manifest.map(Export.Manifest::firstSeq)
                .filter(first -> first > 0)
                .orElse(1L);
    }

    @Override
    public Lines lines() throws IOException {
        return new Entries(new LineReader(open(Export.ENTRIES)));
    }

    @Override
    public Iterator<Anchor> anchors() throws IOException {
        return new Anchors(new LineReader(open(Export.ANCHORS)));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private Optional<Export.Manifest> readManifest() throws IOException {
        if (zip.getEntry(Export.MANIFEST) == null) {
            return Optional.empty();
        }
        try (var lines = new LineReader(open(Export.MANIFEST))) {
            return Optional.of(ProofJson.read(lines.next().orElse(""), Export.Manifest.class));
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private InputStream open(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        return entry == null ? InputStream.nullInputStream() : zip.getInputStream(entry);
    }

    private record Entries(LineReader lines) implements Lines {

        @Override
        public @Nullable Line next() throws IOException {
            Optional<String> text = lines.next();
            if (text.isEmpty()) {
                return null;
            }
            try {
                return Line.of(ProofJson.read(text.get(), AuditEntry.class));
            } catch (JacksonException | IllegalArgumentException e) {
                return Line.unreadable(reason(e));
            }
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    private static final class Anchors implements Iterator<Anchor> {

        private final LineReader lines;
        private Optional<String> ahead;

        Anchors(LineReader lines) {
            this.lines = lines;
            this.ahead = read();
        }

        @Override
        public boolean hasNext() {
            return ahead.isPresent();
        }

        @Override
        public Anchor next() {
            String text = ahead.orElseThrow(NoSuchElementException::new);
            ahead = read();
            try {
                return ProofJson.read(text, Anchor.class);
            } catch (JacksonException | IllegalArgumentException e) {
                throw new UncheckedIOException(new IOException("a line of the anchors is no anchor: " + reason(e)));
            }
        }

        private Optional<String> read() {
            try {
                Optional<String> line = lines.next();
                if (line.isEmpty()) {
                    lines.close();
                }
                return line;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The first line of the message; the rest shows the source again. */
    private static String reason(RuntimeException e) {
        String message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
