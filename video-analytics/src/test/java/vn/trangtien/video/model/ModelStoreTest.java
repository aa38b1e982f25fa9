package vn.trangtien.video.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {

    @TempDir
    private Path folder;

    private ModelStore store;

    @BeforeEach
    void install() {
        store = TinyModel.install(folder);
    }

    @Test
    void anInstalledModelIsFoundAndInOrder() throws ModelException {
        assertThat(store.ids()).containsExactly(TinyModel.ID);
        assertThat(store.open(TinyModel.ID).onnx()).isEqualTo(TinyModel.onnx(false));
        assertThat(store.open(TinyModel.ID).description().title().vietnamese()).isEqualTo("Rất nhỏ");
    }

    @Test
    void aDamagedFileIsNoticed() throws Exception {
        Path file = folder.resolve("tiny/tiny.onnx");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> store.open(TinyModel.ID).check())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is damaged or was replaced: its SHA-256 is");
    }

    @Test
    void aMissingFileIsNoticed() throws Exception {
        Files.delete(folder.resolve("tiny/tiny.onnx"));

        assertThatThrownBy(() -> store.open(TinyModel.ID).check()).hasMessageContaining("cannot be read");
    }

    @Test
    void whatDoesNotFitItsDescriptionIsNotInstalledAndTheOldOneStays() throws Exception {
        ModelDescription description = store.open(TinyModel.ID).description();

        assertThatThrownBy(() -> store.install(description, Map.of("tiny.onnx", new byte[] {1})))
                .hasMessageContaining("SHA-256");

        store.open(TinyModel.ID).check();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aNewerOneTakesThePlaceOfTheOlder() throws Exception {
        byte[] newer = TinyModel.onnx(true);
        store.install(DescriptionYaml.read("new", TinyModel.yaml("tiny", newer)), Map.of("tiny.onnx", newer));

        assertThat(store.open(TinyModel.ID).onnx()).isEqualTo(newer);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void severalAtOnceLeaveOneWholeModel() throws Exception {
        ModelDescription description = store.open(TinyModel.ID).description();
        Map<String, byte[]> files = Map.of("tiny.onnx", TinyModel.onnx(false));

        List<Boolean> done = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> {
                    try {
                        new ModelStore(folder, List.of()).install(description, files);
                        return true;
                    } catch (ModelException e) {
                        return false;
                    }
                })
                .toList();

        assertThat(done).containsOnly(true);
        store.open(TinyModel.ID).check();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void removedModelsAreGoneAndUnknownOnesAreNot() throws Exception {
        assertThat(store.remove("other")).isFalse();
        assertThat(store.remove("../" + folder.getFileName() + "/tiny")).isFalse();
        assertThat(store.remove(TinyModel.ID)).isTrue();

        assertThat(store.ids()).isEmpty();
        assertThatThrownBy(() -> store.open(TinyModel.ID))
                .hasMessageContaining("'tiny' is not installed")
                .hasMessageContaining("models add");
        assertThatThrownBy(() -> store.open("ssd")).hasMessageContaining("models install ssd");
    }

    @Test
    void bundledModelsAreFoundToo() throws Exception {
        var other = new ModelStore(folder.resolve("elsewhere"), List.of(folder));

        assertThat(other.ids()).containsExactly(TinyModel.ID);
        other.open(TinyModel.ID).check();
        assertThat(other.remove(TinyModel.ID)).isFalse();
    }

    @Test
    void aDescriptionAnywhereCanBeOpenedByItsPath(@TempDir Path elsewhere) throws Exception {
        Path yaml = TinyModel.write(elsewhere, "mine", false);

        store.open(yaml.toString()).check();
    }

    @Test
    void theFolderComesFromThePropertyFirst() {
        assertThat(ModelDirectory.ofUser().toString()).isNotEmpty();
        String before = System.getProperty(ModelDirectory.PROPERTY);
        System.setProperty(ModelDirectory.PROPERTY, "/some/where");
        try {
            assertThat(ModelDirectory.find()).isEqualTo(Path.of("/some/where"));
            assertThat(ModelDirectory.ofUser()).isEqualTo(Path.of("/some/where"));
        } finally {
            if (before == null) {
                System.clearProperty(ModelDirectory.PROPERTY);
            } else {
                System.setProperty(ModelDirectory.PROPERTY, before);
            }
        }
    }

    private List<String> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(".unfinished"))
                    .toList();
        }
    }
}
