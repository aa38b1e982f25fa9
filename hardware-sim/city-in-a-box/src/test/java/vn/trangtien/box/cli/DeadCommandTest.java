package vn.trangtien.box.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.trangtien.box.cli.Cli.Result;

/** The commands for dead letters against a server that notes what it is asked. */
class DeadCommandTest extends IngestStub {

    private static final String LETTER =
            "{\"id\":17,\"reason\":\"unknown-gateway\",\"sender\":\"hue/gw-1\",\"topic\":\"hue/gw-1/x\",\"bytes\":3,\"state\":\"OPEN\",\"receivedAt\":\"2026-11-23T10:00:00Z\",\"rawPosition\":\"0:5\"";

    @Test
    void listIsFilteredAndSaysHowToReadOn() {
        answers.put(
                "GET /api/dead-letters?limit=50&state=OPEN&reason=unknown-gateway&gateway=hue%2Fgw-1",
                "{\"letters\":[" + LETTER + "}],\"before\":17}");

        Result result = dead("list", "--state", "OPEN", "--reason", "unknown-gateway", "--gateway", "gw-1");

        assertThat(result.out()).contains("17", "unknown-gateway", "hue/gw-1", "--before 17");
    }

    @Test
    void countsTellHowManyOfTheRejectedWereReplayed() {
        answers.put(
                "GET /api/dead-letters/counts",
                "{\"total\":5,\"replayed\":2,\"reasons\":[{\"reason\":\"bad-topic\",\"open\":3,\"replayed\":2,\"refusedAgain\":0,\"dismissed\":0}]}");

        assertThat(dead("list", "--counts").out()).contains("bad-topic", "rejected 5, replayed 2");
    }

    @Test
    void showSaysWhatToDoInBothLanguagesAndShowsTheBytes() {
        answers.put(
                "GET /api/dead-letters/17",
                LETTER
                        + ",\"remedy\":{\"vi\":\"Chưa đăng ký\",\"en\":\"Not registered\",\"remedyVi\":\"Đăng ký\",\"remedyEn\":\"Register it\"},"
                        + "\"content\":{\"headers\":[{\"name\":\"topic\",\"value\":\"hue/gw-1/x\"}],\"decoded\":[],\"undecodable\":\"no field\",\"hex\":\"0000  01 02\\n\"}}");

        assertThat(dead("show", "17").out())
                .contains("Đăng ký", "Register it", "topic = hue/gw-1/x", "no field", "0000  01 02");
    }

    @Test
    void replayWaitsUntilNothingWaits() {
        answers.put(
                "POST /api/dead-letters/replays",
                "{\"id\":3,\"letters\":2,\"replayed\":0,\"waiting\":2,\"failed\":0,\"done\":false}");
        answers.put(
                "GET /api/dead-letters/replays/3",
                "{\"id\":3,\"letters\":2,\"replayed\":1,\"waiting\":0,\"failed\":1,\"done\":true}");

        Result result = dead("replay", "17", "18");

        assertThat(asked).first().asString().endsWith("{\"ids\":[17,18]}");
        assertThat(result.out()).contains("replayed 1 of 2, could not 1");
        assertThat(result.exitCode()).as("one could not be replayed").isEqualTo(1);
    }

    @Test
    void everythingIsMeantOnlyWhenThatIsSaid() {
        assertThat(dead("replay").exitCode()).isEqualTo(2);
        assertThat(dead("replay", "--all", "--gateway", "gw-1").exitCode()).isEqualTo(2);
        assertThat(dead("dismiss", "17").exitCode()).as("without a reason").isEqualTo(2);
        assertThat(asked).isEmpty();
    }

    @Test
    void dismissSendsTheReason() {
        answers.put("POST /api/dead-letters/dismissals", "{\"letters\":1}");

        assertThat(dead("dismiss", "17", "--why", "thử nghiệm").out()).contains("dismissed 1");
        assertThat(asked.get(0)).contains("\"why\":\"thử nghiệm\"", "\"ids\":[17]");
    }

    @Test
    void exportReplacesTheFileOnlyWhenAllHasCome() throws IOException {
        Path file = Files.writeString(folder.resolve("letters.zip"), "old");

        Result refused = dead("export", "--out", file.toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(file).hasContent("old");
        answers.put("GET /api/dead-letters/export?format=zip&ids=17,18", "PK new");
        assertThat(dead("export", "17", "18", "--out", file.toString()).exitCode())
                .isZero();

        assertThat(file).hasContent("PK new");
        assertThat(folder.resolve("letters.zip.part")).doesNotExist();
    }

    private Result dead(String... arguments) {
        return run(List.of("ingest", "dead"), arguments);
    }
}
