package vn.trangtien.box.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.trangtien.box.cli.Cli.Result;

/** The commands against a server that notes what it is asked. */
class FleetCommandTest extends IngestStub {

    private static final String INVITATION =
            "{\"account\":\"hue\",\"gateway\":\"gw-1\",\"code\":\"ABCD-EFGH\",\"expiresAt\":\"2026-11-30T00:00:00Z\",\"label\":\"trangtien:1?c=ABCDEFGH&g=gw-1\"}";
    private static final String TWIN =
            "{\"drift\":true,\"desired\":{\"version\":3,\"sha256\":\"aa\",\"yaml\":\"gateway: {}\\n\"},\"reported\":{\"version\":2,\"state\":\"applied\"},\"push\":{\"state\":\"REFUSED\",\"problems\":[\"devices[0].type: unknown\"]}}";

    @Test
    void listIsATableForPeopleAndJsonForScripts() {
        answers.put(
                "GET /api/fleet/gateways?size=500&q=c%E1%BA%A7u&state=ONLINE&drift=true",
                "{\"total\":1,\"items\":[{\"account\":\"hue\",\"gateway\":\"gw-1\",\"name\":\"Cầu\",\"state\":\"ONLINE\",\"lastSeen\":null,\"drift\":true,\"alarms\":[\"SILENT\"]}]}");
        String[] command = {"list", "--search", "cầu", "--state", "ONLINE", "--drift"};

        Result people = fleet(command);
        assertThat(people.exitCode()).isZero();
        assertThat(people.out()).contains("hue/gw-1", "Cầu", "drift", "SILENT", "1 / 1");
        assertThat(fleet("list", "--search", "cầu", "--state", "ONLINE", "--drift", "--json")
                        .out())
                .contains("\"total\" : 1");
    }

    @Test
    void addRegistersAndDrawsTheCode() {
        answers.put("POST /api/gateways", INVITATION);

        Result result = fleet("add", "gw-1", "--name", "Cầu", "--kind", "kura", "--lat", "16.4", "--lon", "107.5");

        assertThat(result.out()).contains("ABCD-EFGH", "█", "▀");
        assertThat(asked.get(0)).contains("\"gateway\":\"gw-1\"", "\"kind\":\"kura\"", "\"lat\":16.4");
    }

    @Test
    void importSendsTheTableAndWritesLabels() throws IOException {
        answers.put("POST /api/batches?account=hue&name=&dryRun=false", "{\"gateways\":[" + INVITATION + "]}");
        Path csv = Files.writeString(folder.resolve("g.csv"), "id,name\ngw-1,Cầu\n");
        Path html = folder.resolve("labels.html");

        assertThat(fleet("import", csv.toString(), "--labels", html.toString()).out())
                .contains("gw-1", "ABCD-EFGH");
        assertThat(asked.get(0)).endsWith("id,name\ngw-1,Cầu\n");
        assertThat(html).content().contains("<svg", "ABCD-EFGH", "@page");
    }

    @Test
    void namesWithColonsAndAccountsGoIntoThePath() {
        answers.put("POST /api/gateways/hue/B8%3A27%3AEB%3A00%3A00%3A01/codes", INVITATION);
        answers.put("POST /api/gateways/danang/gw-2/revoke", "");

        assertThat(fleet("qr", "B8:27:EB:00:00:01").exitCode()).isZero();
        assertThat(fleet("revoke", "danang/gw-2").out()).contains("revoked: danang/gw-2");
    }

    @Test
    void configIsPrintedSetAndPushed() throws IOException {
        answers.put("GET /api/fleet/gateways/hue/gw-1/twin", TWIN);
        answers.put("PUT /api/fleet/gateways/hue/gw-1/twin", TWIN);
        answers.put("POST /api/fleet/gateways/hue/gw-1/twin/push", TWIN);
        Path yaml = Files.writeString(folder.resolve("g.yaml"), "gateway: {id: gw-1}\n");

        assertThat(fleet("config", "gw-1").out()).isEqualTo("gateway: {}\n");
        assertThat(fleet("config", "gw-1", "--set", yaml.toString(), "--comment", "vì sao", "--push")
                        .out())
                .contains("REFUSED", "devices[0].type: unknown");
        assertThat(asked.get(1)).contains("\"push\":true", "gateway: {id: gw-1}", "vì sao");
        assertThat(fleet("config", "gw-1", "--push").exitCode()).isZero();
    }

