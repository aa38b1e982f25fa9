package vn.trangtien.box.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.trangtien.box.cli.Cli.Result;

/** The commands for channels against a server that notes what it is asked. */
class ChannelsCommandTest extends IngestStub {

    @Test
    void listShowsWhatItCouldBe() {
        answers.put(
                "GET /api/channels?limit=100&standing=QUARANTINED&gateway=hue%2Fgw-1",
                "{\"channels\":[{\"channel\":{\"account\":\"hue\",\"gateway\":\"gw-1\",\"asset\":\"pump\",\"channel\":\"flow\"},\"unit\":\"m3/h\",\"standing\":\"QUARANTINED\",\"reason\":\"unknown-name\",\"samples\":[1.5],\"suggestion\":null}],\"after\":\"hue/gw-1/pump/flow\"}");

        Result result = channels("list", "--standing", "QUARANTINED", "--gateway", "gw-1");

        assertThat(result.out()).contains("hue/gw-1/pump/flow", "m3/h", "[1.5]", "--after 'hue/gw-1/pump/flow'");
    }

    @Test
    void manyAreAdoptedAtOnceAndEverythingOnlyWhenThatIsSaid() {
        answers.put("POST /api/channels/decisions", "{\"channels\":3}");

        assertThat(channels("adopt", "--gateway", "gw-1", "--asset", "pump").out())
                .contains("KNOWN: 3");
        assertThat(asked.get(0)).endsWith("{\"gateway\":\"hue/gw-1\",\"asset\":\"pump\",\"standing\":\"KNOWN\"}");
        assertThat(channels("ignore", "hue/gw-1/pump/flow").out()).contains("IGNORED");
        assertThat(channels("block").exitCode()).isEqualTo(2);
        assertThat(channels("block", "--all", "--asset", "x").exitCode()).isEqualTo(2);
        assertThat(asked).hasSize(2);
    }

    private Result channels(String... arguments) {
        return run(List.of("ingest", "channels"), arguments);
    }
}
