package vn.trangtien.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Manners;
import vn.trangtien.video.model.ModelDirectory;
import vn.trangtien.video.model.PlateModels;

/** On a machine without any model: the jar that reads plates is not on the gateway's class path. */
class ModelsCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void emptyFolder() {
        System.setProperty(ModelDirectory.PROPERTY, folder.toString());
    }

    @AfterEach
    void folderOfTheMachine() {
        System.clearProperty(ModelDirectory.PROPERTY);
    }

    @Test
    void theListSaysWhatIsMissingWhatItIsForAndUnderWhichLicence() {
        assertThat(execute("list")).isEqualTo(ExitCode.OK);

        assertThat(out.toString())
                .containsPattern("· plates +chưa cài / missing +1.2.2 +Apache-2.0 +27 MB")
                .contains("biển số không được đọc", "plates are not read", "→ models install plates")
                .contains("cameras count what moves, without names", "→ models install ssd");
    }

    @Test
    void programsGetTheSameAsJson() {
        execute("list", "--json");

        JsonNode plates = row("plates");
        assertThat(plates.path("state").asString()).isEqualTo("missing");
        assertThat(plates.path("installed").asBoolean()).isFalse();
        assertThat(plates.path("bytes").asLong()).isEqualTo(PlateModels.BYTES);
        assertThat(plates.path("withoutVi").asString()).contains("biển số");
        assertThat(row("ssd").path("withoutEn").asString()).contains("count what moves");
    }

    @Test
    void aJarThatIsNotTheRightOneIsDamagedAndCanBeRemoved() throws Exception {
        Files.writeString(folder.resolve(PlateModels.JAR), "cut off");

        assertThat(execute("list", "--json")).isEqualTo(ExitCode.NOT_IN_ORDER);
        assertThat(row("plates").path("state").asString()).isEqualTo("damaged");
        assertThat(row("plates").path("problem").asString()).contains("models install plates");
        assertThat(execute("remove", "plates")).isEqualTo(ExitCode.OK);
        assertThat(execute("list")).isEqualTo(ExitCode.OK);
    }

    @Test
    void aWrongFileIsNotInstalledAndTheRemedyIsTold() throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong.jar"), "something else");

        assertThat(execute("install", "plates", "--from", wrong.toString())).isEqualTo(ExitCode.ENVIRONMENT);

        assertThat(err.toString()).contains("is not the file that was examined", "không phải tệp đã kiểm tra");
        assertThat(folder.resolve(PlateModels.JAR)).doesNotExist();
    }

    private JsonNode row(String id) {
        for (JsonNode row : Json.MAPPER.readTree(out.toString())) {
            if (row.path("id").asString().equals(id)) {
                return row;
            }
        }
        throw new AssertionError("no model " + id + " in " + out);
    }

    private int execute(String... words) {
        out.getBuffer().setLength(0);
        CommandLine line = Manners.teach(ModelsCommand.commandLine(), "TRANGTIEN_TRACE")
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return line.execute(words);
    }
}