    @Test
    void aTwinThatDriftedIsNotInOrder() {
        answers.put("GET /api/fleet/gateways/hue/gw-1/twin", TWIN);

        Result result = fleet("twin", "gw-1");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("desired", "reported", "applied");
    }

    @Test
    void updateListsReleasesOrBeginsARollout() {
        answers.put("GET /api/fleet/releases", "[{\"version\":\"0.2.0\",\"arch\":\"arm64\",\"sha256\":\"ab\"}]");
        answers.put("POST /api/fleet/rollouts", "{\"id\":7,\"state\":\"RUNNING\",\"name\":\"u\"}");

        assertThat(fleet("update").out()).contains("0.2.0", "arm64");
        assertThat(fleet("update", "--release", "ab", "--rings", "5,100", "--gateway", "gw-1")
                        .out())
                .contains("7 RUNNING");
        assertThat(asked.get(1)).contains("\"rings\":[5,100]", "\"gateways\":[\"gw-1\"]", "\"kind\":\"RELEASE\"");
    }

    @Test
    void aReleaseIsBroughtAsAFileAndItsHashPrinted() throws IOException {
        answers.put("POST /api/fleet/releases", "{\"version\":\"0.2.0\",\"arch\":\"arm64\",\"sha256\":\"ab\"}");
        Path zip = Files.writeString(folder.resolve("r.zip"), "PK the release");

        assertThat(fleet("update", "--upload", zip.toString()).out()).startsWith("ab 0.2.0 arm64");
        assertThat(asked.get(0)).contains("name=\"file\"; filename=\"r.zip\"", "\r\n\r\nPK the release\r\n--");
        assertThat(fleet("update", "--upload", zip + ".none").exitCode()).isEqualTo(3);
    }

    @Test
    void whatTheServerRefusesIsSaidInItsWords() {
        Result result = fleet("revoke", "x");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("Refused (404): gateway hue/x is not registered")
                .doesNotContain("Exception");
        assertThat(fleet("revoke", "a/b/c").exitCode()).isEqualTo(2);
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        server.stop(0);

        Result result = fleet("list");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("cannot be asked", "./city up");
    }

    @Test
    void aFileThatCannotBeReadIsNoFaultOfTheServer() throws IOException {
        Path noText = Files.write(folder.resolve("latin.csv"), new byte[] {'i', 'd', '\n', (byte) 0xe9, '\n'});

        for (String missing : List.of("import", "config gw-1 --set")) {
            Result result = fleet((missing + " " + folder.resolve("none")).split(" "));
            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.err()).contains("none cannot be read").doesNotContain("./city up");
        }
        assertThat(fleet("import", noText.toString()).err()).contains("no text in UTF-8");
        assertThat(asked).isEmpty();
    }

    @Test
    void aStateThatDoesNotExistIsAMistakeAndNotAnEmptyCity() {
        Result result = fleet("list", "--state", "AWAKE");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("ONLINE, OFFLINE, MISSING, NEVER_SEEN");
        assertThat(asked).isEmpty();
    }

    @Test
    void wrongLinesOfATableAreSentences() throws IOException {
        refusals.put(
                "POST /api/batches?account=hue&name=&dryRun=true",
                "{\"detail\":\"nothing was added\",\"problems\":[{\"line\":8,\"column\":\"lat\",\"value\":\"abc\",\"rule\":\"must be a number\"}]}");
        Path csv = Files.writeString(folder.resolve("g.csv"), "id,name,lat\n");

        assertThat(fleet("import", csv.toString(), "--dry-run").err())
                .contains("nothing was added; line 8, lat 'abc': must be a number");
    }

    @Test
    void timesEndWithTheSecond() {
        answers.put("POST /api/gateways/hue/gw-1/codes", INVITATION.replace("00:00:00Z", "00:00:00.585641906Z"));

        assertThat(fleet("qr", "gw-1").out()).contains("until 2026-11-30T00:00:00Z");
    }

    private Result fleet(String... arguments) {
        return run(List.of("fleet"), arguments);
    }
}
