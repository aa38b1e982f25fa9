package vn.trangtien.video.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A model on the disk. What its description says was read and is in order; its files are checked when they are read.
 *
 * @param description content of the YAML file
 * @param folder where the files lie
 */
public record ModelFiles(ModelDescription description, Path folder) {

    /** Name of the description in the folder of an installed model. */
    public static final String DESCRIPTION = "model.yaml";

    private static final int LARGEST_DESCRIPTION = 1 << 20;
    private static final long LARGEST_MODEL = 1L << 30;

    /** Reads the description of a model; its other files lie beside it. */
    static ModelFiles at(Path yaml) throws ModelException {
        try {
            if (Files.size(yaml) > LARGEST_DESCRIPTION) {
                throw new ModelException(
                        new Words("%s quá lớn để là một bản mô tả", "%s is too large for a description").with(yaml),
                        new Words("Chỉ đúng tệp YAML.", "Name the YAML file."));
            }
            return new ModelFiles(
                    DescriptionYaml.read(yaml.toString(), Files.readString(yaml)),
                    yaml.resolveSibling("").toAbsolutePath());
        } catch (IOException e) {
            throw new ModelException(
                    new Words("Không đọc được %s: %s", "%s cannot be read: %s").with(yaml, reason(e)),
                    new Words("Kiểm tra đường dẫn và quyền đọc.", "Check the path and the right to read it."),
                    e);
        }
    }

    /**
     * The ONNX file.
     *
     * @throws ModelException if it is missing or not the one that the description means
     */
    public byte[] onnx() throws ModelException {
        return checked(description.file(), description.sha256());
    }

    /** The anchors, for models that have them; checked like {@link #onnx}. */
    public Optional<byte[]> anchors() throws ModelException {
        Optional<OutputFormat.SideFile> file = description.output().anchors();
        return file.isPresent()
                ? Optional.of(checked(file.get().name(), file.get().sha256()))
                : Optional.empty();
    }

    /** @throws ModelException if a file is missing or damaged */
    public void check() throws ModelException {
        onnx();
        anchors();
    }

    private byte[] checked(String name, String sha256) throws ModelException {
        Path file = folder.resolve(name);
        byte[] bytes;
        try {
            if (Files.size(file) > LARGEST_MODEL) {
                throw new IOException("it is larger than 1 GiB");
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ModelException(
                    new Words("Mô hình %s: không đọc được %s: %s", "Model %s: %s cannot be read: %s")
                            .with(description.id(), file, reason(e)),
                    remedy(),
                    e);
        }
        String actual = Sha256.of(bytes);
        if (!actual.equals(sha256)) {
            throw new ModelException(
                    new Words(
                                    "Mô hình %s: %s bị hỏng hoặc bị thay: SHA-256 là %s, phải là %s",
                                    "Model %s: %s is damaged or was replaced: its SHA-256 is %s, but must be %s")
                            .with(description.id(), file, actual, sha256),
                    remedy());
        }
        return bytes;
    }

    private Words remedy() {
        return Catalogue.bundled().find(description.id()).isPresent()
                ? new Words("Cài lại: models install %s", "Install it again: models install %s").with(description.id())
                : new Words(
                        "Thêm lại mô hình, hoặc sửa SHA-256 trong tệp mô tả nếu tệp mới là đúng.",
                        "Add the model again, or correct the SHA-256 in its description if the new file is right.");
    }

    static String reason(IOException e) {
        return e.getMessage() == null || e.getMessage().isBlank()
                ? e.getClass().getSimpleName()
                : e.getClass().getSimpleName() + " " + e.getMessage();
    }
}
