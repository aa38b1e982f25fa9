package vn.trangtien.box.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.box.video.BoxesFilm;
import vn.trangtien.video.model.ModelDirectory;

class VideoAnalyseCommandTest {

    private static final String LINE = "160,0,160,180";

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static String film = "";

    @BeforeAll
    static void draw() throws IOException {
        film = BoxesFilm.in(shared).toString();
    }

    /** Other programs read it: what is here may grow, nothing may go or change its name. */
    @Test
    void theJsonIsWhatItAlwaysWas() {
        Cli.Result result = Cli.run(
                "video",
                "analyse",
                film,
                "--line",
                LINE,
                "--zone",
                "100,60,220,60,220,160,100,160",
                "--detector",
                "blob",
                "--json");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out().lines()).hasSize(1);
        assertThat(result.err()).isEmpty();
        JsonNode told = JsonMapper.shared().readTree(result.out());
        assertThat(told.propertyNames())
                .containsExactly(
                        "source",
                        "detector",
                        "width",
                        "height",
                        "sourceFps",
                        "frames",
                        "seconds",
                        "fps",
                        "cpuMillisPerFrame",
                        "cpuMillisPerFrameByStage",
                        "detections",
                        "detectionsFailed",
                        "tracks",
                        "tracksByClass",
                        "lines",
                        "zones",
                        "damaged",
                        "complete");
        assertThat(told.get("lines").toString())
                .isEqualTo(
                        "[{\"name\":\"line-1\",\"total\":3,\"forward\":0,\"backward\":3,\"byClass\":{\"moving\":3}}]");
        assertThat(told.get("zones").get(0).propertyNames())
                .containsExactly("name", "total", "inside", "most", "meanDwellSeconds", "byClass");
        assertThat(told.get("cpuMillisPerFrameByStage").propertyNames())
                .containsExactly("decode", "scale", "motion", "detect", "track", "output");
        assertThat(told.get("frames").asLong()).isEqualTo(BoxesFilm.FRAMES);
        assertThat(told.get("cpuMillisPerFrame").asDouble()).isPositive();
    }

    @Test
    void aPersonReadsTheCounts() {
        Cli.Result result = Cli.run("video", "analyse", film, "--line", LINE, "--detector", "blob");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("line-1", "backward 3", "moving 3", "CPU mỗi hình", "decode");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void aMaskHidesWhatMovesInIt() {
        Cli.Result result = Cli.run(
                "video", "analyse", film, "--line", LINE, "--mask", "0,60,320,80", "--detector", "blob", "--json");

        assertThat(JsonMapper.shared()
                        .readTree(result.out())
                        .get("lines")
                        .get(0)
                        .get("total")
                        .asInt())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--line|0,0,999,0|x from 0 to 320 and y from 0 to 180",
                "--line|0,0,10|x1,y1,x2,y2",
                "--zone|0,0,100,100,100,0,0,100|must not cross",
                "--mask|0,0,-5,10|above 0",
                "--detect-fps|99|0.1 to 30",
                "--detect-fps|often|often",
                "--for|soon|60s, 5m or 1h",
            })
    void aWrongCommandLineIsTwo(String option, String value, String remedy) {
        Cli.Result result = Cli.run("video", "analyse", film, "--detector", "blob", option + "=" + value);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(remedy);
    }

    @Test
    void whatStandsInTheWayIsThreeWithARemedyAndWithoutAStack() throws IOException {
        Path text = Files.writeString(folder.resolve("text.mp4"), "no film");
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "id: [");

        refused("check the path", "video", "analyse", folder.resolve("none.mp4").toString());
        refused("use H.264", "video", "analyse", text.toString());
        refused("Check the folder", "video", "analyse", film, "--annotated", "/no/such/folder/out.mp4");
        refused("Check the folder", "video", "analyse", film, "--tracks", folder.toString());
        refused("→", "video", "analyse", film, "--detector", broken.toString());
    }

    @Test
    void aModelThatIsNotInstalledIsNamedWithItsCommand() {
        String before = System.getProperty(ModelDirectory.PROPERTY);
        System.setProperty(ModelDirectory.PROPERTY, folder.toString());
        try {
            refused("models install centernet", "video", "analyse", film, "--detector", "centernet");
            Cli.Result byMotion = Cli.run("video", "analyse", film, "--line", LINE);
            assertThat(byMotion.exitCode()).isZero();
            assertThat(byMotion.err()).contains("./city models install ssd");
            assertThat(byMotion.out()).contains("backward 3");
        } finally {
            if (before == null) {
                System.clearProperty(ModelDirectory.PROPERTY);
            } else {
                System.setProperty(ModelDirectory.PROPERTY, before);
            }
        }
    }

    @Test
    void theSourceIsNeverWrittenOver() throws IOException {
        long size = Files.size(Path.of(film));

        assertThat(Cli.run("video", "analyse", film, "--annotated", film).exitCode())
                .isEqualTo(2);
        assertThat(Files.size(Path.of(film))).isEqualTo(size);
    }

    private static void refused(String remedy, String... arguments) {
        Cli.Result result = Cli.run(arguments);
        assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
        assertThat(result.err()).contains("✗", "→", remedy).doesNotContain("\tat ", "Exception:");
        assertThat(result.out()).isEmpty();
    }
}
