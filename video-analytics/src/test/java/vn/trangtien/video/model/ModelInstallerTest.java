package vn.trangtien.video.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.video.model.convert.TinyGraph;

/** Installing with an npm that is a small script: the real one is used by the build. */
class ModelInstallerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private ModelStore store;
    private Path tarball;
    private CatalogueModel tiny;

    @BeforeEach
    void makePackage() throws Exception {
        store = new ModelStore(folder.resolve("models"), List.of());
        TinyGraph graph = TinyModel.graph(false);
        byte[] archive = new TestArchive()
                .file("package/model.json", graph.json())
                .file("package/" + TinyGraph.SHARD, graph.shard())
                .file("package/LICENSE", "do what you like")
                .bytes();
        tarball = Files.write(folder.resolve("tiny-1.0.0.tgz"), archive);
        tiny = model(Sha256.of(archive), false);
    }

    private static CatalogueModel model(String sha256, boolean optional) throws ModelException {
        return new CatalogueModel(
                DescriptionYaml.read("tiny", TinyModel.yaml("tiny", TinyModel.onnx(false))),
                optional,
                new CatalogueModel.NpmPackage("tiny", "1.0.0", sha256),
                "package/model.json",
                List.of("package/" + TinyGraph.SHARD),
                "package/LICENSE",
                TinyModel.conversion());
    }

    @Test
    void aPackageIsFetchedConvertedAndInstalled() throws Exception {
        List<ModelInstaller.Step> steps = new ArrayList<>();

        ModelFiles installed =
                installer("cp " + tarball + " \"$folder\"").install(tiny, false, Optional.empty(), steps::add);

        installed.check();
        assertThat(steps).containsExactly(ModelInstaller.Step.values());
        assertThat(folder.resolve("models/tiny/LICENSE")).hasContent("do what you like");
    }

    @Test
    void npmIsNeverAllowedToRunScripts() throws Exception {
        installer("echo \"$@\" > " + folder + "/arguments; cp " + tarball + " \"$folder\"")
                .install(tiny, false, Optional.empty(), step -> {});

        assertThat(folder.resolve("arguments"))
                .content()
                .startsWith("pack --ignore-scripts ")
                .contains(" tiny@1.0.0");
    }

    @Test
    void anotherPackageThanThePinnedOneIsNotEvenUnpacked() throws Exception {
        CatalogueModel other = model("0".repeat(64), false);

        assertThatThrownBy(() ->
                        installer("cp " + tarball + " \"$folder\"").install(other, false, Optional.empty(), step -> {}))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is not the package tiny@1.0.0 that was examined");
        assertThatThrownBy(() -> installer("exit 1").install(other, false, Optional.of(tarball), step -> {}))
                .hasMessageContaining("is not the package");
        assertThat(store.ids()).isEmpty();
    }

    @Test
    void withoutNpmOrNetworkItIsSaidWhatToDo() throws Exception {
        var none = new ModelInstaller(store, new NpmClient(folder + "/no-npm", PATIENCE, 0));
        assertThatThrownBy(() -> none.install(tiny, false, Optional.empty(), step -> {}))
                .isInstanceOfSatisfying(ModelException.class, e -> {
                    assertThat(e.what().vietnamese()).contains("Không chạy được npm");
                    assertThat(e.remedy().english()).contains("--from FILE.tgz").contains("count by motion");
                });
        assertThatThrownBy(() ->
                        installer("echo ENOTFOUND registry; exit 1").install(tiny, false, Optional.empty(), step -> {}))
                .hasMessageContaining("npm cannot fetch tiny@1.0.0: ENOTFOUND registry");
        assertThatThrownBy(() -> installer("true").install(tiny, false, Optional.empty(), step -> {}))
                .hasMessageContaining("without a tarball");
    }

    @Test
    void anNpmThatHangsIsEnded() throws Exception {
        var hanging = new ModelInstaller(store, new NpmClient(npm("sleep 600").toString(), Duration.ofMillis(300), 0));

        assertThatThrownBy(() -> hanging.install(tiny, false, Optional.empty(), step -> {}))
                .hasMessageContaining("no answer within");
    }

    @Test
    void aFileThatWasFetchedBeforeNeedsNoNpm() throws Exception {
        installer("exit 1")
                .install(tiny, false, Optional.of(tarball), step -> {})
                .check();
    }

    @Test
    void anOptionalModelNeedsItsLicenceAccepted() throws Exception {
        CatalogueModel optional = model(tiny.source().sha256(), true);

        assertThatThrownBy(() -> installer("exit 1").install(optional, false, Optional.of(tarball), step -> {}))
                .hasMessageContaining("licence of 'tiny'")
                .hasMessageContaining("--accept-licence");
        installer("exit 1")
                .install(optional, true, Optional.of(tarball), step -> {})
                .check();
    }

    @Test
    void aPackageThatLacksAFileIsNamed() throws Exception {
        byte[] archive = new TestArchive().file("package/model.json", "{}").bytes();
        Files.write(tarball, archive);

        assertThatThrownBy(() -> installer("exit 1")
                        .install(model(Sha256.of(archive), false), false, Optional.of(tarball), step -> {}))
                .hasMessageContaining("it lacks [");
    }

    @Test
    void aCustomersModelIsAddedButMayNotTakeTheNameOfOurs() throws Exception {
        var installer = installer("exit 1");
        installer.add(TinyModel.write(folder.resolve("mine"), "mine", false)).check();

        assertThat(store.ids()).containsExactly("mine");
        Path ours = TinyModel.write(folder.resolve("ours"), "ssd", false);
        assertThatThrownBy(() -> installer.add(ours)).hasMessageContaining("'ssd' belongs to a model of the catalogue");
    }

    @Test
    void theBuildGoesOnWithoutTheModelAndTriesAgainAfterAnHour() throws Exception {
        Path count = folder.resolve("count");
        Path npm = npm("echo x >> " + count + "; echo no network; exit 1");
        Instant now = Instant.parse("2026-03-01T05:00:00Z");

        for (int minutes : new int[] {0, 30, 59, 61}) {
            Clock clock = Clock.fixed(now.plus(Duration.ofMinutes(minutes)), ZoneOffset.UTC);
            String said = new ModelBuild(store, new NpmClient(npm.toString(), PATIENCE, 0), clock).run();

            assertThat(said)
                    .startsWith("going on without ssd, cameras count by motion: ")
                    .doesNotContain("\n");
        }

        assertThat(Files.readAllLines(count)).hasSize(2);
    }

    @Test
    void theBuildSaysWhenTheFolderCannotBeUsed() throws IOException {
        Path file = Files.writeString(folder.resolve("a-file"), "");
        var blocked = new ModelStore(file.resolve("models"), List.of());

        assertThat(new ModelBuild(blocked, new NpmClient("npm", PATIENCE, 0), Clock.systemUTC()).run())
                .startsWith("going on without ssd");
    }

    private ModelInstaller installer(String script) throws IOException {
        return new ModelInstaller(store, new NpmClient(npm(script).toString(), PATIENCE, 1));
    }

    /** A script in the place of npm; {@code $folder} is where the tarball belongs. */
    private Path npm(String script) throws IOException {
        Path npm = folder.resolve("npm-" + script.hashCode());
        Files.writeString(npm, """
                #!/bin/sh
                for word in "$@"; do case $word in --pack-destination=*) folder=${word#*=} ;; esac; done
                %s
                """.formatted(script));
        return Files.setPosixFilePermissions(npm, PosixFilePermissions.fromString("rwx------"));
    }
}
