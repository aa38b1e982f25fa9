package vn.trangtien.video.model;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The folder with the installed models. A model appears and disappears as a whole, whatever is interrupted; several processes
 * may use the folder at once.
 */
public final class ModelStore {

    private static final String LOCK = ".lock";
    private static final String UNFINISHED = ".unfinished-";

    /** A lock on a file counts for the process, so threads need one of their own. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final Path folder;
    private final List<Path> bundled;

    /** @param bundled folders that are only read, for models that are not in the folder */
    public ModelStore(Path folder, List<Path> bundled) {
        this.folder = folder;
        this.bundled = List.copyOf(bundled);
    }

    /** The models of this machine; see {@link ModelDirectory}. */
    public static ModelStore ofThisMachine() {
        return new ModelStore(ModelDirectory.find(), ModelDirectory.bundled());
    }

    /** Where models are installed. */
    public Path folder() {
        return folder;
    }

    /** Ids of the installed models in alphabetical order; whether they are in order shows when they are opened. */
    public List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (Path place : places()) {
            if (!Files.isDirectory(place)) {
                continue;
            }
            try (Stream<Path> folders = Files.list(place)) {
                folders.filter(each -> Files.isRegularFile(each.resolve(ModelFiles.DESCRIPTION)))
                        .map(each -> each.getFileName().toString())
                        .filter(name -> !name.startsWith("."))
                        .forEach(ids::add);
            } catch (IOException e) {
                // A folder that may not be listed has no models for us; opening one by name will say why.
                continue;
            }
        }
        return ids.stream().distinct().sorted().toList();
    }

    /** Whether a model of this id came with the program and was not installed by anybody. */
    public boolean isBundled(String id) {
        return place(id).map(place -> !place.startsWith(folder)).orElse(false);
    }

    /** Whether a model of this id is installed. */
    public boolean has(String id) {
        return place(id).isPresent();
    }

    /**
     * Reads the description of a model.
     *
     * @param name id of an installed model, or the path of a YAML file
     * @throws ModelException if there is none, or it is wrong
     */
    public ModelFiles open(String name) throws ModelException {
        if (isPath(name)) {
            return ModelFiles.at(Path.of(name));
        }
        Path place = place(name).orElseThrow(() -> missing(name));
        ModelFiles files = ModelFiles.at(place.resolve(ModelFiles.DESCRIPTION));
        if (!files.description().id().equals(name)) {
            throw new ModelException(
                    new Words("Thư mục %s chứa mô hình tên '%s'", "The folder %s holds the model '%s'")
                            .with(place, files.description().id()),
                    new Words("Đặt lại tên thư mục theo id.", "Name the folder after the id."));
        }
        return files;
    }

    private static boolean isPath(String name) {
        return name.contains("/") || name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private ModelException missing(String name) {
        boolean known = Catalogue.bundled().find(name).isPresent();
        return new ModelException(
                new Words("Mô hình '%s' chưa được cài trong %s", "The model '%s' is not installed in %s")
                        .with(name, folder),
                known
                        ? new Words("Cài: models install %s", "Install it: models install %s").with(name)
                        : new Words(
                                        "Đã cài: %s. Thêm mô hình riêng: models add FILE.yaml",
                                        "Installed are: %s. Add your own: models add FILE.yaml")
                                .with(ids()));
    }

    private Optional<Path> place(String id) {
        return places().stream()
                .map(each -> each.resolve(id))
                .filter(each -> Files.isRegularFile(each.resolve(ModelFiles.DESCRIPTION)))
                .findFirst();
    }

    private List<Path> places() {
        List<Path> places = new ArrayList<>(List.of(folder));
        places.addAll(bundled);
        return places;
    }

    /**
     * Installs a model, in place of an older one of the same id.
     *
     * @param files contents by name, with everything that the description names
     * @throws ModelException if a file does not fit the description, or the folder cannot be written
     */
    public ModelFiles install(ModelDescription description, Map<String, byte[]> files) throws ModelException {
        Map<String, byte[]> all = new LinkedHashMap<>(files);
        all.put(ModelFiles.DESCRIPTION, DescriptionYaml.write(description).getBytes(StandardCharsets.UTF_8));
        try {
            Files.createDirectories(folder);
            Path unfinished = Files.createTempDirectory(folder, UNFINISHED);
            try {
                for (Map.Entry<String, byte[]> file : all.entrySet()) {
                    Files.write(
                            unfinished.resolve(file.getKey()),
                            file.getValue(),
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.SYNC);
                }
                new ModelFiles(description, unfinished).check();
                readableForAll(unfinished);
                exclusively(() -> replace(unfinished, folder.resolve(description.id())));
            } finally {
                deleteTree(unfinished);
            }
            return ModelFiles.at(folder.resolve(description.id()).resolve(ModelFiles.DESCRIPTION));
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Temporary folders are closed to others, but the service that reads models runs as another user. */
    private static void readableForAll(Path folder) throws IOException {
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private void replace(Path with, Path what) throws IOException {
        if (Files.exists(what)) {
            Path grave = Files.createTempDirectory(folder, UNFINISHED);
            Files.move(what, grave.resolve("old"), StandardCopyOption.ATOMIC_MOVE);
            Files.move(with, what, StandardCopyOption.ATOMIC_MOVE);
            deleteTree(grave);
        } else {
            Files.move(with, what, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /**
     * Removes a model.
     *
     * @return false if it was not installed here
     * @throws ModelException if the folder cannot be written
     */
    public boolean remove(String id) throws ModelException {
        Path place = folder.resolve(id);
        if (isPath(id) || !Files.isRegularFile(place.resolve(ModelFiles.DESCRIPTION))) {
            return false;
        }
        try {
            exclusively(() -> {
                Path grave = Files.createTempDirectory(folder, UNFINISHED);
                Files.move(place, grave.resolve("old"), StandardCopyOption.ATOMIC_MOVE);
                deleteTree(grave);
            });
            return true;
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Something that is done to the folder by one process and thread at a time. */
    @FunctionalInterface
    interface Work {

        void run() throws IOException;
    }

    /** Does work while nobody else changes the folder; work within work is the same work. */
    void exclusively(Work work) throws IOException {
        Files.createDirectories(folder);
        if (THREADS.isHeldByCurrentThread()) {
            work.run();
            return;
        }
        THREADS.lock();
        try (FileChannel channel =
                        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid()) {
                work.run();
            }
        } finally {
            THREADS.unlock();
        }
    }

    ModelException cannotWrite(IOException e) {
        return new ModelException(
                new Words("Không ghi được thư mục mô hình %s: %s", "The model folder %s cannot be written: %s")
                        .with(folder, ModelFiles.reason(e)),
                new Words(
                        "Cấp quyền ghi (sudo), giải phóng ổ đĩa, hoặc đặt TRANGTIEN_MODELS sang thư mục khác.",
                        "Give the right to write (sudo), free the disk, or set TRANGTIEN_MODELS to another folder."),
                e);
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
